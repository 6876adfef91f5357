//! Which document: one CRDT document has one audience.

use crate::{DocId, MatterId, OfficeCode, digest};

/// Which of a matter's documents. What different people may see lives in different documents,
/// because history that was synced once cannot be withdrawn.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Part {
    /// Facts, demands and steps: the matter's audience.
    Core,
    /// Names, ID numbers, phones, addresses: need to know; can be erased without losing the count.
    People,
    /// One office's own notes; never to a lower tier.
    Internal(OfficeCode),
    /// What an office changed in the directory of the offices below it. Of no matter: its key has
    /// the matter [`DocKey::NO_MATTER`].
    Org(OfficeCode),
    /// What was said and agreed before an office's mediation committee: of that office alone, not
    /// even of those above it (Mediation Law, art. 15).
    Committee(OfficeCode),
}

/// What a document is. Its [`DocId`] follows from this, so a document cannot be passed off as
/// another part of its matter, or as part of another matter.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct DocKey {
    /// The matter it belongs to.
    pub matter: MatterId,
    /// Which of the matter's documents.
    pub part: Part,
}

impl DocKey {
    /// What stands in the place of the matter where a document belongs to none.
    pub const NO_MATTER: MatterId = MatterId::new([0; 16]);

    /// The matter's core document.
    #[must_use]
    pub fn core(matter: MatterId) -> Self {
        Self { matter, part: Part::Core }
    }

    /// The matter's people document.
    #[must_use]
    pub fn people(matter: MatterId) -> Self {
        Self { matter, part: Part::People }
    }

    /// An office's internal document on the matter.
    #[must_use]
    pub fn internal(matter: MatterId, office: OfficeCode) -> Self {
        Self { matter, part: Part::Internal(office) }
    }

    /// What was said before an office's mediation committee.
    #[must_use]
    pub fn committee(matter: MatterId, office: OfficeCode) -> Self {
        Self { matter, part: Part::Committee(office) }
    }

    /// An office's document on the directory of the offices below it.
    #[must_use]
    pub fn org(office: OfficeCode) -> Self {
        Self { matter: Self::NO_MATTER, part: Part::Org(office) }
    }

    /// Whether matter and part go together: only the directory's documents belong to no matter.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        matches!(self.part, Part::Org(_)) == (self.matter == Self::NO_MATTER)
    }

    /// The document's id: 16 bytes of a hash over what it is.
    #[must_use]
    pub fn id(&self) -> DocId {
        let (tag, office): (u8, &[u8]) = match &self.part {
            Part::Core => (0, &[]),
            Part::People => (1, &[]),
            Part::Internal(office) => (2, office.as_str().as_bytes()),
            Part::Org(office) => (3, office.as_str().as_bytes()),
            Part::Committee(office) => (4, office.as_str().as_bytes()),
        };
        let hash = digest("cunzhan/doc/1", &[self.matter.as_bytes(), &[tag], office]);
        let mut id = [0u8; 16];
        id.copy_from_slice(&hash[..16]);
        DocId::new(id)
    }
}

// On the wire: [matter, part number] or [matter, 2 to 4, office]; a new part takes the next number.
impl<C> minicbor::Encode<C> for DocKey {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        match &self.part {
            Part::Core => e.array(2)?.encode_with(self.matter, ctx)?.u8(0)?.ok(),
            Part::People => e.array(2)?.encode_with(self.matter, ctx)?.u8(1)?.ok(),
            Part::Internal(office) => {
                e.array(3)?.encode_with(self.matter, ctx)?.u8(2)?.encode_with(office, ctx)?.ok()
            }
            Part::Org(office) => {
                e.array(3)?.encode_with(self.matter, ctx)?.u8(3)?.encode_with(office, ctx)?.ok()
            }
            Part::Committee(office) => {
                e.array(3)?.encode_with(self.matter, ctx)?.u8(4)?.encode_with(office, ctx)?.ok()
            }
        }
    }
}

impl<'b, C> minicbor::Decode<'b, C> for DocKey {
    fn decode(d: &mut minicbor::Decoder<'b>, ctx: &mut C) -> Result<Self, minicbor::decode::Error> {
        let position = d.position();
        let length = d.array()?;
        let matter = d.decode_with(ctx)?;
        let part = match (length, d.u8()?) {
            (Some(2), 0) => Part::Core,
            (Some(2), 1) => Part::People,
            (Some(3), 2) => Part::Internal(d.decode_with(ctx)?),
            (Some(3), 3) => Part::Org(d.decode_with(ctx)?),
            (Some(3), 4) => Part::Committee(d.decode_with(ctx)?),
            _ => return Err(minicbor::decode::Error::message("document key").at(position)),
        };
        Ok(Self { matter, part })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Vec<DocKey> {
        let matter = MatterId::new([7; 16]);
        let town = OfficeCode::parse("990101100").expect("a code");
        let city = OfficeCode::parse("990101").expect("a code");
        vec![
            DocKey::core(matter),
            DocKey::people(matter),
            DocKey::internal(matter, town),
            DocKey::internal(matter, city.clone()),
            DocKey::org(city.clone()),
            DocKey::committee(matter, city),
        ]
    }

    #[test]
    fn ids_are_pinned_and_differ() {
        let ids: Vec<String> = keys().iter().map(|key| key.id().to_hex()).collect();
        // Stored and synced everywhere: these may never change.
        assert_eq!(
            ids,
            [
                "669ed162460b88ed53ad91126fad0ccf",
                "d39717b4f1ef328a1e1a6d2be6c64ca7",
                "8c38ea7b3370d8b7e53ecd5f2be8aebc",
                "c94de9f4366573704b608c762225c3e5",
                "171adc20e6c7d35b05bbb3ba74271cd0",
                "7bb32b6ccddac8c77455da41f8b3db99",
            ]
        );
    }

    #[test]
    fn only_the_directory_belongs_to_no_matter() {
        assert!(keys().iter().all(DocKey::is_sound));
        assert!(!DocKey::core(DocKey::NO_MATTER).is_sound());
        let org = Part::Org(OfficeCode::parse("990101").expect("a code"));
        assert!(!DocKey { matter: MatterId::new([7; 16]), part: org }.is_sound());
    }

    #[test]
    fn keys_round_trip() {
        for key in keys() {
            let bytes = minicbor::to_vec(&key).expect("encodes");
            assert_eq!(minicbor::decode::<DocKey>(&bytes).expect("decodes"), key);
        }
    }
}
