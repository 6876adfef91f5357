//! Which page is shown, as the part of the address behind `#`.

use casework::CaseKind;
use ident::{MatterId, OfficeCode};
use leptos::prelude::window;
use papers::PaperKind;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The list: home.
    List,
    /// The list under a filter, as [`casework::worklist::RowFilter`] writes it.
    Filtered(String),
    /// What is to be done today.
    Today,
    /// A new registration, or a draft of one.
    New(Option<String>),
    /// A new registration of a letter.
    NewLetter,
    /// One matter.
    Matter(MatterId),
    /// Its receipt.
    Receipt(MatterId),
    /// Its papers, or one of them.
    Papers(MatterId, Option<PaperKind>),
    /// What waits to be handed in.
    Waiting,
    /// Files that a courier carries.
    Courier,
    /// What the relay refused.
    Refused,
    /// Taking in a ledger.
    Import,
    /// The directory: offices, people, numbers of papers.
    Org,
    /// Accusations recorded on this device.
    Sealed,
    /// Who had what shown to them: for privacy officers.
    Access,
    /// Remarks on the app.
    Feedback,
    /// Settings of this device.
    Settings,
    /// The ledger of disputes.
    Disputes,
    /// A new dispute.
    NewDispute,
    /// One dispute.
    Dispute(MatterId),
    /// Screening: periods, rounds, who reported.
    Screening,
    /// Visits to villages.
    Visits,
    /// One visit.
    Visit(MatterId),
    /// Receptions.
    Receptions,
    /// One reception.
    Reception(MatterId),
    /// Letters: read, instructed, answered.
    Letters,
    /// A village, or a township over its villages, at a glance; none: the own office.
    Glance(Option<OfficeCode>),
    /// Who must know, who is on duty, who helps.
    Duty,
    /// All pages.
    More,
    /// No page of ours.
    Unknown,
}

impl Route {
    /// Reads an address.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let path = hash.strip_prefix('#').unwrap_or(hash);
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::List,
            (Some("f"), Some(filter), None, _) => Self::Filtered(filter.to_owned()),
            (Some("today"), None, ..) => Self::Today,
            (Some("new"), None, ..) => Self::New(None),
            (Some("new"), Some("letter"), None, _) => Self::NewLetter,
            (Some("new"), Some(draft), None, _) if is_draft_id(draft) => {
                Self::New(Some(draft.to_owned()))
            }
            (Some("m"), Some(matter), Some("papers"), kind) => {
                let known = kind.map(PaperKind::from_name);
                match (MatterId::from_hex(matter), known) {
                    (Ok(matter), None) => Self::Papers(matter, None),
                    (Ok(matter), Some(Some(kind))) => Self::Papers(matter, Some(kind)),
                    _ => Self::Unknown,
                }
            }
            (Some("m"), Some(matter), rest, None) => match (MatterId::from_hex(matter), rest) {
                (Ok(matter), None) => Self::Matter(matter),
                (Ok(matter), Some("receipt")) => Self::Receipt(matter),
                _ => Self::Unknown,
            },
            (Some("waiting"), None, ..) => Self::Waiting,
            (Some("courier"), None, ..) => Self::Courier,
            (Some("refused"), None, ..) => Self::Refused,
            (Some("import"), None, ..) => Self::Import,
            (Some("org"), None, ..) => Self::Org,
            (Some("sealed"), None, ..) => Self::Sealed,
            (Some("access"), None, ..) => Self::Access,
            (Some("feedback"), None, ..) => Self::Feedback,
            (Some("settings"), None, ..) => Self::Settings,
            (Some("disputes"), None, ..) => Self::Disputes,
            (Some("disputes"), Some("new"), None, _) => Self::NewDispute,
            (Some("screening"), None, ..) => Self::Screening,
            (Some("visits"), None, ..) => Self::Visits,
            (Some("receptions"), None, ..) => Self::Receptions,
            (Some("letters"), None, ..) => Self::Letters,
            (Some("glance"), None, ..) => Self::Glance(None),
            (Some("glance"), Some(office), None, _) => {
                OfficeCode::parse(office).map_or(Self::Unknown, |office| Self::Glance(Some(office)))
            }
            (Some("duty"), None, ..) => Self::Duty,
            (Some("more"), None, ..) => Self::More,
            (Some(kind @ ("d" | "v" | "r")), Some(case), None, _) => {
                match (MatterId::from_hex(case), kind) {
                    (Ok(case), "d") => Self::Dispute(case),
                    (Ok(case), "v") => Self::Visit(case),
                    (Ok(case), _) => Self::Reception(case),
                    (Err(_), _) => Self::Unknown,
                }
            }
            _ => Self::Unknown,
        }
    }

    /// The page the browser's address names.
    #[must_use]
    pub fn current() -> Self {
        Self::parse(&window().location().hash().unwrap_or_default())
    }

    /// Its address.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::List | Self::Unknown => "#/".to_owned(),
            Self::Filtered(filter) => format!("#/f/{filter}"),
            Self::Today => "#/today".to_owned(),
            Self::New(None) => "#/new".to_owned(),
            Self::NewLetter => "#/new/letter".to_owned(),
            Self::New(Some(draft)) => format!("#/new/{draft}"),
            Self::Matter(matter) => format!("#/m/{matter}"),
            Self::Receipt(matter) => format!("#/m/{matter}/receipt"),
            Self::Papers(matter, None) => format!("#/m/{matter}/papers"),
            Self::Papers(matter, Some(kind)) => format!("#/m/{matter}/papers/{}", kind.name()),
            Self::Waiting => "#/waiting".to_owned(),
            Self::Courier => "#/courier".to_owned(),
            Self::Refused => "#/refused".to_owned(),
            Self::Import => "#/import".to_owned(),
            Self::Org => "#/org".to_owned(),
            Self::Sealed => "#/sealed".to_owned(),
            Self::Access => "#/access".to_owned(),
            Self::Feedback => "#/feedback".to_owned(),
            Self::Settings => "#/settings".to_owned(),
            Self::Disputes => "#/disputes".to_owned(),
            Self::NewDispute => "#/disputes/new".to_owned(),
            Self::Dispute(case) => format!("#/d/{case}"),
            Self::Screening => "#/screening".to_owned(),
            Self::Visits => "#/visits".to_owned(),
            Self::Visit(case) => format!("#/v/{case}"),
            Self::Receptions => "#/receptions".to_owned(),
            Self::Reception(case) => format!("#/r/{case}"),
            Self::Letters => "#/letters".to_owned(),
            Self::Glance(None) => "#/glance".to_owned(),
            Self::Glance(Some(office)) => format!("#/glance/{office}"),
            Self::Duty => "#/duty".to_owned(),
            Self::More => "#/more".to_owned(),
        }
    }

    /// The page of a case of this kind.
    #[must_use]
    pub fn of_case(kind: CaseKind, case: MatterId) -> Self {
        match kind {
            CaseKind::Petition => Self::Matter(case),
            CaseKind::Dispute => Self::Dispute(case),
            CaseKind::Visit => Self::Visit(case),
            CaseKind::Reception => Self::Reception(case),
            CaseKind::Screening => Self::Screening,
            CaseKind::Remark => Self::Feedback,
        }
    }

    /// Goes there.
    pub fn go(&self) {
        let _ = window().location().set_hash(&self.href());
    }

    /// Goes there in place of the page at hand, which is none of its own.
    pub fn instead(&self) {
        let _ = window().location().replace(&self.href());
    }

    /// Writes the address without going anywhere: the page at hand found its name.
    pub fn replace(&self) {
        replace_hash(&self.href());
    }
}

/// Replaces what stands behind `#`, without a new entry in the browser's history.
pub fn replace_hash(hash: &str) {
    if let Ok(history) = window().history() {
        let nothing = js_sys::Object::new();
        let _ = history.replace_state_with_url(&nothing, "", Some(hash));
    }
}

/// The one-time secret of the link that the app was opened with; it is taken out of the address.
#[must_use]
pub fn take_enrolment() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let secret = enrolment_in(&hash)?.to_owned();
    replace_hash("#/");
    Some(secret)
}

/// The secret in a link, or in what was typed in its stead.
#[must_use]
pub fn enrolment_in(text: &str) -> Option<&str> {
    let (_, secret) = text.split_once("#enrol=")?;
    let secret = secret.trim();
    (!secret.is_empty()).then_some(secret)
}

fn is_draft_id(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_round_trip() {
        let matter = MatterId::new([0xab; 16]);
        let routes = [
            Route::List,
            Route::Filtered("today=overdue,stage=8,mine".into()),
            Route::Today,
            Route::New(None),
            Route::New(Some("0123456789abcdef".into())),
            Route::NewLetter,
            Route::Matter(matter),
            Route::Receipt(matter),
            Route::Papers(matter, None),
            Route::Papers(matter, Some(PaperKind::HandlingOpinion)),
            Route::Waiting,
            Route::Courier,
            Route::Refused,
            Route::Import,
            Route::Org,
            Route::Sealed,
            Route::Access,
            Route::Feedback,
            Route::Settings,
            Route::Disputes,
            Route::NewDispute,
            Route::Dispute(matter),
            Route::Screening,
            Route::Visits,
            Route::Visit(matter),
            Route::Receptions,
            Route::Reception(matter),
            Route::Letters,
            Route::Glance(None),
            Route::Glance(OfficeCode::parse("990101001201").ok()),
            Route::Duty,
            Route::More,
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn other_addresses_are_unknown() {
        for hash in ["#/new/xyz", "#/m/12", "#/m", "#/nowhere", "#/waiting/1"] {
            assert_eq!(Route::parse(hash), Route::Unknown, "{hash}");
        }
        assert_eq!(Route::parse(""), Route::List);
    }

    #[test]
    fn a_whole_link_or_its_end_names_the_secret() {
        assert_eq!(enrolment_in("http://127.0.0.1:8080/#enrol=abc "), Some("abc"));
        assert_eq!(enrolment_in("#enrol="), None);
        assert_eq!(enrolment_in("#/"), None);
    }
}
