//! Deriving pinyin from characters.

mod readings;

use crate::normalise::{is_ideograph, normalise};
use crate::pinyin_key::{ALTERNATIVE, CHARACTER, NAME, PinyinKey};
use crate::surname;

/// The key of a name field: one name, or several divided by `、`, `，`, `；`, `/` or a line break.
///
/// Where a name begins with a surname, the readings of that surname come first (单 `shan`, 尉迟 `yu chi`); where a
/// surname has several, all are accepted. All other readings of every character follow: a clerk may misread a
/// surname, what looks like one may begin the name of a body (解放村), and a given name is read as its owner likes.
/// So a key finds more than the one right reading, never less.
///
/// Characters without a reading have no place in the key; dots and punctuation neither.
#[must_use]
pub fn pinyin_of_name(name: &str) -> PinyinKey {
    let names = name.split(['、', '，', ',', '；', ';', '/', '\n']);
    let keys: Vec<PinyinKey> = names.map(pinyin_of_one_name).collect();
    PinyinKey::of_names(&keys)
}

fn pinyin_of_one_name(name: &str) -> PinyinKey {
    let folded = normalise(name);
    if !folded.starts_with(is_ideograph) {
        return pinyin_of_text(name);
    }
    let surname = surname::of(&folded);
    let mut key = Builder::default();
    for (place, character) in folded.chars().enumerate() {
        key.push(character, surname.get(place).map_or(&[], Vec::as_slice));
    }
    key.finish()
}

/// The key of other text (a label, the name of a place or body): every reading of every character, the usual one
/// first. Runs of Latin letters or digits stand for themselves, and white space divides them.
#[must_use]
pub fn pinyin_of_text(text: &str) -> PinyinKey {
    let mut key = Builder::default();
    for word in text.split_whitespace() {
        key.end_run();
        normalise(word).chars().for_each(|character| key.push(character, &[]));
    }
    key.finish()
}

/// A key being put together.
#[derive(Default)]
struct Builder {
    key: String,
    in_run: bool,
}

impl Builder {
    fn push(&mut self, character: char, first: &[&'static str]) {
        if character.is_ascii_alphanumeric() {
            if !self.in_run {
                self.separate();
            }
            self.in_run = true;
            self.key.push(character);
            return;
        }
        self.in_run = false;
        let readings = typed_readings(character, first);
        if !readings.is_empty() {
            self.separate();
            let alternative = char::from(ALTERNATIVE).to_string();
            self.key.push_str(&readings.join(&alternative));
        }
    }

    fn separate(&mut self) {
        if !self.key.is_empty() && !self.key.ends_with(char::from(NAME)) {
            self.key.push(char::from(CHARACTER));
        }
    }

    fn end_run(&mut self) {
        self.in_run = false;
    }

    fn finish(self) -> PinyinKey {
        PinyinKey::from_stored(self.key)
    }
}

/// The readings of a character as they are typed, those given first.
fn typed_readings(character: char, first: &[&'static str]) -> Vec<String> {
    let mut readings: Vec<String> = Vec::new();
    for reading in first.iter().copied().chain(readings::of(character)).flat_map(typed_forms) {
        if !reading.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// How a reading is typed. For ü that is `v` (input methods), `yu` (passports) and, by those who don't care, `u`.
fn typed_forms(reading: &str) -> Vec<String> {
    let with = |umlaut: &str| -> String {
        let letters = reading.replace('ü', umlaut).replace('ê', "e");
        letters.chars().filter(char::is_ascii_lowercase).collect()
    };
    if reading.contains('ü') { vec![with("v"), with("yu"), with("u")] } else { vec![with("")] }
}
