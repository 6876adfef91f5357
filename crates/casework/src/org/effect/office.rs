//! Offices: opened, renamed, described, closed.

use chrono::NaiveDate;
use ident::OfficeCode;

use super::{Act, Working, is_kept};
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
        if above.code != *act.keeper && !is_kept(&self.directory, act.keeper, parent) {
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
        if above.closed_on.is_some() {
            return Err(Why::Closed);
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
            if heir.closed_on.is_some() {
                return Err(Why::Closed);
            }
        }
        let office = self.kept_mut(act, code)?;
        office.closed_on = Some(on);
        office.merged_into.clone_from(&into);
        if let Some(into) = into {
            // What stood below it stands below its heir from now on.
            let below = self.directory.offices.iter_mut().filter(|office| {
                office.parent.as_ref() == Some(code) && office.closed_on.is_none()
            });
            below.for_each(|office| office.parent = Some(into.clone()));
        }
        Ok(())
    }
}

/// A line that may be empty.
fn line(typed: &str) -> Result<String, Why> {
    let line = typed.trim();
    if line.chars().count() > MAX_NAME { Err(Why::BadName) } else { Ok(line.to_owned()) }
}
