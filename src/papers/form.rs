//! What of a paper is filled in by hand: the gaps, and the words one may want to put differently.

use ::papers::{Field, Gap, PaperData, PaperKind};

use super::slot::slot;
use crate::bridge::PaperField;

/// Words that come from the matter and may be put differently for one paper. Days that follow from
/// the law, names, numbers and the signed opinion are not among them: those are corrected where they
/// stand.
const WORDS: [Field; 31] = [
    Field::IssuerName,
    Field::InnerOffice,
    Field::Phone,
    Field::Subject,
    Field::Summary,
    Field::Route,
    Field::Procedure,
    Field::ReferredPhone,
    Field::Demanded,
    Field::ReportForm,
    Field::LegalLimits,
    Field::ReasonText,
    Field::ReasonArticle,
    Field::TurnTo,
    Field::Help,
    Field::MaterialWhat,
    Field::MaterialWhy,
    Field::RemedyBody,
    Field::ReportResult,
    Field::SupervisionFault,
    Field::SupervisionDemand,
    Field::Handler,
    Field::MediationOrigin,
    Field::SessionPlace,
    Field::SessionText,
    Field::MediationResult,
    Field::FollowUpText,
    Field::Court,
    Field::LeaderPost,
    Field::LeaderField,
    Field::MeetPlace,
];

/// The name of one field of a paper: `number`, `demand_facts.0`.
fn key(field: Field, item: Option<usize>) -> String {
    match item {
        Some(item) => [field.name(), ".", &item.to_string()].concat(),
        None => field.name().to_owned(),
    }
}

/// The field of a name.
fn of_key(key: &str) -> Option<(Field, usize)> {
    let (name, item) = key.split_once('.').unwrap_or((key, "0"));
    Some((Field::from_word(name)?, item.parse().ok()?))
}

/// The names of gaps.
#[must_use]
pub fn keys(gaps: &[Gap]) -> Vec<String> {
    gaps.iter().map(|gap| key(gap.field, gap.item)).collect()
}

/// Writes what was typed into the data.
pub fn put(data: &mut PaperData, typed: &[(String, String)]) {
    for (key, text) in typed {
        if let Some((field, item)) = of_key(key)
            && let Some(slot) = slot(data, field, item)
        {
            slot.put(text);
        }
    }
}

/// The fields to show: first the gaps, in the order of the paper, then the words. `gaps` are those of
/// the data before anything was typed, so that a field stays where it is while it is being filled.
#[must_use]
pub fn fields(kind: PaperKind, data: &PaperData, gaps: &[Gap]) -> Vec<PaperField> {
    let proposed = kind.needs_number() && data.is_draft && data.number.is_some();
    // Looking at a slot may lengthen a list.
    let mut data = data.clone();
    let mut shown = |field: Field, item: Option<usize>, gap: bool| {
        let slot = slot(&mut data, field, item.unwrap_or_default())?;
        Some(PaperField {
            key: key(field, item),
            label: field.label().to_owned(),
            item: item.and_then(|item| u32::try_from(item).ok()),
            input: slot.input(),
            value: slot.text(),
            gap,
        })
    };
    let mut fields: Vec<PaperField> =
        gaps.iter().filter_map(|gap| shown(gap.field, gap.item, true)).collect();
    // A number that was proposed from the office's block may be another until the paper is made out.
    if proposed {
        fields.extend(shown(Field::Number, None, false));
    }
    let words = kind.required().filter(|field| WORDS.contains(field));
    let words = words.filter(|field| gaps.iter().all(|gap| gap.field != *field));
    fields.extend(words.filter_map(|field| shown(field, None, false)));
    fields
}
