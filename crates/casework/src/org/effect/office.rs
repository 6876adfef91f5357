//! Offices: opened, renamed, described, closed.

use chrono::NaiveDate;
use ident::OfficeCode;

use super::{Act, Working, is_kept_on};
use crate::{
    directory::{Office, Tier},
    org::{
        Why,
        contest::Thing,
        names::{self, MAX_NAME},
    },
};

impl Working {
    pub(super) fn open_office(&mut self, act: &Act<'_>, mut new: Office) -> Result<(), Why> {
        new.name = names::name(&new.name)?;
        (new.organ, new.phone) = (line(&new.organ)?, line(&new.phone)?);
        let parent = new.parent.as_ref().ok_or(Why::NoSuchOffice)?;
        let above = self.directory.office(parent).ok_or(Why::NoSuchOffice)?;
        let kept = || is_kept_on(&self.directory, act.keeper, parent, act.by.on);
        if above.code != *act.keeper && !kept() {
            return Err(Why::NotBelow);
        }
        let fits = match above.tier {
            Tier::City => matches!(new.tier, Tier::Township | Tier::Department),
            Tier::Township => new.tier == Tier::Village,
            Tier::Village | Tier::Department => false,
        };
        if !fits {
            return Err(Why::BadTier);
        }
        if act.is_after(above.closed_on) {
            return Err(Why::Closed);
        }
        // Where that was merged since, what it opened came under the heir with the rest.
        for (heir, until) in self.heirs_of(parent.clone()) {
            new.come_under(heir, until);
        }
        match self.directory.offices.binary_search_by(|office| office.code.cmp(&new.code)) {
            Ok(at) => {
                let there = self.directory.offices.get(at);
                let same = there.is_some_and(|there| {
                    there.opened_on == new.opened_on
                        && there.parent == new.parent
                        && there.tier == new.tier
                });
                if same { Ok(()) } else { Err(Why::CodeTaken) }
            }
            Err(at) => {
                self.directory.offices.insert(at, new);
                Ok(())
            }
        }
    }

    pub(super) fn rename_office(
        &mut self,
        act: &Act<'_>,
        code: &OfficeCode,
        name: &str,
        from: NaiveDate,
    ) -> Result<(), Why> {
        let name = names::name(name)?;
        act.past(from)?;
        let office = self.kept(act, code)?;
        if !office.is_open_on(from) {
            return Err(if office.closed_on.is_some() { Why::Closed } else { Why::BadDay });
        }
        if names::beginning_on(office, from) == Some(name.as_str()) {
            return Ok(());
        }
        let mut renamed = office.clone();
        names::rename(&mut renamed, name, from)?;
        let thing = Thing::Name(code.clone(), from);
        self.setters.set(thing, act.keeper, act.change, act.by.on, act.history)?;
        *self.kept_mut(act, code)? = renamed;
        Ok(())
    }

    pub(super) fn describe_office(
        &mut self,
        act: &Act<'_>,
        code: &OfficeCode,
        organ: &str,
        phone: &str,
    ) -> Result<(), Why> {
        let (organ, phone) = (line(organ)?, line(phone)?);
        let office = self.kept(act, code)?;
        if office.organ == organ && office.phone == phone {
            return Ok(());
        }
        let thing = Thing::Description(code.clone());
        self.setters.set(thing, act.keeper, act.change, act.by.on, act.history)?;
        let office = self.kept_mut(act, code)?;
        (office.organ, office.phone) = (organ, phone);
        Ok(())
    }

    pub(super) fn close_office(
        &mut self,
        act: &Act<'_>,
        code: &OfficeCode,
        on: NaiveDate,
        into: Option<OfficeCode>,
    ) -> Result<(), Why> {
        act.past(on)?;
        let office = self.kept(act, code)?;
        let tier = office.tier;
        if tier == Tier::City {
            return Err(Why::BadTier);
        }
        if office.opened_on.is_some_and(|opened| on < opened) {
            return Err(Why::BadDay);
        }
        if let Some(closed) = office.closed_on {
            let same = closed == on && office.merged_into == into;
            return if same { Ok(()) } else { Err(Why::Closed) };
        }
        if let Some(into) = &into {
            let heir = self.kept(act, into)?;
            if into == code || heir.tier != tier {
                return Err(Why::BadTier);
            }
            // One that was merged itself later took over before that, and handed on with the rest;
            // but nothing comes back to where it came from.
            let gone = heir.closed_on.is_some_and(|closed| closed <= on);
            if gone || self.directory.heir(into) == code {
                return Err(Why::Closed);
            }
        }
        // One that took over from another on a day was there that day: else what the villages' lines
        // were before would be another thing now.
        let took_over = self.directory.offices.iter().any(|other| {
            other.merged_into.as_ref() == Some(code)
                && other.closed_on.is_some_and(|closed| closed >= on)
        });
        if took_over {
            return Err(Why::BadDay);
        }
        let office = self.kept_mut(act, code)?;
        office.closed_on = Some(on);
        office.merged_into = into;
        // What stood below it stands below its heir from now on.
        let heirs = self.heirs_of(code.clone());
        let below =
            self.directory.offices.iter_mut().filter(|office| {
                office.parent.as_ref() == Some(code) && office.closed_on.is_none()
            });
        for office in below {
            for (heir, until) in &heirs {
                office.come_under(heir.clone(), *until);
            }
        }
        Ok(())
    }

    /// Who took over from an office, and from that one again, each from the end of a day.
    fn heirs_of(&self, code: OfficeCode) -> Vec<(OfficeCode, NaiveDate)> {
        let mut heirs: Vec<(OfficeCode, NaiveDate)> = Vec::new();
        let mut at = code;
        while let Some(office) = self.directory.office(&at)
            && let (Some(heir), Some(closed)) = (&office.merged_into, office.closed_on)
            && heirs.iter().all(|(there, _)| there != heir)
        {
            heirs.push((heir.clone(), closed));
            at = heir.clone();
        }
        heirs
    }
}

/// A line that may be empty.
fn line(typed: &str) -> Result<String, Why> {
    let line = typed.trim();
    if line.chars().count() > MAX_NAME { Err(Why::BadName) } else { Ok(line.to_owned()) }
}
