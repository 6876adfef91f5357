//! Everything one side holds, to be compared with what the other side holds.

use ident::{ChangeHash, DocId, digest};
use negentropy::{Id, Negentropy, NegentropyStorageVector};
use std::collections::HashMap;

/// Bytes of one message, about. Both sides use it; neither relies on the other doing so.
const ROUND_BYTES: u64 = 256 << 10;

/// A message that is no round of comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a round of comparing")]
pub struct NotComparable;

/// What a round brought to light.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Documents of which the other side holds something else, or nothing.
    pub ours: Vec<DocId>,
    /// How many documents, as the other side has them, are not here so.
    pub theirs: usize,
}

/// Documents with what is held of each, as one set.
#[derive(Debug)]
pub struct HeldSet {
    storage: NegentropyStorageVector,
    docs: HashMap<[u8; 32], DocId>,
}

impl HeldSet {
    /// What is held of a document: its changes' hashes, one laid over the other. The order in which
    /// they came changes nothing, and one more is added without knowing the others.
    #[must_use]
    pub fn with(held: [u8; 32], change: &ChangeHash) -> [u8; 32] {
        let mut held = held;
        for (byte, other) in held.iter_mut().zip(change.as_bytes()) {
            *byte ^= other;
        }
        held
    }

    /// A set of documents, each with what [`HeldSet::with`] makes of its changes, beginning with
    /// zeros. A document that stands there twice counts once.
    #[must_use]
    pub fn of(docs: impl IntoIterator<Item = (DocId, [u8; 32])>) -> Self {
        let docs: HashMap<[u8; 32], DocId> = docs
            .into_iter()
            .map(|(doc, held)| (digest("cunzhan/held/1", &[doc.as_bytes(), &held]), doc))
            .collect();
        let mut storage = NegentropyStorageVector::with_capacity(docs.len());
        for id in docs.keys() {
            // The order is by the hash alone: a set of documents has no better one on both sides.
            // It fails only once the set is sealed.
            let _ = storage.insert(0, Id::from_byte_array(*id));
        }
        let _ = storage.seal();
        Self { storage, docs }
    }

    /// How many documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.docs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// The first message of whoever wants to know.
    #[must_use]
    pub fn ask(&self) -> Vec<u8> {
        let begun = Negentropy::borrowed(&self.storage, ROUND_BYTES);
        begun.and_then(|mut begun| begun.initiate()).unwrap_or_default()
    }

    /// The answer to a message of whoever wants to know.
    ///
    /// # Errors
    /// [`NotComparable`].
    pub fn answer(&self, message: &[u8]) -> Result<Vec<u8>, NotComparable> {
        let begun = Negentropy::borrowed(&self.storage, ROUND_BYTES);
        begun.and_then(|mut begun| begun.reconcile(message)).map_err(|_| NotComparable)
    }

    /// Takes an answer; adds what it brought to light, and says what to send next. None: all is
    /// known.
    ///
    /// # Errors
    /// [`NotComparable`].
    pub fn learn(
        &self,
        answer: &[u8],
        difference: &mut Difference,
    ) -> Result<Option<Vec<u8>>, NotComparable> {
        let mut begun =
            Negentropy::borrowed(&self.storage, ROUND_BYTES).map_err(|_| NotComparable)?;
        begun.set_initiator();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let next =
            begun.reconcile_with_ids(answer, &mut ours, &mut theirs).map_err(|_| NotComparable)?;
        let ours = ours.iter().filter_map(|id| self.docs.get(id.as_bytes()));
        difference.ours.extend(ours.copied());
        difference.theirs += theirs.len();
        Ok(next)
    }
}
