//! What is entered into the directory: names, posts that end and begin.

use casework::{directory::Role, org::OrgStep, step::payload::Acting};
use futures::executor::block_on;
use ident::{DocKey, PersonId, PostId};

use super::{ledger::Where, stage::Stage, token::Token};
use crate::world::{code, today};

const OFFICES: [&str; 3] = ["990101100", "990101100201", "990101100202"];

impl Stage {
    fn org_step(&mut self, at: usize, token: Token, step: &OrgStep) {
        let now = self.time(at);
        let taken = block_on(self.world.tabs[at].station.org_step(step, now));
        let said = self.said(at, &taken);
        if let Ok(effects) = taken {
            self.world.effects(at, effects);
        }
        self.world.written(at);
        let office = self.world.tabs[at].office.clone();
        let matter = DocKey::NO_MATTER;
        self.enter_in_ledger(token, at, matter, Where::Directory(office), said);
    }

    pub fn change_directory(&mut self, at: usize) {
        let Some(by) = self.acting(at) else { return };
        let token = self.ledger.token();
        let office = code(OFFICES[self.world.dice.below(3)]);
        let step = match self.world.dice.roll(3) {
            0 => {
                let from = "2026-10-01".parse().expect("a date");
                OrgStep::OfficeRenamed { by, office, name: format!("改名{token}"), from }
            }
            1 => {
                let organ = format!("机关{token}");
                OrgStep::OfficeDescribed { by, office, organ, phone: String::new() }
            }
            _ => {
                let csv = format!("date,kind,name,source\n2027-10-01,off,国庆节,{token}\n");
                OrgStep::CalendarSet { by, year: 2027, csv }
            }
        };
        self.org_step(at, token, &step);
    }

    /// The post of somebody at the township or in a village ends; the city does that.
    pub fn relieve(&mut self, at: usize) {
        let Some(by) = self.acting(at) else { return };
        let directory = self.world.tabs[at].station.directory();
        let posts: Vec<PostId> = directory
            .posts
            .iter()
            .filter(|post| OFFICES.contains(&post.office.as_str()) && post.ended.is_none())
            .map(|post| post.id)
            .collect();
        let Some(post) = posts.get(self.world.dice.below(posts.len())).copied() else { return };
        let token = self.ledger.token();
        self.org_step(at, token, &OrgStep::Relieved { by, post, on: today() });
        // Such a step has no text in which the word could stand.
        self.ledger.entries.pop();
    }

    pub fn appoint(&mut self, at: usize) {
        let Some(by) = self.acting(at) else { return };
        let which = self.world.dice.below(3);
        let (office, person) = (code(OFFICES[which]), [1u8, 2, 3][which]);
        let role = if which == 0 { Role::TownClerk } else { Role::StationClerk };
        let by: Acting = by;
        let step = OrgStep::Appointed {
            by,
            post: PostId::new(self.world.dice.bytes()),
            person: PersonId::new([person; 16]),
            office,
            role,
            from: today(),
            deputises: None,
        };
        let token = self.ledger.token();
        self.org_step(at, token, &step);
        self.ledger.entries.pop();
    }
}
