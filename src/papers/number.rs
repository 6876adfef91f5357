//! How the numbers of papers (文号) are written.

use papers::PaperKind;

/// A number as printed: `柳湾镇信处〔2026〕17号`. Each kind has a word of its own, so that two runs of
/// numbers never write the same.
#[must_use]
pub fn number_of(kind: PaperKind, office: &str, year: i32, serial: u32) -> String {
    format!("{office}信{}〔{year}〕{serial}号", word(kind))
}

fn word(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Receipt => "登",
        PaperKind::ForwardingSlip => "转",
        PaperKind::AssignmentLetter => "交",
        PaperKind::WhereItWentNotice => "告",
        PaperKind::AcceptanceNotice => "受",
        PaperKind::DeclineNotice => "不受",
        PaperKind::NoLongerNotice => "不再受",
        PaperKind::ReturnObjection => "异",
        PaperKind::MaterialRequest => "补",
        PaperKind::ExtensionApproval => "延批",
        PaperKind::ExtensionNotice => "延",
        PaperKind::TalkRecord => "谈",
        PaperKind::HandlingOpinion => "处",
        PaperKind::DeliveryReceipt => "送",
        PaperKind::PetitionerStatement => "意",
        PaperKind::ReviewRequest => "复申",
        PaperKind::ReviewAcceptance => "复受",
        PaperKind::ReviewDecline => "复不受",
        PaperKind::ReviewOpinion => "复",
        PaperKind::CompletionReport => "结",
        PaperKind::SupervisionNotice => "督",
        PaperKind::ReminderRecord => "催",
        PaperKind::MediationApplication => "调申",
        PaperKind::MediationIntake => "调受",
        PaperKind::MediationRights => "调权",
        PaperKind::MediationInquiry => "调查",
        PaperKind::MediationRecord => "调记",
        PaperKind::MediationAgreement => "调",
        PaperKind::OralAgreement => "调口",
        PaperKind::MediationFollowUp => "调访",
        PaperKind::ConfirmationRequest => "调确",
        PaperKind::MediationClosing => "调结",
        PaperKind::MediationFile => "调卷",
        PaperKind::ReceptionRecord => "接",
        PaperKind::VisitRecord => "访",
        PaperKind::ChargeForm => "包",
        PaperKind::ReceptionNotice => "公",
        PaperKind::InstructionSheet => "阅",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_write_the_same_number() {
        let written: std::collections::BTreeSet<String> =
            PaperKind::ALL.iter().map(|kind| number_of(*kind, "柳湾镇", 2026, 7)).collect();
        assert_eq!(written.len(), PaperKind::ALL.len());
        let opinion = number_of(PaperKind::HandlingOpinion, "柳湾镇", 2026, 17);
        assert_eq!(opinion, "柳湾镇信处〔2026〕17号");
    }
}
