mod drawing;
mod drawn;
mod focus;
mod order;
mod scale;
mod sight;
mod slid;

use ident::MatterId;
use leptos::{html, prelude::*};

use self::{drawing::Drawing, drawn::Drawn, sight::Sight};

pub use self::slid::slid;

/// A range of rows: from the first on, so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// The index of the first.
    pub first: u32,
    /// How many.
    pub count: u32,
}

impl Range {
    /// Whether a row is one of them.
    #[must_use]
    pub fn holds(self, index: u32) -> bool {
        index >= self.first && index - self.first < self.count
    }

    fn and_beside(self) -> Self {
        let first = self.first.saturating_sub(BESIDE);
        let end = self.first.saturating_add(self.count).saturating_add(BESIDE);
        Self { first, count: end - first }
    }
}

/// A row by its place, its matter and a hash of its content: only what shows something else is drawn anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowKey {
    /// Its index.
    pub index: u32,
    /// Of which matter it is. None has two rows.
    pub matter: MatterId,
    /// Its content's hash.
    pub content: u64,
}

impl RowKey {
    fn shows_the_same(&self, other: &Self) -> bool {
        (self.matter, self.content) == (other.matter, other.content)
    }
}

/// So many rows above and below those in sight are in the page: for a finger that scrolls on, and for
/// whoever goes from row to row with the keyboard.
const BESIDE: u32 = 6;

/// A list of any length of which only the rows in sight, a few beside them and the one that has the focus
/// are in the page. Rows are all of one height, which the stylesheet gives to `.virtual__probe` as well.
///
/// What is in sight stays in sight when rows come or go above it, when rows are higher because the tablet was
/// turned, and when something appears above the list.
#[component]
pub fn VirtualList(
    #[prop(into)] label: String,
    /// How many rows there are.
    #[prop(into)]
    count: Signal<u32>,
    /// The rows at hand.
    #[prop(into)]
    rows: Signal<Vec<RowKey>>,
    /// Of which question they are the answer: what another one finds has nothing to do with what was in sight.
    #[prop(into)]
    question: Signal<u32>,
    /// Rows are held still under the finger where the list's first row is in sight, too.
    #[prop(into, default = Signal::stored(false))]
    hold: Signal<bool>,
    /// How many rows are above what is in sight: the list begins there, and keeps it.
    place: StoredValue<f64>,
    /// Draws one.
    row: Callback<RowKey, AnyView>,
    /// Called with the rows in sight when they have changed.
    on_range: Callback<Range>,
) -> AnyView {
    let list = NodeRef::<html::Ol>::new();
    let probe = NodeRef::<html::Div>::new();
    let sight = Sight::new((list, probe), count, on_range, place);
    sight.watch();

    // Reading the keys hashes every row: once for each answer, and not for each step of scrolling.
    let rows = Memo::new(move |_| rows.get());
    let drawing = Drawing::new(list, sight);
    let wanted = Memo::new(move |_| {
        let beside = sight.range.get().and_beside();
        let held = drawing.held.get();
        rows.with(|rows| {
            let near = rows.iter().filter(|key| beside.holds(key.index)).copied().collect();
            focus::with_held(near, rows, &drawing.keys(), held)
        })
    });
    // By how much the rows in sight were moved, where there is something new at all.
    let moved = move |old: &Arrived, new: &Arrived| {
        let first = sight.range.get_untracked().first;
        if old.question != new.question || (first == 0 && !hold.get_untracked()) {
            return 0;
        }
        let (old, new) = (places(&old.rows), places(&new.rows));
        slid(old, new, sight.range.get_untracked()).unwrap_or_default()
    };
    Effect::new(move |last: Option<Arrived>| {
        let new = Arrived { question: question.get(), count: count.get(), rows: rows.get() };
        if list.get().is_none() || probe.get().is_none() {
            return Arrived::default();
        }
        let last = last.unwrap_or_default();
        let by = moved(&last, &new);
        if last != new {
            sight.look(by);
        }
        wanted.track();
        drawing.draw(wanted, by != 0);
        new
    });

    let draw = move |Drawn { key, index }: Drawn| {
        let at = index.clone();
        let lies = move || sight.scale.get().row * f64::from(at.get()) - sight.shift.get();
        view! {
            <li class="virtual__row" style:transform=move || pixels("translateY(", lies(), "px)")
                aria-posinset=move || (index.get() + 1).to_string() aria-setsize=move || count.get().to_string()>
                {row.run(key)}
            </li>
        }
    };
    view! {
        <div class="virtual">
            <div class="virtual__probe" node_ref=probe aria-hidden="true"></div>
            <ol class="virtual__list" role="list" node_ref=list aria-label=label
                on:focusin=move |event| drawing.focused(event.target())
                on:focusout=move |_| drawing.left()>
                <For each=move || drawing.drawn.get() key=|one| (one.key.matter, one.key.content)
                    children=draw />
            </ol>
        </div>
    }
    .into_any()
}

/// What the list shows, to be compared with what came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Arrived {
    question: u32,
    count: u32,
    rows: Vec<RowKey>,
}

fn places(rows: &[RowKey]) -> impl Iterator<Item = (u32, MatterId)> + Clone {
    rows.iter().map(|key| (key.index, key.matter))
}

/// A length in whole pixels: writing fractions would bring a large part of the standard library along.
fn pixels(before: &str, length: f64, after: &str) -> String {
    format!("{before}{}{after}", length.round() as i64)
}
