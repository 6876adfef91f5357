//! The year as bars, with the numbers on them; the same in words for whoever does not see it.

use casework::glance::Glance;
use chrono::Datelike;
use leptos::prelude::*;

use crate::ui::words::glance as words;

/// A month's width, and the height of the tallest bar, in the drawing's own units.
const MONTH: u32 = 60;
const TALLEST: u32 = 120;
/// Room above the bars for their numbers, below for the months.
const ABOVE: u32 = 24;
const BELOW: u32 = 28;
const BAR: u32 = 20;

/// How tall a bar is: in proportion to the greatest of all, and never invisible where it is not zero.
fn height(count: u32, most: u32) -> u32 {
    if count == 0 {
        return 0;
    }
    let exact = u64::from(count) * u64::from(TALLEST) / u64::from(most.max(1));
    u32::try_from(exact).unwrap_or(TALLEST).clamp(2, TALLEST)
}

/// The plot.
pub fn plot(glance: &Glance) -> AnyView {
    let most = glance.months.iter().map(|one| one.matters.max(one.disputes)).max().unwrap_or(0);
    let foot = (ABOVE + TALLEST + 20).to_string();
    let months: Vec<AnyView> = glance
        .months
        .iter()
        .map(|one| {
            let left = one.month.saturating_sub(1) * MONTH;
            let middle = (left + MONTH / 2).to_string();
            let month = one.month.to_string();
            let matters = bar(left + 8, one.matters, most, "plot__bar plot__bar--matters");
            let next = left + 8 + BAR + 4;
            let disputes = bar(next, one.disputes, most, "plot__bar plot__bar--disputes");
            let foot = foot.clone();
            view! {
                {matters}
                {disputes}
                <text class="plot__text" x=middle y=foot>{month}</text>
            }
            .into_any()
        })
        .collect();
    let text = words::plot(glance.today.year(), &glance.months);
    let (width, whole) = (12 * MONTH, ABOVE + TALLEST + BELOW);
    let frame = format!("0 0 {width} {whole}");
    let base = (ABOVE + TALLEST).to_string();
    let end = width.to_string();
    view! {
        <svg class="plot" viewBox=frame role="img" aria-label=text>
            <line class="plot__base" x1="0" y1=base.clone() x2=end y2=base></line>
            {months}
        </svg>
        <p class="plot__legend" aria-hidden="true">
            <span class="plot__key plot__key--matters"></span>{words::MATTERS}
            <span class="plot__key plot__key--disputes"></span>{words::DISPUTES}
        </p>
    }
    .into_any()
}

fn bar(x: u32, count: u32, most: u32, class: &'static str) -> AnyView {
    if count == 0 {
        return ().into_any();
    }
    let tall = height(count, most);
    let top = ABOVE + TALLEST - tall;
    let (over, middle) = (top.saturating_sub(4).to_string(), (x + BAR / 2).to_string());
    let (x, top, tall) = (x.to_string(), top.to_string(), tall.to_string());
    let (width, count) = (BAR.to_string(), count.to_string());
    view! {
        <rect class=class x=x y=top width=width height=tall></rect>
        <text class="plot__text" x=middle y=over>{count}</text>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_never_vanish() {
        assert_eq!(height(0, 10), 0);
        assert_eq!(height(10, 10), TALLEST);
        assert_eq!(height(5, 10), TALLEST / 2);
        assert_eq!(height(1, 1_000_000), 2);
        assert_eq!(height(u32::MAX, u32::MAX), TALLEST);
    }
}
