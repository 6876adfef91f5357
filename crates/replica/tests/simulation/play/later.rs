//! Devices that are no station of ours: one of a version that does not exist yet, and an intruder.
//! They make changes by themselves and hand them in signed, as the wire asks for it.

use automerge::{
    ActorId, Author, Automerge, ROOT, ReadDoc, transaction::CommitOptions,
    transaction::Transactable,
};
use casework::{
    Document, Moment, Step,
    document::{ReadChange, Writer},
    schema::Genesis,
};
use ident::{ActorBytes, ChangeHash, DeviceId, DocKey, Part, PersonId};
use wire::{
    Bytes, CodeProof, DeviceKeys, DocChanges, DocOutcome, Enrol, Manifest, ManifestEntry, Push,
    SecretKey, ToRelay, ToStation, code_key, enrol_digest,
};

use crate::hub::{CONNECTION, Hub, TENANT};

/// A device that signs for itself.
pub struct Outsider {
    device: DeviceId,
    key: SecretKey,
    person: PersonId,
    number: u64,
    previous: [u8; 32],
    actors: u8,
    /// What it ever made.
    made: Vec<(DocKey, Vec<u8>)>,
}

impl Outsider {
    /// Enrols with an invitation's secret.
    pub fn enrolled(hub: &mut Hub, secret: &str, at: u8, person: PersonId) -> Self {
        let (device, key) = (DeviceId::new([0xD0, at, 1, 1, 1, 1, 1, 1]), [at; 32]);
        let key = SecretKey::from_seed(&key);
        let code = code_key(secret);
        let of = DeviceKeys { device, key: key.public(), sealing: None };
        let digest = enrol_digest(CONNECTION, &of, &code.public());
        let enrol = Enrol {
            secret: String::new(),
            device,
            key: key.public(),
            signature: key.sign(&digest),
            sealing: None,
            proof: Some(CodeProof { code: code.public(), signature: code.sign(&digest) }),
            certificate: None,
        };
        let answers = hub.answer(ToRelay::Enrol(Box::new(enrol)), &mut None);
        assert!(matches!(answers.as_slice(), [ToStation::Enrolled(_)]), "{answers:?}");
        Self { device, key, person, number: 0, previous: [0; 32], actors: 0, made: Vec::new() }
    }

    fn actor(&mut self) -> ActorBytes {
        self.actors += 1;
        ActorBytes::of(self.device, [self.actors; 8])
    }

    /// Writes into a document as a program does that does not exist yet: an unknown step, an unknown
    /// fact, and perhaps a narrative that only it may write to.
    pub fn write_unknown(&mut self, hub: &Hub, key: &DocKey, text: &str, guard: bool, at: Moment) {
        let mut doc = Genesis::of(&Part::Core).document();
        let changes = hub.changes_of(key);
        let changes = changes.into_iter().map(automerge::Change::from_bytes);
        let changes: Vec<_> = changes.collect::<Result<_, _>>().expect("changes");
        doc.apply_changes(changes).expect("applies");
        doc.set_author(Some(Author::from(self.person.as_bytes().to_vec())));
        doc.set_actor(ActorId::from(self.actor().as_bytes().as_slice()));
        let message = format!(r#"{{"teleported":{{"to":"{text}"}}}}"#);
        let options = CommitOptions::default().with_time(at.millis()).with_message(message);
        let bytes = change(&mut doc, text, guard, options);
        self.made.push((key.clone(), bytes));
    }

    /// Hands in a note on a document that it knows nothing of but the name.
    pub fn intrude(&mut self, hub: &mut Hub, key: &DocKey, text: &str, at: Moment) {
        let writer = Writer { actor: self.actor(), person: self.person, at };
        let note = Step::Noted { text: text.to_owned() };
        let step = match &key.part {
            Part::Org(_) => Step::Unknown { raw: format!(r#"{{"said":{{"text":"{text}"}}}}"#) },
            _ => note,
        };
        let written = Document::new(key.clone()).write(&writer, &step, &[]).expect("writes");
        self.hand_in(hub, key, written.bytes);
    }

    /// Hands in all that it ever made. Says whether the relay has all of it.
    pub fn hand_in_all(&mut self, hub: &mut Hub) -> bool {
        let made = self.made.clone();
        made.into_iter().all(|(key, bytes)| self.hand_in(hub, &key, bytes))
    }

    fn hand_in(&mut self, hub: &mut Hub, key: &DocKey, bytes: Vec<u8>) -> bool {
        let hash: ChangeHash =
            ReadChange::from_bytes(&bytes, &key.part).expect("a change").seen.hash;
        self.number += 1;
        let lines = vec![ManifestEntry::of(key.id(), &hash)];
        let manifest =
            Manifest::sign(&self.key, TENANT, self.device, self.number, self.previous, lines);
        self.previous = manifest.hash();
        let docs = vec![DocChanges { key: key.clone(), changes: vec![Bytes::from(bytes)] }];
        let answers = hub.answer(ToRelay::Push(Push { manifest, docs }), &mut Some(self.device));
        match answers.as_slice() {
            [ToStation::PushResult(result)] => result.docs == [DocOutcome::Kept],
            other => panic!("{other:?}"),
        }
    }
}

fn change(doc: &mut Automerge, text: &str, guard: bool, options: CommitOptions) -> Vec<u8> {
    let mut tx = doc.transaction();
    // A document whose beginning is not here yet has no facts.
    if let Ok(Some((_, facts))) = tx.get(ROOT, "facts") {
        tx.put(&facts, "mood", text).expect("puts");
    }
    tx.put(ROOT, "later", text).expect("puts");
    if guard {
        let guard = tx.put_object(ROOT, "min_writer", automerge::ObjType::Map).expect("puts");
        tx.put(&guard, "narrative", 99u64).expect("puts");
    }
    let (hash, _) = tx.commit_with(options);
    let change = doc.get_change_by_hash(&hash.expect("a change")).expect("is there");
    change.raw_bytes().to_vec()
}
