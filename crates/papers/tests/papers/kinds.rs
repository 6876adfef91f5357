//! The kinds, and who may issue which.

use std::collections::BTreeSet;

use papers::{Field, FixedBlock, IssuerTier, PaperKind};

/// Rows: kinds; columns: village, township, department, bureau, government.
const RIGHTS: [(&str, &str); 38] = [
    ("receipt", "VTDBG"),
    ("forwarding_slip", "-TDB-"),
    ("assignment_letter", "-TDB-"),
    ("where_it_went_notice", "-TDB-"),
    ("acceptance_notice", "-TD-G"),
    ("decline_notice", "-TDBG"),
    ("no_longer_notice", "-TDBG"),
    ("return_objection", "-TDBG"),
    ("material_request", "-TDBG"),
    ("extension_approval", "-TD-G"),
    ("extension_notice", "-TD-G"),
    ("talk_record", "VTDBG"),
    ("handling_opinion", "-TD-G"),
    ("delivery_receipt", "-TDBG"),
    ("petitioner_statement", "VTDBG"),
    ("review_request", "-TDBG"),
    ("review_acceptance", "----G"),
    ("review_decline", "----G"),
    ("review_opinion", "----G"),
    ("completion_report", "-TDB-"),
    ("supervision_notice", "---B-"),
    ("reminder_record", "---B-"),
    ("mediation_application", "VTDB-"),
    ("mediation_intake", "VTDB-"),
    ("mediation_rights", "VTDB-"),
    ("mediation_inquiry", "VTDB-"),
    ("mediation_record", "VTDB-"),
    ("mediation_agreement", "VTDB-"),
    ("oral_agreement", "VTDB-"),
    ("mediation_follow_up", "VTDB-"),
    ("confirmation_request", "VTDB-"),
    ("mediation_closing", "VTDB-"),
    ("mediation_file", "VTDB-"),
    ("reception_record", "-TDB-"),
    ("visit_record", "VTDB-"),
    ("charge_form", "-TDB-"),
    ("reception_notice", "-TDB-"),
    ("instruction_sheet", "-TDB-"),
];

#[test]
fn who_may_issue_what() {
    for (kind, (name, rights)) in PaperKind::ALL.into_iter().zip(RIGHTS) {
        assert_eq!(kind.name(), name);
        for (tier, letter) in IssuerTier::ALL.into_iter().zip(rights.chars()) {
            assert_eq!(kind.may_issue(tier), letter != '-', "{name} by {tier:?}");
        }
    }
}

#[test]
fn a_village_station_issues_nothing_with_legal_effect() {
    for kind in PaperKind::ALL.into_iter().filter(|kind| kind.may_issue(IssuerTier::Village)) {
        assert!(!kind.needs_number(), "{}", kind.name());
        // The seal on an agreement is the committee's, and the agreement is the parties'.
        assert!(!kind.needs_seal() || kind.is_committees(), "{}", kind.name());
    }
    assert!(!PaperKind::AcceptanceNotice.may_issue(IssuerTier::Village));
}

#[test]
fn names_are_stable_and_lead_back() {
    for (kind, number) in PaperKind::ALL.into_iter().zip(0_u8..) {
        assert_eq!(PaperKind::from_name(kind.name()), Some(kind));
        assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.name()));
        let stored = minicbor::to_vec(kind).unwrap();
        assert_eq!(stored, minicbor::to_vec(number).unwrap());
        assert_eq!(minicbor::decode::<PaperKind>(&stored).unwrap(), kind);
    }
    assert_eq!(PaperKind::from_name("rereview_opinion"), None);
}

#[test]
fn every_paper_with_a_decision_has_its_fixed_block() {
    let of =
        |block| PaperKind::ALL.into_iter().filter(move |kind| kind.fixed_block() == Some(block));
    let remedies: Vec<&str> = of(FixedBlock::Remedy).map(PaperKind::number).collect();
    assert_eq!(remedies, ["6", "7", "12", "15c", "16"]);
    assert_eq!(of(FixedBlock::Voluntary).count(), 1);
    assert_eq!(of(FixedBlock::NotDecision).count(), 1);
    let told: Vec<&str> = of(FixedBlock::MediationRights).map(PaperKind::number).collect();
    let binds: Vec<&str> = of(FixedBlock::AgreementEffect).map(PaperKind::number).collect();
    assert_eq!((told, binds), (vec!["21c"], vec!["21f"]));
}

#[test]
fn every_word_of_a_template_means_one_field() {
    let mut words = BTreeSet::new();
    for field in Field::ALL {
        assert_eq!(Field::from_word(field.name()), Some(*field));
        assert_eq!(Field::from_word(field.label()), Some(*field));
        assert!(words.insert(field.name()), "{}", field.name());
        assert!(words.insert(field.label()), "{}", field.label());
    }
}
