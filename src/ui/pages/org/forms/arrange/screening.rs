//! Cycles, intensive periods, rounds, and the scheme of those who take charge.

use casework::{
    directory::{Intensive, Round, RoundKind, Scheme, Tier},
    org::ArrangeStep,
    screening::Cycle,
};
use ident::OfficeCode;
use leptos::prelude::*;

use super::{
    super::{
        FormKind, field, kept,
        office::{choices, day, take},
        typed,
    },
    form, lines, made, new_id,
};
use crate::ui::{
    browser,
    components::FieldKind,
    pages::org::{
        form::{Field, Form, Input, Wrong},
        page::Page,
    },
    words::{
        org::{self, arrange as words},
        screening,
    },
};

const CYCLES: [(&str, Cycle); 5] = [
    ("daily", Cycle::Daily),
    ("weekly", Cycle::Weekly),
    ("half_monthly", Cycle::HalfMonthly),
    ("monthly", Cycle::Monthly),
    ("quarterly", Cycle::Quarterly),
];

/// How often a tier screens.
pub fn cycle(page: Page, tier: Tier) -> Form {
    let now = page.now(|view| view.arrangements.cycles.of(tier)).unwrap_or(Cycle::Monthly);
    let name = CYCLES.iter().find(|(_, cycle)| *cycle == now).map_or("", |(name, _)| *name);
    let value = RwSignal::new(name.to_owned());
    let options = CYCLES
        .iter()
        .map(|(name, cycle)| ((*name).to_owned(), screening::cycle(*cycle).to_owned()))
        .collect();
    let title = format!("{}：{}", words::CYCLE_SET, org::short_tier(tier));
    let fields = vec![field("org-cycle", words::CYCLE, Input::Choices(options), value)];
    form(title, &[], fields, move |by| {
        let chosen = value.get_untracked();
        match CYCLES.iter().find(|(name, _)| *name == chosen) {
            Some((_, cycle)) if *cycle != now => {
                made(ArrangeStep::CycleSet { by, tier, cycle: *cycle })
            }
            _ => Ok(None),
        }
    })
}

/// What is laid down where somebody takes charge.
pub fn scheme(page: Page) -> Form {
    let kind = FormKind::Scheme;
    let now = page.now(|view| view.arrangements.scheme.clone());
    let text =
        |slots: Option<&Vec<String>>| slots.map(|slots| slots.join("\n")).unwrap_or_default();
    let fix = kept(page, &kind, "org-fix", text(now.as_ref().map(|one| &one.fix)));
    let charge = kept(page, &kind, "org-charge", text(now.as_ref().map(|one| &one.charge)));
    let fields = vec![
        field("org-fix", words::FIX, Input::Area(5), fix),
        Field {
            hint: words::CHARGE_HINT,
            ..field("org-charge", words::CHARGE, Input::Area(5), charge)
        },
    ];
    form(words::SCHEME_SET, &[words::SCHEME_BODY], fields, move |by| {
        let fix = lines(&fix.get_untracked());
        let charge = lines(&charge.get_untracked());
        if fix.is_empty() && charge.is_empty() {
            return Err(vec![("org-fix", words::TEXT_MISSING.to_owned())]);
        }
        let scheme = Some(Scheme { fix, charge });
        if scheme == now { Ok(None) } else { made(ArrangeStep::SchemeSet { by, scheme }) }
    })
}

/// The shipped scheme again.
pub fn reset_scheme() -> Form {
    form(words::SCHEME_RESET, &[], Vec::new(), |by| {
        made(ArrangeStep::SchemeSet { by, scheme: None })
    })
}

/// The own office, and those it keeps: codes and names.
fn offices(page: Page) -> (Vec<casework::directory::Office>, Option<(String, String)>) {
    let kept = page.now(|view| {
        let open = view.offices.iter().filter(|office| office.closed_on.is_none());
        open.cloned().collect::<Vec<_>>()
    });
    let own = page.session.identity.get_untracked();
    let own = own.map(|own| (own.office.as_str().to_owned(), own.office_name));
    (kept, own)
}

/// A field for one of the offices, with the own one chosen.
fn where_field(page: Page, value: RwSignal<String>) -> Field {
    let (mut kept, own) = offices(page);
    if let Some((code, name)) = own
        && let Ok(code) = OfficeCode::parse(&code)
        && !kept.iter().any(|office| office.code == code)
    {
        let tier = Tier::Township;
        kept.insert(0, casework::directory::Office::new(code, name, None, tier));
    }
    field("org-under", words::SCOPE, Input::Pick(choices(page, kept)), value)
}

fn own_code(page: Page) -> String {
    offices(page).1.map(|(code, _)| code).unwrap_or_default()
}

fn future_day(id: &'static str, label: &'static str, value: RwSignal<String>) -> Field {
    field(id, label, Input::Day(None), value)
}

/// From when to when.
fn span(
    wrong: &mut Wrong,
    from: RwSignal<String>,
    to: RwSignal<String>,
) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let from = take(wrong, "org-from", typed::day(&from.get_untracked()));
    let to = take(wrong, "org-day", typed::day(&to.get_untracked()));
    let (from, to) = (from?, to?);
    if to < from {
        wrong.push(("org-day", words::TO_BEFORE.to_owned()));
        return None;
    }
    Some((from, to))
}

/// Screening is daily for a while.
pub fn open_intensive(page: Page) -> Option<Form> {
    let kind = FormKind::OpenIntensive;
    let today = browser::today().to_string();
    let scope = kept(page, &kind, "org-under", own_code(page));
    let from = kept(page, &kind, "org-from", today.clone());
    let to = kept(page, &kind, "org-day", today);
    let reason = kept(page, &kind, "org-text", String::new());
    let id = new_id();
    let fields = vec![
        where_field(page, scope),
        future_day("org-from", words::FROM, from),
        future_day("org-day", words::TO, to),
        Field {
            hint: words::REASON_HINT,
            ..field("org-text", words::REASON, Input::Area(2), reason)
        },
    ];
    Some(form(screening::OPEN_INTENSIVE, &[words::INTENSIVE_BODY], fields, move |by| {
        let mut wrong = Wrong::new();
        let days = span(&mut wrong, from, to);
        let scope = OfficeCode::parse(&scope.get_untracked()).map_err(|_| org::UNDER_MISSING);
        let scope = take(&mut wrong, "org-under", scope);
        let reason = reason.get_untracked().trim().to_owned();
        if reason.is_empty() {
            wrong.push(("org-text", words::TEXT_MISSING.to_owned()));
        }
        match (days, scope) {
            (Some((from, to)), Some(scope)) if wrong.is_empty() => {
                let period = Intensive { id: id.clone(), from, to, reason, scope, ended: None };
                made(ArrangeStep::IntensiveOpened { by, period })
            }
            _ => Err(wrong),
        }
    }))
}

/// It ends before.
pub fn end_intensive(page: Page, id: &str) -> Option<Form> {
    page.now(|view| view.arrangements.intensives.iter().any(|one| one.id == id).then_some(()))?;
    let on = RwSignal::new(browser::today().to_string());
    let id = id.to_owned();
    let fields = vec![future_day("org-day", words::END_ON, on)];
    Some(form(screening::END_INTENSIVE, &[], fields, move |by| {
        let mut wrong = Wrong::new();
        match take(&mut wrong, "org-day", typed::day(&on.get_untracked())) {
            Some(on) => made(ArrangeStep::IntensiveEnded { by, period: id.clone(), on }),
            None => Err(wrong),
        }
    }))
}

/// A round of screening, asked for by the own office.
pub fn open_round(page: Page) -> Option<Form> {
    let form_kind = FormKind::OpenRound;
    let organiser = OfficeCode::parse(&own_code(page)).ok()?;
    let today = browser::today().to_string();
    let name = kept(page, &form_kind, "org-name", String::new());
    let kind = kept(page, &form_kind, "org-kind", RoundKind::Special.name().to_owned());
    let from = kept(page, &form_kind, "org-from", today.clone());
    let to = kept(page, &form_kind, "org-day", today);
    let tiers = kept(page, &form_kind, "org-tier", String::new());
    let text = kept(page, &form_kind, "org-text", String::new());
    let id = new_id();
    let kinds = RoundKind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), screening::round_kind(*kind).to_owned()))
        .collect();
    let tier_options = TIERS
        .iter()
        .map(|(name, tier)| ((*name).to_owned(), org::short_tier(*tier).to_owned()))
        .collect();
    let fields = vec![
        Field {
            hint: words::ROUND_NAME_HINT,
            ..field("org-name", words::ROUND_NAME, Input::Line(FieldKind::Text), name)
        },
        field("org-kind", words::KIND, Input::Choices(kinds), kind),
        future_day("org-from", words::FROM, from),
        future_day("org-day", words::TO, to),
        Field {
            hint: words::ROUND_TIERS_HINT,
            ..field("org-tier", words::ROUND_TIERS, Input::Several(tier_options), tiers)
        },
        field("org-text", words::ROUND_TEXT, Input::Area(3), text),
    ];
    Some(form(screening::OPEN_ROUND, &[words::ROUND_BODY], fields, move |by| {
        let mut wrong = Wrong::new();
        let name = take(&mut wrong, "org-name", typed::name(&name.get_untracked()));
        let days = span(&mut wrong, from, to);
        let chosen = kind.get_untracked();
        let kind = RoundKind::ALL.into_iter().find(|kind| kind.name() == chosen);
        let (Some(name), Some((from, to)), Some(kind)) = (name, days, kind) else {
            return Err(wrong);
        };
        let chosen = tiers.get_untracked();
        let round = Round {
            id: id.clone(),
            name,
            kind,
            from,
            to,
            organiser: organiser.clone(),
            tiers: TIERS
                .iter()
                .filter(|(name, _)| chosen.split(',').any(|one| one == *name))
                .map(|(_, tier)| *tier)
                .collect(),
            text: text.get_untracked().trim().to_owned(),
            closed: None,
        };
        made(ArrangeStep::RoundOpened { by, round })
    }))
}

const TIERS: [(&str, Tier); 3] =
    [("village", Tier::Village), ("township", Tier::Township), ("department", Tier::Department)];

/// It is over.
pub fn close_round(page: Page, id: &str) -> Option<Form> {
    let name = page.now(|view| view.arrangements.round(id).map(|round| round.name.clone()))?;
    let on = RwSignal::new(browser::today().to_string());
    let id = id.to_owned();
    let fields = vec![day("org-day", words::END_ON, on)];
    let title = format!("{}：{name}", screening::CLOSE_ROUND);
    Some(form(title, &[words::CLOSE_ROUND_BODY], fields, move |by| {
        let mut wrong = Wrong::new();
        let on = typed::past_day(&on.get_untracked(), browser::today());
        match take(&mut wrong, "org-day", on) {
            Some(on) => made(ArrangeStep::RoundClosed { by, round: id.clone(), on }),
            None => Err(wrong),
        }
    }))
}
