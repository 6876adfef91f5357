//! Filters that are used often, kept under a name on this device.

use casework::worklist::{RowFilter, RowOrder};
use leptos::prelude::*;

use super::{filters::in_words, finder::Finder};
use crate::ui::{
    components::{Dialog, TextField},
    device_settings,
    session::session,
    words::{general, list},
};

/// Longest name, in characters.
const NAME: usize = 20;

/// A filter under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct View {
    name: String,
    filter: RowFilter,
    order: RowOrder,
}

/// One a line: name, filter and order, parted by tabs.
fn read(text: &str) -> Vec<View> {
    let view = |line: &str| {
        let mut parts = line.split('\t');
        let name = parts.next().filter(|name| !name.is_empty())?.to_owned();
        let filter = RowFilter::from_text(parts.next().unwrap_or_default());
        let due = parts.next() == Some("due");
        Some(View { name, filter, order: if due { RowOrder::DueFirst } else { RowOrder::Newest } })
    };
    text.lines().filter_map(view).collect()
}

fn write(views: &[View]) -> String {
    let line = |view: &View| {
        let order = if view.order == RowOrder::DueFirst { "due" } else { "new" };
        [&*view.name, &*view.filter.to_text(), order].join("\t")
    };
    views.iter().map(line).collect::<Vec<String>>().join("\n")
}

/// A name as it is kept: one line, not too long.
fn cleaned(name: &str) -> String {
    let name: String =
        name.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    name.trim().chars().take(NAME).collect::<String>().trim_end().to_owned()
}

/// What the dialog is open for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Naming {
    New,
    Renaming(usize),
}

/// The saved filters, and what can be done with the one in force.
#[component]
pub fn Views(finder: Finder) -> AnyView {
    let session = session();
    let views = RwSignal::new(read(&device_settings::views()));
    let keep = move |change: &dyn Fn(&mut Vec<View>)| {
        views.update(|views| change(views));
        views.with_untracked(|views| device_settings::set_views(&write(views)));
    };
    let naming = RwSignal::new(Naming::New);
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let ask = move |what: Naming, offered: String| {
        naming.set(what);
        name.set(offered);
        wrong.set(None);
        open.set(true);
    };
    let confirm = Callback::new(move |()| {
        let given = cleaned(&name.get_untracked());
        if given.is_empty() {
            return wrong.set(Some(list::VIEW_NAME_MISSING.to_owned()));
        }
        let (filter, order) = (finder.filter.get_untracked(), finder.order.get_untracked());
        match naming.get_untracked() {
            Naming::New => keep(&|views| {
                views.push(View { name: given.clone(), filter: filter.clone(), order });
            }),
            Naming::Renaming(at) => keep(&|views| {
                if let Some(view) = views.get_mut(at) {
                    view.name.clone_from(&given);
                }
            }),
        }
        open.set(false);
    });
    let remove = move |at: usize| {
        keep(&|views| {
            if at < views.len() {
                views.remove(at);
            }
        });
        session.say(list::VIEW_DELETED);
    };
    let is_at = move |view: &View| {
        finder.filter.with(|filter| *filter == view.filter) && finder.order.get() == view.order
    };
    let at = Memo::new(move |_| views.with(|views| views.iter().position(is_at)));
    let may_save = move || at.get().is_none() && !finder.filter.with(RowFilter::is_everything);
    let buttons = move || {
        let button = |(index, view): (usize, View)| {
            let pressed = move || if at.get() == Some(index) { "true" } else { "false" };
            let (filter, order) = (view.filter, view.order);
            let apply = move |_| {
                finder.order_by(order);
                finder.filter_by(filter.clone());
            };
            view! {
                <li><button type="button" class="filters__view" aria-pressed=pressed on:click=apply>{view.name}</button></li>
            }
            .into_any()
        };
        let all: Vec<AnyView> = views.get().into_iter().enumerate().map(button).collect();
        (!all.is_empty()).then(|| {
            view! { <ul class="filters__chips" aria-label=list::VIEWS>{all}</ul> }
        })
    };
    let own = move || {
        at.get().map(|at| {
            let rename = move |_| {
                let now = views.with_untracked(|views| views.get(at).map(|view| view.name.clone()));
                ask(Naming::Renaming(at), now.unwrap_or_default());
            };
            view! {
                <button type="button" class="button button--small" on:click=rename>{list::VIEW_RENAME}</button>
                <button type="button" class="button button--small" on:click=move |_| remove(at)>{list::VIEW_DELETE}</button>
            }
        })
    };
    let save = move |_| ask(Naming::New, cleaned(&finder.filter.with_untracked(in_words)));
    let title = Signal::derive(move || match naming.get() {
        Naming::New => list::VIEW_SAVE.to_owned(),
        Naming::Renaming(_) => list::VIEW_RENAME.to_owned(),
    });
    view! {
        <div class="filters">
            {buttons}
            {own}
            {move || may_save().then(|| view! {
                <button type="button" class="button button--small" on:click=save>{list::VIEW_SAVE}</button>
            })}
        </div>
        <Dialog id="view-dialog" open title confirm=general::SAVE.to_owned() cancel=general::CANCEL on_confirm=confirm>
            <TextField id="view-name" label=list::VIEW_NAME bind=name hint=list::VIEW_NAME_HINT error=wrong />
        </Dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::worklist::TodayList;

    #[test]
    fn views_round_trip_as_text() {
        let views = vec![
            View {
                name: "本周 到期".into(),
                filter: RowFilter::of(TodayList::DueSoon),
                order: RowOrder::DueFirst,
            },
            View { name: "全部".into(), filter: RowFilter::default(), order: RowOrder::Newest },
        ];
        assert_eq!(read(&write(&views)), views);
        assert_eq!(read(""), []);
    }

    #[test]
    fn names_are_one_short_line() {
        assert_eq!(cleaned(" 本周\t到期\n "), "本周 到期");
        assert_eq!(cleaned(&"长".repeat(30)).chars().count(), NAME);
    }
}
