//! People and their posts.

use chrono::NaiveDate;
use ident::{OfficeCode, PersonId, PostId};

use super::{Act, Working};
use crate::{
    directory::{Ended, Person, Post},
    org::{Why, contest::Thing, names},
};

impl Working {
    pub(super) fn add_person(
        &mut self,
        act: &Act<'_>,
        id: PersonId,
        name: &str,
        office: OfficeCode,
    ) -> Result<(), Why> {
        let name = names::name(name)?;
        if act.is_after(self.kept(act, &office)?.closed_on) {
            return Err(Why::Closed);
        }
        match self.directory.people.binary_search_by_key(&id, |person| person.id) {
            Ok(at) => {
                let there = self.directory.people.get(at);
                let same = there.is_some_and(|there| there.office == office && there.name == name);
                if same { Ok(()) } else { Err(Why::IdTaken) }
            }
            Err(at) => {
                self.directory.people.insert(at, Person { id, name, office });
                Ok(())
            }
        }
    }

    pub(super) fn rename_person(
        &mut self,
        act: &Act<'_>,
        id: PersonId,
        name: &str,
    ) -> Result<(), Why> {
        let name = names::name(name)?;
        let person = self.directory.person(id).ok_or(Why::NoSuchPerson)?;
        self.kept(act, &person.office)?;
        if person.name == name {
            return Ok(());
        }
        let thing = Thing::PersonName(id);
        self.setters.set(thing, act.keeper, act.change, act.by.on, act.history)?;
        let person = self.directory.person_mut(id).ok_or(Why::NoSuchPerson)?;
        person.name = name;
        Ok(())
    }

    pub(super) fn appoint(&mut self, act: &Act<'_>, new: Post) -> Result<(), Why> {
        let office = self.kept(act, &new.office)?;
        if !new.role.fits(office.tier) {
            return Err(Why::RoleDoesNotFit);
        }
        if !office.is_open_on(new.from) {
            return Err(if office.closed_on.is_some() { Why::Closed } else { Why::BadDay });
        }
        if self.directory.person(new.person).is_none() {
            return Err(Why::NoSuchPerson);
        }
        if let Some(deputised) = new.deputises {
            // Whoever stands in for somebody does so at the same office.
            let there = self.directory.post(deputised).ok_or(Why::NoSuchPost)?;
            if there.office != new.office || deputised == new.id {
                return Err(Why::NoSuchPost);
            }
        }
        match self.directory.posts.binary_search_by_key(&new.id, |post| post.id) {
            Ok(at) => {
                let there = self.directory.posts.get(at);
                let same = there.is_some_and(|there| Post { ended: None, ..there.clone() } == new);
                if same { Ok(()) } else { Err(Why::IdTaken) }
            }
            Err(at) => {
                self.directory.posts.insert(at, new);
                Ok(())
            }
        }
    }

    pub(super) fn relieve(&mut self, act: &Act<'_>, id: PostId, on: NaiveDate) -> Result<(), Why> {
        // Not ahead: from the moment the end has come in, what comes in later is a straggler.
        act.past(on)?;
        let post = self.directory.post(id).ok_or(Why::NoSuchPost)?;
        self.kept(act, &post.office)?;
        if let Some(ended) = post.ended {
            return if ended.on == on { Ok(()) } else { Err(Why::Ended) };
        }
        // A post that was given by mistake ends before its first day.
        if post.from.pred_opt().is_none_or(|eve| on < eve) {
            return Err(Why::BadDay);
        }
        let received = act.received();
        let post = self.directory.post_mut(id).ok_or(Why::NoSuchPost)?;
        post.ended = Some(Ended { on, received });
        Ok(())
    }
}
