//! Which matters look like the one at hand. A repeat (重复) is the same person with the same facts and
//! demand: it is judged on the matter, not on the person. What is found here is proposed to a clerk
//! and never done by itself.

use ident::MatterId;
use lookup::{
    likeness::{ALIKE, TextPrint},
    normalise,
};
use serde::{Deserialize, Serialize};

use crate::{MatterRow, intake::Intake, row::id_mark, step::codes::Relation};

/// What is known of a matter, or of a form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidate {
    /// The matter itself, where it exists: it is not like itself.
    pub matter: Option<MatterId>,
    /// The main petitioner's name.
    pub name: String,
    /// The name's pinyin, as `lookup` writes it.
    pub name_key: String,
    /// The mark of the ID number.
    pub id_mark: Option<[u8; 8]>,
    /// The phone as written.
    pub phone: String,
    /// Where the problem arose, as written.
    pub place: String,
    /// The village it was matched with: an office code, or empty.
    pub place_office: String,
    /// Demands and free text.
    pub text: String,
}

/// What two matters have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The same ID number.
    SameId,
    /// The same phone.
    SamePhone,
    /// The same name.
    SameName,
    /// A name that sounds the same and is written otherwise.
    NearName,
    /// The same village or place.
    SameVillage,
    /// Much the same words of the demand.
    SameWords,
}

/// A matter that looks like the one at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// Which.
    pub matter: MatterId,
    /// How much, 1 to 100.
    pub score: u8,
    /// Why.
    pub reasons: Vec<Reason>,
    /// [`Relation::Repeat`] for the same person with the same demand, else [`Relation::Related`].
    pub proposed: Relation,
}

/// From this share of the shorter text on, in percent, it is said to stand in the longer one.
const INSIDE: u8 = 80;
/// People who are strangers have to say more alike to be found: in percent.
const STRANGERS: u8 = 75;
/// Less than this is not worth a look.
const LEAST: u32 = 25;

impl Candidate {
    /// From a form.
    #[must_use]
    pub fn typed(intake: &Intake) -> Self {
        let who = &intake.petitioner;
        let demands = intake.demands.iter().map(String::as_str);
        let parts: Vec<&str> = demands
            .chain([intake.narrative.as_str()])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        Self {
            matter: None,
            name: who.name.clone(),
            name_key: lookup::pinyin_of_name(&who.name).as_str().to_owned(),
            id_mark: id_mark(&who.id_number),
            phone: who.phone.clone(),
            place: intake.place.clone(),
            place_office: intake.place_office.clone(),
            text: parts.join("；"),
        }
    }

    /// From a row.
    #[must_use]
    pub fn of_row(row: &MatterRow) -> Self {
        Self {
            matter: Some(row.matter),
            name: row.name.clone(),
            name_key: row.name_key.clone(),
            id_mark: row.id_mark,
            phone: row.phone.clone(),
            place: row.place.clone(),
            place_office: row.place_office.clone(),
            text: row.text.clone(),
        }
    }
}

/// The rows that look like a candidate, the likeliest first, at most `most`. Texts are compared only
/// where name, number, phone or village agree, so it is fast over all rows of a city.
#[must_use]
pub fn likely<'r>(
    candidate: &Candidate,
    rows: impl IntoIterator<Item = &'r MatterRow>,
    most: usize,
) -> Vec<Likely> {
    let seeker = Seeker::of(candidate);
    let mut found: Vec<Likely> = rows.into_iter().filter_map(|row| seeker.compare(row)).collect();
    // The id decides among equals, so that every station shows the same order.
    found.sort_by_key(|likely| (core::cmp::Reverse(likely.score), likely.matter));
    found.truncate(most);
    found
}

/// A candidate made ready for comparing.
struct Seeker<'c> {
    candidate: &'c Candidate,
    name: String,
    place: String,
    text: Told,
}

/// A text as a whole, and each demand of it: a demand of a few words is told again beside another
/// story.
struct Told {
    whole: TextPrint,
    parts: Vec<TextPrint>,
}

/// A shorter demand than this many characters is not compared on its own.
const SHORTEST: usize = 4;

impl Told {
    fn of(text: &str) -> Self {
        let parts = text.split(['；', '\n']).filter(|part| part.chars().count() >= SHORTEST);
        Self { whole: TextPrint::of(text), parts: parts.map(TextPrint::of).collect() }
    }

    /// How alike, 0 to 100: as wholes, or the two demands that are most alike.
    fn likeness(&self, other: &Self) -> u8 {
        let pairs = self.parts.iter().flat_map(|one| other.parts.iter().map(move |two| (one, two)));
        let parts = pairs.map(|(one, two)| one.likeness(two)).max().unwrap_or_default();
        let inside = self.whole.overlap(&other.whole);
        let inside = if inside >= INSIDE { inside } else { 0 };
        self.whole.likeness(&other.whole).max(parts).max(inside)
    }
}

impl<'c> Seeker<'c> {
    fn of(candidate: &'c Candidate) -> Self {
        Self {
            candidate,
            name: named(&candidate.name),
            place: normalise(&candidate.place),
            text: Told::of(&candidate.text),
        }
    }

    fn compare(&self, row: &MatterRow) -> Option<Likely> {
        let candidate = self.candidate;
        if candidate.matter == Some(row.matter) {
            return None;
        }
        let same_id = candidate.id_mark.is_some() && candidate.id_mark == row.id_mark;
        let other_id = !same_id && candidate.id_mark.is_some() && row.id_mark.is_some();
        let same_phone = same_digits(&candidate.phone, &row.phone);
        let same_name = !self.name.is_empty() && self.name == named(&row.name);
        let near_name =
            !same_name && !self.name.is_empty() && sounds_alike(&candidate.name_key, &row.name_key);
        let same_village = self.is_same_place(row);
        if !(same_id || same_phone || same_name || near_name || same_village) {
            return None;
        }
        let (words, said) = self.words(row);
        let same_name = same_name && !other_id;
        let near_name = near_name && !other_id;
        // Two ID numbers that differ are two people, whatever their names.
        let same_person =
            same_id || same_name && (same_phone || same_village) || near_name && same_phone;
        // A household shares a phone, a village shares its road: their words have to agree.
        let same_words = words >= if same_person || same_name { ALIKE } else { STRANGERS };
        let mut score = 0;
        let mut reasons = Vec::new();
        let mut say = |is: bool, reason, points: u32| {
            if is {
                reasons.push(reason);
                score += points;
            }
        };
        say(same_id, Reason::SameId, 50);
        say(same_phone, Reason::SamePhone, 25);
        say(same_name, Reason::SameName, 30);
        say(near_name, Reason::NearName, 10);
        say(same_village, Reason::SameVillage, 15);
        say(same_words, Reason::SameWords, u32::from(words) * 2 / 5);
        // A namesake, or somebody with the same phone, is shown until words and place tell.
        let places = !self.place.is_empty() && !row.place.is_empty();
        let told_apart = said && places || !(same_name || same_phone);
        if score < LEAST || !same_person && !same_words && told_apart {
            return None;
        }
        let proposed = if same_person && same_words { Relation::Repeat } else { Relation::Related };
        let score = u8::try_from(score.min(100)).unwrap_or(100);
        Some(Likely { matter: row.matter, score, reasons, proposed })
    }

    fn is_same_place(&self, row: &MatterRow) -> bool {
        let office = &self.candidate.place_office;
        if !office.is_empty() && !row.place_office.is_empty() {
            return *office == row.place_office;
        }
        !self.place.is_empty() && !row.place.is_empty() && self.place == normalise(&row.place)
    }

    /// How alike the words are, and whether both said anything.
    fn words(&self, row: &MatterRow) -> (u8, bool) {
        if self.text.whole.is_empty() || row.text.is_empty() {
            return (0, false);
        }
        (self.text.likeness(&Told::of(&row.text)), true)
    }
}

/// A name to compare; none for a petition without one.
fn named(name: &str) -> String {
    let name = normalise(name);
    if matches!(name.as_str(), "匿名" | "不详" | "无" | "未留姓名") {
        String::new()
    } else {
        name
    }
}

/// The same telephone number, however it was written; numbers of fewer than five digits say nothing.
fn same_digits(one: &str, two: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    if one.is_empty() || two.is_empty() {
        return false;
    }
    let one = digits(&normalise(one));
    one.len() >= 5 && one == digits(&normalise(two))
}

/// Whether two names of as many characters can be read alike throughout: 张珊 and 张山.
fn sounds_alike(one: &str, two: &str) -> bool {
    let mut count = 0;
    let (mut ours, mut theirs) = (one.split(' '), two.split(' '));
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return count >= 2,
            (Some(one), Some(two))
                if one.split('|').any(|reading| {
                    !reading.is_empty() && two.split('|').any(|other| other == reading)
                }) =>
            {
                count += 1;
            }
            _ => return false,
        }
    }
}
