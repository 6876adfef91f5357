//! Who stands in a paper, and what they ask for.

use ::papers::{Demand, Matter, People, Person};
use casework::{
    MatterView,
    directory::Tier,
    matter::LegKind,
    schema::{Channel, Fact, PersonField},
    step::codes::Route,
    view::PersonView,
};

use super::{Writer, issuer::organ_of, wording};

/// Characters of a subject in one line.
const SUBJECT: usize = 40;

fn person(person: &PersonView) -> Person {
    Person {
        name: person.shown(PersonField::Name).trim().to_owned(),
        address: person.shown(PersonField::Address).trim().to_owned(),
        phone: person.shown(PersonField::Phone).trim().to_owned(),
    }
}

/// The petitioner, how many came, and the representatives.
pub fn people(view: &MatterView) -> People {
    let main = view.main_person();
    let others =
        view.persons.iter().filter(|other| main.is_none_or(|main| main.slot != other.slot));
    let representatives = others
        .map(|other| other.shown(PersonField::Name).trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    People {
        petitioners: main.map(person).filter(|main| !main.name.is_empty()).into_iter().collect(),
        total: view.shown(Fact::Petitioners).parse().ok().filter(|total| *total > 1),
        representatives,
    }
}

/// The matter as the office at hand knows it: from whom and when it came here.
pub fn matter(view: &MatterView, writer: &Writer<'_>) -> Matter {
    // A leg from a station is no other organ's forwarding, but it is how it came.
    let leg = view.state.legs.iter().rev().find(|leg| leg.to == *writer.office);
    let from_organ = leg.filter(|leg| {
        leg.kind != LegKind::Handed
            || writer.directory.tier(&leg.from).is_some_and(|tier| tier != Tier::Village)
    });
    let channel = view.shown(Fact::Channel);
    Matter {
        item_no: view.local_nos.join("、"),
        query_code: casework::intake::query_code(view.matter),
        subject: subject(view),
        channel: Channel::from_name(channel)
            .map_or_else(|| channel.to_owned(), |known| wording::channel(known).to_owned()),
        received_on: leg.map(|leg| leg.received_on.unwrap_or(leg.sent_on)).or(view.registered_on),
        received_from: from_organ
            .map(|leg| organ_of(writer.directory, &leg.from))
            .unwrap_or_default(),
        summary: summary(view),
    }
}

/// What is demanded, one a line.
pub fn request(view: &MatterView) -> String {
    demanded(view).map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

fn demanded(view: &MatterView) -> impl Iterator<Item = (&str, &str)> {
    view.demands
        .iter()
        .filter(|demand| !demand.struck && !demand.text.trim().is_empty())
        .map(|demand| (demand.id.as_str(), demand.text.trim()))
}

fn subject(view: &MatterView) -> String {
    let title = view.shown(Fact::Title).trim();
    if !title.is_empty() {
        return title.to_owned();
    }
    let about = demanded(view).map(|(_, text)| text).next();
    let about = about.unwrap_or_else(|| told(view));
    let line = about.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= SUBJECT {
        return line.to_owned();
    }
    line.chars().take(SUBJECT).chain(['…']).collect()
}

fn told(view: &MatterView) -> &str {
    let text = view.narrative.trim();
    if text.is_empty() { view.shown(Fact::StatedText).trim() } else { text }
}

/// What it is about, at length.
pub fn summary(view: &MatterView) -> String {
    let told = told(view);
    if !told.is_empty() {
        return told.to_owned();
    }
    request(view)
}

/// The demands with the opinion on each; before there is one, those that are petitions in the sense
/// of Art. 31 item 6, or all where nobody sorted them yet.
pub fn demands(view: &MatterView) -> Vec<Demand> {
    if let Some(opinion) = &view.state.opinion {
        let text = |id: &str| {
            view.demands.iter().find(|demand| demand.id == id).map(|demand| demand.text.clone())
        };
        return opinion
            .demands
            .iter()
            .map(|held| Demand {
                text: text(&held.demand).unwrap_or_default(),
                facts: held.facts.clone(),
                opinion: held.text.clone(),
                outcome: wording::outcome(held.outcome).to_owned(),
                basis: held.basis.clone(),
            })
            .collect();
    }
    let sorted = !view.state.triage.is_empty();
    demanded(view)
        .filter(|(id, _)| !sorted || view.state.triage.get(*id) == Some(&Route::Petition))
        .map(|(_, text)| Demand { text: text.to_owned(), ..Demand::default() })
        .collect()
}
