//! Under whose name a paper goes out.

use ::papers::{Issuer, IssuerTier, PaperKind};
use casework::{
    Directory,
    directory::{Office, Tier},
};
use ident::OfficeCode;

use super::{Writer, wording};

/// The body that a paper is issued as. The city office is a petition bureau; its review papers are
/// the city government's, which it prepares (Art. 35).
pub fn issuer_tier(kind: PaperKind, tier: Tier) -> IssuerTier {
    match tier {
        Tier::Village => IssuerTier::Village,
        Tier::Township => IssuerTier::Township,
        Tier::Department => IssuerTier::Department,
        Tier::City if is_review(kind) => IssuerTier::Government,
        Tier::City => IssuerTier::Bureau,
    }
}

/// Whether an office of this tier may make such a paper at all.
#[must_use]
pub fn may_issue(kind: PaperKind, tier: Tier) -> bool {
    kind.may_issue(issuer_tier(kind, tier))
}

/// Papers that only a reviewing government issues.
pub fn is_review(kind: PaperKind) -> bool {
    matches!(
        kind,
        PaperKind::ReviewAcceptance | PaperKind::ReviewDecline | PaperKind::ReviewOpinion
    )
}

/// The organ of an office as on its seal: what the directory says, else what follows from the name
/// of the place.
#[must_use]
pub fn organ(office: &Office) -> String {
    if !office.organ.trim().is_empty() {
        return office.organ.clone();
    }
    let ending = match office.tier {
        Tier::Township if office.name.ends_with(wording::STREET) => wording::STREET_OFFICE,
        Tier::Township => wording::TOWN_GOVERNMENT,
        Tier::Village => wording::STATION,
        Tier::City | Tier::Department => "",
    };
    [office.name.as_str(), ending].concat()
}

/// The organ of an office by its code; empty where the directory does not know it.
pub fn organ_of(directory: &Directory, office: &OfficeCode) -> String {
    directory.office(office).map(organ).unwrap_or_default()
}

/// The city's government: the place in the city office's name. None where that names no city, county
/// or district.
#[must_use]
pub fn government(directory: &Directory) -> Option<String> {
    city_place(directory).map(|place| [&place, wording::TOWN_GOVERNMENT].concat())
}

/// The city itself: the place in the city office's name.
fn city_place(directory: &Directory) -> Option<String> {
    let name = &directory.city()?.name;
    let (at, sign) =
        name.char_indices().skip(1).find(|(_, sign)| wording::CITY_ENDS.contains(sign))?;
    name.get(..at + sign.len_utf8()).map(str::to_owned)
}

/// The mediation committee beside an office, as on its seal: a village's has its town's name first,
/// the city's the city's.
fn committee(directory: &Directory, office: &Office) -> String {
    let town = || {
        let above = directory.office(office.parent.as_ref()?)?;
        (above.tier == Tier::Township).then_some(above.name.as_str())
    };
    let place = match office.tier {
        Tier::Village => [town().unwrap_or_default(), &office.name].concat(),
        Tier::City => city_place(directory).unwrap_or_else(|| office.name.clone()),
        Tier::Township | Tier::Department => office.name.clone(),
    };
    [place.as_str(), wording::COMMITTEE].concat()
}

/// The court that confirms agreements made here; empty where the city is not named.
pub fn court(directory: &Directory) -> String {
    city_place(directory).map(|place| [&place, wording::COURT].concat()).unwrap_or_default()
}

/// Who issues a paper of this kind.
pub fn issuer(kind: PaperKind, writer: &Writer<'_>) -> Issuer {
    let Some(office) = writer.directory.office(writer.office) else { return Issuer::default() };
    if kind.is_committees() {
        let (name, phone) = (committee(writer.directory, office), office.phone.clone());
        return Issuer { name, phone, ..Issuer::default() };
    }
    let name = match (office.tier, is_review(kind)) {
        (Tier::City, true) => government(writer.directory).unwrap_or_default(),
        _ => organ(office),
    };
    let inner_office = match office.tier {
        Tier::Township => [office.name.as_str(), wording::INNER_OFFICE].concat(),
        _ => String::new(),
    };
    Issuer { name, inner_office, phone: office.phone.clone(), address: String::new() }
}
