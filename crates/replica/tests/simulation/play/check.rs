//! What must hold when everything is healed. Asked of the stores and of what screens show, and
//! compared with the ledger.

use std::collections::{BTreeMap, BTreeSet};

use casework::{MatterRow, MatterView, view::Place};
use futures::executor::block_on;
use ident::{ChangeHash, DocKey, MatterId, OfficeCode};
use replica::{Found, Space, Store};

use super::{
    entering::{address_words, place_words},
    ledger::{Entry, Said, Shown, Where},
    stage::Stage,
    token::{Token, token_set, tokens_in},
};
use crate::world::today;

/// Attachments that are looked at in the end.
const LOOKS: usize = 2;

impl Stage {
    pub fn check(&mut self) {
        self.nobody_owes_anything();
        self.nothing_is_missing_or_where_it_must_not_be();
        self.screens_show_all_of_it();
        self.replicas_are_equal();
        self.attachments_can_be_seen();
    }

    fn line_up(&self, office: &OfficeCode) -> BTreeSet<OfficeCode> {
        self.world.hub.directory.line_up(office).map(|office| office.code.clone()).collect()
    }

    /// The offices that must see a matter: who opened it, and those above.
    fn readers(&self, matter: MatterId) -> BTreeSet<OfficeCode> {
        self.ledger.homes.get(&matter).map(|home| self.line_up(home)).unwrap_or_default()
    }

    /// The offices that may, because somebody handed it to them besides.
    fn permitted(&self, matter: MatterId) -> BTreeSet<OfficeCode> {
        let mut offices = self.readers(matter);
        for to in self.ledger.handed.get(&matter).into_iter().flatten() {
            offices.extend(self.line_up(to));
        }
        offices
    }

    /// The device's own tabs come first to each store.
    fn first_tabs(&self) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        (0..self.world.tabs.len()).filter(|at| seen.insert(self.world.tabs[*at].device)).collect()
    }

    fn nobody_owes_anything(&self) {
        for tab in &self.world.tabs {
            let status = tab.station.sync_status();
            let left = (status.waiting, status.refused, status.attachments);
            assert_eq!(
                left,
                (0, 0, 0),
                "waiting, refused and attachments of device {} at {}: {:#?}",
                tab.device,
                tab.office,
                tab.station.waiting()
            );
            assert_eq!(
                *tab.station.directory(),
                self.world.hub.directory,
                "the directory of device {} at {}",
                tab.device,
                tab.office
            );
        }
    }

    fn may_hold(&self, entry: &Entry, device: usize, office: &OfficeCode) -> bool {
        match &entry.place {
            _ if entry.said == Said::Refused => false,
            Where::Sealed => entry.device == device,
            Where::Directory(_) => true,
            Where::Committee(own) => own == office,
            Where::Internal(own) => self.line_up(own).contains(office),
            Where::Core | Where::People => self.permitted(entry.matter).contains(office),
        }
    }

    fn must_hold(&self, entry: &Entry, device: usize, office: &OfficeCode) -> bool {
        match &entry.place {
            _ if entry.said != Said::Saved => false,
            Where::Sealed => entry.device == device,
            Where::Committee(own) | Where::Directory(own) => own == office,
            Where::Internal(own) => self.line_up(own).contains(office),
            Where::Core | Where::People => self.readers(entry.matter).contains(office),
        }
    }

    /// Bytes on disks: each word lies where it must, and nowhere else.
    fn nothing_is_missing_or_where_it_must_not_be(&self) {
        let by_token = self.ledger.by_token();
        for at in self.first_tabs() {
            let tab = &self.world.tabs[at];
            let (device, office) = (tab.device, &tab.office);
            let mut held: BTreeMap<Token, BTreeSet<Space>> = BTreeMap::new();
            for space in Space::ALL.into_iter().filter(|space| *space != Space::Blobs) {
                let found = block_on(tab.store.scan(space, &[vec![]])).expect("reads").concat();
                for token in found.iter().flat_map(|(_, value)| token_set(value)) {
                    held.entry(token).or_default().insert(space);
                }
            }
            for (token, spaces) in &held {
                let entries = by_token.get(token).map_or(&[][..], Vec::as_slice);
                let may = entries.iter().any(|entry| self.may_hold(entry, device, office));
                assert!(
                    may || only_draft(spaces),
                    "{token} must not lie on device {device} at {office}, but lies in {spaces:?}: \
                     {entries:#?}"
                );
                let sealed = entries.iter().any(|entry| entry.place == Where::Sealed);
                assert!(
                    !sealed || spaces.iter().all(|space| *space == Space::Sealed),
                    "an accusation lies in {spaces:?}"
                );
            }
            for entry in &self.ledger.entries {
                assert!(
                    !self.must_hold(entry, device, office) || held.contains_key(&entry.token),
                    "lost: {} is not on device {device} at {office}: {entry:#?}",
                    entry.token
                );
            }
        }
        let sealed: BTreeSet<Token> = self
            .ledger
            .entries
            .iter()
            .filter(|entry| entry.place == Where::Sealed)
            .map(|entry| entry.token)
            .collect();
        if !sealed.is_empty() {
            let mut sent = self.world.sent.iter().flat_map(|message| tokens_in(message));
            assert!(!sent.any(|token| sealed.contains(&token)), "an accusation was sent");
        }
    }

    /// What people see: every matter that was opened, with every text of it, and rows that say the
    /// same.
    fn screens_show_all_of_it(&mut self) {
        let matters: BTreeSet<MatterId> = self
            .ledger
            .entries
            .iter()
            .filter(|entry| {
                entry.said == Said::Saved && self.ledger.homes.contains_key(&entry.matter)
            })
            .map(|entry| entry.matter)
            .collect();
        for at in self.first_tabs() {
            let device = self.world.tabs[at].device;
            let office = self.world.tabs[at].office.clone();
            let stored = self.world.stored_rows(&self.world.tabs[at]);
            for matter in &matters {
                if !self.readers(*matter).contains(&office) {
                    continue;
                }
                let view = block_on(self.world.tabs[at].station.matter(*matter, today()));
                let view = view.unwrap_or_else(|error| {
                    panic!("lost: {matter} is not on device {device} at {office}: {error}")
                });
                self.view_shows_all_of_it(&view, &office);
                let row = MatterRow::of(&view, self.world.tabs[at].station.directory());
                assert_eq!(stored.get(matter), Some(&row), "the stored row at {office}");
                for tab in self.world.tabs.iter().filter(|tab| tab.device == device) {
                    assert_eq!(tab.station.row(*matter), Some(&row), "the row shown at {office}");
                }
            }
        }
    }

    fn view_shows_all_of_it(&self, view: &MatterView, office: &OfficeCode) {
        let history = token_set(format!("{:?}", view.history).as_bytes());
        let narrative = token_set(view.narrative.as_bytes());
        let memo = token_set(view.memo.clone().unwrap_or_default().as_bytes());
        let demands = token_set(format!("{:?}", view.demands).as_bytes());
        let persons = token_set(format!("{:?}", view.persons).as_bytes());
        let (places, addresses) = (place_words(view), address_words(view));
        for entry in &self.ledger.entries {
            let own = match &entry.place {
                Where::Internal(own) | Where::Committee(own) => own == office,
                Where::Core | Where::People => true,
                Where::Directory(_) | Where::Sealed => false,
            };
            if entry.matter != view.matter || entry.said != Said::Saved || !own {
                continue;
            }
            let token = entry.token;
            assert!(history.contains(&token), "{token} is not in the history at {office}");
            let field = match entry.shown {
                Shown::History => continue,
                Shown::Place => &places,
                Shown::Address => &addresses,
                Shown::Narrative => &narrative,
                Shown::Memo => &memo,
                Shown::Demand => &demands,
                Shown::Name => &persons,
            };
            assert!(
                field.contains(&token) || self.ledger.is_replaced(entry),
                "{token} is not shown at {office}, and nobody replaced it who saw it: {entry:#?}"
            );
        }
        for note in view.history.iter().filter(|entry| entry.place == Place::Core) {
            if let casework::Step::Noted { text } = &note.step
                && let Some(token) = tokens_in(text.as_bytes()).first()
            {
                let count = view.history.iter().filter(|other| other.step == note.step).count();
                assert_eq!(count, 1, "{token} is there twice at {office}");
            }
        }
    }

    /// All devices of offices that may see a document have the same of it.
    fn replicas_are_equal(&self) {
        for matter in self.ledger.homes.keys().copied() {
            let audience = self.world.hub.audience_of(matter);
            let readers = self.readers(matter);
            let saved = |entry: &Entry| entry.matter == matter && entry.said == Said::Saved;
            assert!(
                !self.ledger.entries.iter().any(saved) || readers.is_subset(&audience),
                "the relay tells {audience:?} of {matter}, and not {readers:?}"
            );
            let offices = self.world.hub.directory.offices.iter().map(|office| &office.code);
            let mut docs: Vec<(DocKey, BTreeSet<OfficeCode>)> = vec![
                (DocKey::core(matter), audience.clone()),
                (DocKey::people(matter), audience.clone()),
            ];
            for own in offices {
                docs.push((DocKey::internal(matter, own.clone()), self.line_up(own)));
                docs.push((DocKey::committee(matter, own.clone()), [own.clone()].into()));
            }
            for (key, offices) in docs {
                self.is_equal(&key, &offices);
            }
        }
        for office in &self.world.hub.directory.offices {
            self.is_equal(&DocKey::org(office.code.clone()), &[office.code.clone()].into());
        }
    }

    fn is_equal(&self, key: &DocKey, offices: &BTreeSet<OfficeCode>) {
        let changes = self.world.hub.changes_of(key);
        let relay = casework::Document::open(key.clone(), changes.iter().map(Vec::as_slice));
        let relay = relay.expect("the relay's document opens");
        let mut found: BTreeMap<Vec<ChangeHash>, Vec<String>> = BTreeMap::new();
        found.entry(relay.heads()).or_default().push("the relay".into());
        for at in self.first_tabs() {
            let tab = &self.world.tabs[at];
            if offices.contains(&tab.office) {
                let document = block_on(tab.station.document(key.clone())).expect("opens");
                assert!(document.missing().is_empty(), "{key:?} has gaps at {}", tab.office);
                let name = format!("device {} at {}", tab.device, tab.office);
                found.entry(document.heads()).or_default().push(name);
            }
        }
        assert_eq!(found.len(), 1, "replicas of {key:?} differ: {found:#?}");
    }

    /// Whoever wants an attachment gets its bytes.
    fn attachments_can_be_seen(&mut self) {
        let held = self.world.hub.kept_blobs();
        let known: Vec<_> = self.ledger.attached.clone().into_iter().collect();
        let mut wanted = Vec::new();
        for (at_known, (blob, attached)) in known.into_iter().enumerate() {
            assert!(held.contains(&blob), "lost: the relay has no bytes of {blob:?}");
            let readers = self.readers(attached.matter);
            for at in self.first_tabs() {
                let reads = readers.contains(&self.world.tabs[at].office);
                if reads && at_known < LOOKS {
                    let now = self.time(at);
                    let station = &mut self.world.tabs[at].station;
                    let effects = block_on(station.want_blob(attached.matter, blob, now));
                    self.world.effects(at, effects.expect("may be wanted"));
                    self.world.written(at);
                    wanted.push((at, blob, attached.clone()));
                }
            }
        }
        if wanted.is_empty() {
            return;
        }
        self.world.heal();
        for (at, blob, attached) in wanted {
            let tab = &mut self.world.tabs[at];
            let found = block_on(tab.station.attachment(attached.matter, blob)).expect("reads");
            assert!(found == Found::Here(attached.bytes), "an attachment at {}", tab.office);
        }
    }
}

/// A form that could not be saved stays as a draft, and nowhere else.
fn only_draft(spaces: &BTreeSet<Space>) -> bool {
    spaces.iter().all(|space| matches!(space, Space::Drafts | Space::Scratch))
}
