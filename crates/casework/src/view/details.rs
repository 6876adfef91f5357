//! What a change changed, read from the change's own operations.

use std::collections::HashMap;

use automerge::{
    ObjId, ReadDoc,
    legacy::{Key, ObjectId},
};
use ident::ChangeHash;

use super::{Detail, build::scalar_text};
use crate::{
    Document,
    document::person_path,
    schema::{AgreementField, Fact, PersonField, keys},
};

/// The objects of a document that mean something, by the operation that made them.
pub(super) struct Landmarks(HashMap<(u64, Vec<u8>), Landmark>);

enum Landmark {
    Facts,
    Narrative(ObjId),
    Memo(ObjId),
    Agreement,
    Demand(ObjId),
    DemandText(ObjId),
    Person(String),
}

fn name_of(id: &ObjId) -> (u64, Vec<u8>) {
    match id {
        ObjId::Root => (0, Vec::new()),
        ObjId::Id(counter, actor, _) => (*counter, actor.to_bytes().to_vec()),
    }
}

impl Landmarks {
    pub(super) fn of(document: &Document) -> Self {
        let doc = document.automerge();
        let mut marks = HashMap::new();
        let mut mark = |id: Option<ObjId>, make: &dyn Fn(ObjId) -> Landmark| {
            if let Some(id) = id {
                marks.insert(name_of(&id), make(id));
            }
        };
        mark(document.object(&[keys::FACTS]), &|_| Landmark::Facts);
        mark(document.object(&[keys::NARRATIVE]), &Landmark::Narrative);
        mark(document.object(&[keys::MEMO]), &Landmark::Memo);
        mark(document.object(&[keys::AGREEMENT]), &|_| Landmark::Agreement);
        if let Some(demands) = document.object(&[keys::DEMANDS]) {
            for id in doc.keys(&demands) {
                let text = document.object(&[keys::DEMANDS, &id, keys::TEXT]);
                if let Some(text) = text.clone() {
                    mark(document.object(&[keys::DEMANDS, &id]), &|_| {
                        Landmark::Demand(text.clone())
                    });
                }
                mark(text, &Landmark::DemandText);
            }
        }
        if let Some(persons) = document.object(&[keys::PERSONS]) {
            for slot in doc.keys(&persons) {
                mark(document.object(&person_path(&slot)), &|_| Landmark::Person(slot.clone()));
            }
        }
        Self(marks)
    }

    /// What a change changed, each thing once.
    pub(super) fn details(&self, document: &Document, change: ChangeHash) -> Vec<Detail> {
        let doc = document.automerge();
        let hash = automerge::ChangeHash(*change.as_bytes());
        let Some(change) = doc.get_change_by_hash(&hash) else { return Vec::new() };
        let text_after = |id: &ObjId| doc.text_at(id, &[hash]).unwrap_or_default();
        let mut details: Vec<Detail> = Vec::new();
        // A text has an operation for each character, and is read once.
        let mut read: Vec<&ObjId> = Vec::new();
        for op in change.decode().operations {
            let ObjectId::Id(id) = &op.obj else { continue };
            let Some(landmark) = self.0.get(&(id.0, id.1.to_bytes().to_vec())) else { continue };
            if let Landmark::Narrative(id) | Landmark::DemandText(id) | Landmark::Memo(id) =
                landmark
            {
                if read.contains(&id) {
                    continue;
                }
                read.push(id);
            }
            let value = op.primitive_value().as_ref().and_then(scalar_text);
            let detail = match (landmark, &op.key) {
                (Landmark::Facts, Key::Map(key)) => Some(match Fact::from_key(key) {
                    Some(fact) => Detail::Fact(fact, value),
                    None => Detail::Other { key: key.to_string(), value },
                }),
                (Landmark::Person(slot), Key::Map(key)) => Some(match PersonField::from_key(key) {
                    Some(field) => Detail::Person { slot: slot.clone(), field, value },
                    None => Detail::Other { key: key.to_string(), value },
                }),
                (Landmark::Agreement, Key::Map(key)) => Some(match AgreementField::from_key(key) {
                    Some(field) => Detail::Agreement(field, value),
                    None => Detail::Other { key: key.to_string(), value },
                }),
                (Landmark::Demand(text), Key::Map(key)) if key == keys::STRUCK => {
                    Some(Detail::Struck { text: text_after(text), struck: value.is_some() })
                }
                (Landmark::Narrative(id), _) => Some(Detail::Narrative(text_after(id))),
                (Landmark::DemandText(id), _) => Some(Detail::Demand(text_after(id))),
                (Landmark::Memo(id), _) => Some(Detail::Memo(text_after(id))),
                (Landmark::Demand(_), _) | (_, Key::Seq(_)) => None,
            };
            details.extend(detail.filter(|detail| !details.contains(detail)));
        }
        details
    }
}
