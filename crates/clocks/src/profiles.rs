//! The profiles a device knows.

use chrono::NaiveDate;

use crate::{BadProfile, Profile, ProfileRef, shipped};

/// The profiles a device knows: the shipped ones, and those the city gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profiles {
    national: Profile,
    others: Vec<Profile>,
}

/// A profile that was looked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// The profile to count with.
    pub profile: &'a Profile,
    /// Whether the wanted one is unknown here and this is `national/1` instead. Say so wherever a
    /// date counted with it is shown.
    pub fallback: bool,
}

impl Profiles {
    /// `national/1`, `shandong/1` and `zhejiang/1`.
    #[must_use]
    pub fn shipped() -> Self {
        let national = shipped::national();
        let others = vec![shipped::shandong(), shipped::zhejiang()];
        Self { national, others }
    }

    /// Adds a profile; the same once more is no error. Clocks it does not name become those of
    /// `national/1`.
    ///
    /// # Errors
    /// [`BadProfile`]: it makes no sense, or another one of this name and version is there.
    pub fn add(&mut self, mut profile: Profile) -> Result<(), BadProfile> {
        profile.fill_from(&self.national);
        profile.check()?;
        match self.get(&profile.reference()) {
            Some(there) if *there == profile => Ok(()),
            Some(_) => Err(BadProfile::AlreadyThere(profile.reference())),
            None => {
                self.others.push(profile);
                Ok(())
            }
        }
    }

    /// All of them, `national/1` first.
    pub fn all(&self) -> impl Iterator<Item = &Profile> {
        core::iter::once(&self.national).chain(&self.others)
    }

    /// The profile of that name and version.
    #[must_use]
    pub fn get(&self, wanted: &ProfileRef) -> Option<&Profile> {
        self.all().find(|profile| profile.id == wanted.id && profile.version == wanted.version)
    }

    /// The profile of that name and version, else `national/1`.
    #[must_use]
    pub fn find(&self, wanted: &ProfileRef) -> Found<'_> {
        match self.get(wanted) {
            Some(profile) => Found { profile, fallback: false },
            None => Found { profile: &self.national, fallback: true },
        }
    }

    /// The latest version of `id` under which a case may start on `date`.
    #[must_use]
    pub fn in_force(&self, id: &str, date: NaiveDate) -> Option<&Profile> {
        let candidates = self.all().filter(|profile| profile.id == id && profile.in_force(date));
        candidates.max_by_key(|profile| profile.version)
    }

    /// The latest version of `id`, in force or not.
    #[must_use]
    pub fn latest(&self, id: &str) -> Option<&Profile> {
        self.all().filter(|profile| profile.id == id).max_by_key(|profile| profile.version)
    }
}
