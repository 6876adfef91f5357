//! Papers of disputes, receptions and visits.

use ::papers::{Picture, SignPlace};
use casework::{
    CaseKind,
    dispute::{
        AgreementState, ChargeState, DisputeStep, MediationState, PerformanceState,
        codes::{AgreementForm, DisputeOutcome, PerformanceOutcome, Risk, SettlementWay},
        step::{Charge, Session},
    },
    matter::{AttachmentState, InstructionState},
    meeting::{
        ProblemState, TalkState,
        codes::{MeetingForm, ProblemOutcome},
        step::{Plan, Problem},
    },
    schema::AgreementField,
    step::{
        attachment::{Attachment, AttachmentKind},
        duty::{HeardAt, Instruction, InstructionTask, InstructionWay},
    },
    view::Detail,
};
use ident::{BlobId, ContentKey};

use super::*;
use crate::papers::{Drawn, attached_as, fits, sign_place, signatures};

/// A dispute that the village's committee mediated; the town sees it.
fn dispute() -> MatterView {
    let mut view = view();
    view.persons = vec![person("main", "赵田"), person("00000000000000b1", "钱水")];
    view.facts = vec![
        (Fact::Title, register("赵田、钱水排水沟纠纷")),
        (Fact::DisputeType, register("neighbours")),
        (Fact::Amount, register("2000")),
        (Fact::Affected, register("6")),
    ];
    view.history = Vec::new();
    view.state = MatterState {
        kind: CaseKind::Dispute,
        holder: Some(code(VILLAGE)),
        registered_on: Some(day("2026-11-02")),
        stage: Stage::AtStation,
        ..MatterState::default()
    };
    view.state.dispute.risk = Some((Risk::Low, day("2026-11-02")));
    view.state.dispute.mediations = vec![MediationState {
        office: code(VILLAGE),
        opened_on: day("2026-11-03"),
        applied: true,
        way: SettlementWay::PeoplesMediation,
        mediators: vec!["孙和".into()],
        consents: [("main".to_owned(), (true, day("2026-11-03")))].into(),
        rights_told_on: Some(day("2026-11-03")),
        sessions: vec![day("2026-11-05")],
        agreement: None,
        ended_on: None,
        confirmation: None,
    }];
    let mut noted = entry(VILLAGE, Step::Noted { text: "赵田说沟挪了一尺。".into() });
    noted.place = Place::Committee;
    noted.by.at = Moment::from_millis(1_793_845_800_000);
    view.history.push(noted);
    let session = Session { by: acting("2026-11-05"), place: "村站".into() };
    view.history.push(entry(VILLAGE, Step::Dispute(DisputeStep::SessionHeld(session))));
    view.agreement = vec![
        (AgreementField::Facts, register("沟挪了一尺。")),
        (AgreementField::Content, register("挪回原处。")),
    ];
    view
}

fn agreed(view: &mut MatterView, form: AgreementForm) {
    let mediation = view.state.dispute.mediations.last_mut().unwrap();
    mediation.agreement = Some(AgreementState {
        on: day("2026-11-06"),
        form,
        number: "〔2026〕前杨人调字第3号".into(),
        performance: vec![PerformanceState {
            due: day("2026-11-20"),
            outcome: Some((PerformanceOutcome::Done, day("2026-11-18"))),
        }],
    });
}

fn offered(view: &MatterView, office: &str, tier: Tier) -> Vec<PaperKind> {
    let may = |kind: &PaperKind| may_now(*kind, &view.state, &code(office), tier);
    PaperKind::ALL.into_iter().filter(may).collect()
}

fn due(view: &MatterView, office: &str, tier: Tier) -> Vec<PaperKind> {
    suggested(&view.state, &code(office), tier)
}

#[test]
fn an_agreement_says_what_the_committee_wrote_down() {
    let mut view = dispute();
    agreed(&mut view, AgreementForm::Written);
    let data = data_at(VILLAGE, PaperKind::MediationAgreement, &view);
    assert_eq!(data.issuer.name, "柳湾镇前杨村人民调解委员会");
    assert_eq!(data.date, Some(day("2026-11-06")), "the day it was reached");
    assert_eq!(data.mediation.number, "〔2026〕前杨人调字第3号");
    assert_eq!(data.mediation.agreement.content, "挪回原处。");
    assert_eq!(data.mediation.agreement.perform_by, [day("2026-11-20")]);
    assert!(data.mediation.agreement.performance.contains("2026年11月18日已履行"));
    let names: Vec<&str> = data.dispute.parties.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["赵田", "钱水"]);
    assert_eq!(data.dispute.parties[0].consent, "2026年11月3日同意调解");
    assert_eq!((data.dispute.kind.as_str(), data.dispute.affected), ("邻里", Some(6)));
    assert_eq!(data.matter.subject, "赵田、钱水排水沟纠纷");
    let gaps = fill(&Template::shipped(PaperKind::MediationAgreement), &data).unwrap().gaps;
    assert_eq!(keys(&gaps), ["agreement_points", "agreement_duties", "agreement_way"]);
    let request = data_at(VILLAGE, PaperKind::ConfirmationRequest, &view);
    assert_eq!(request.mediation.court, "云岭市人民法院");
    assert_eq!(request.mediation.agreement.on, Some(day("2026-11-06")));
}

#[test]
fn a_record_holds_what_was_said_before_the_committee_and_nobody_elses_paper_does() {
    let view = dispute();
    let record = data_at(VILLAGE, PaperKind::MediationRecord, &view).mediation;
    assert_eq!(record.session_text, "赵田说沟挪了一尺。");
    assert_eq!(
        (record.session_on, record.session_place.as_str()),
        (Some(day("2026-11-05")), "村站")
    );
    // Even if the words were there, another office's paper would not say them.
    let town = data_at(TOWN, PaperKind::ChargeForm, &view);
    assert_eq!(town.mediation.session_text, "");
    assert_eq!(town.mediation.agreement, ::papers::Agreement::default());
    assert_eq!(town.mediation.mediators, Vec::<String>::new());
    let committees = |kind: &PaperKind| kind.is_committees();
    assert!(!offered(&view, TOWN, Tier::Township).iter().any(committees));
    assert!(offered(&view, VILLAGE, Tier::Village).iter().any(committees));
}

/// The domain names papers without knowing the crate that makes them.
#[test]
fn what_a_station_and_a_committee_make_out_is_the_same_in_both() {
    use casework::matter::paper::{OF_A_COMMITTEE, OF_A_STATION};
    for kind in PaperKind::ALL {
        let name = kind.name();
        assert_eq!(kind.is_committees(), OF_A_COMMITTEE.contains(&name), "{name}");
        let station = may_issue(kind, Tier::Village) && !kind.is_committees();
        assert_eq!(station, OF_A_STATION.contains(&name), "{name}");
    }
}

#[test]
fn of_several_sessions_a_record_is_of_the_last() {
    let mut view = dispute();
    view.state.dispute.mediations[0].sessions.push(day("2026-11-12"));
    let mut noted = entry(VILLAGE, Step::Noted { text: "两家都同意。".into() });
    noted.place = Place::Committee;
    // 2026-11-12, noon in China.
    noted.by.at = Moment::from_millis(1_794_456_000_000);
    view.history.push(noted);
    let record = data_at(VILLAGE, PaperKind::MediationRecord, &view).mediation;
    assert_eq!(record.session_text, "两家都同意。");
}

#[test]
fn the_papers_of_a_mediation_follow_its_course() {
    use PaperKind as K;
    let mut view = dispute();
    let village = |view: &MatterView| due(view, VILLAGE, Tier::Village);
    let running = village(&view);
    assert!(running.contains(&K::MediationRecord) && running.contains(&K::MediationAgreement));
    assert!(!running.contains(&K::MediationClosing) && !running.contains(&K::MediationFollowUp));
    assert!(!offered(&view, VILLAGE, Tier::Village).contains(&K::ConfirmationRequest));

    agreed(&mut view, AgreementForm::Oral);
    let oral = village(&view);
    assert!(oral.contains(&K::OralAgreement) && oral.contains(&K::MediationFollowUp));
    assert!(!offered(&view, VILLAGE, Tier::Village).contains(&K::MediationAgreement));
    assert!(offered(&view, VILLAGE, Tier::Village).contains(&K::ConfirmationRequest));

    let ended = (DisputeOutcome::Settled, SettlementWay::PeoplesMediation, day("2026-11-21"));
    view.state.dispute.outcome = Some(ended);
    let closed = village(&view);
    assert!(closed.contains(&K::MediationClosing) && closed.contains(&K::MediationFile));
    let file = data_at(VILLAGE, K::MediationFile, &view).mediation;
    assert_eq!(file.ended_on, Some(day("2026-11-21")));
    let titles: Vec<&str> = file.papers.iter().map(|paper| paper.title.as_str()).collect();
    assert!(titles.contains(&"人民调解口头协议登记表") && !titles.contains(&"人民调解协议书"));
    assert!(!titles.contains(&"人民调解调查记录"), "there was none");
}

#[test]
fn before_a_mediation_a_party_may_apply() {
    let mut view = dispute();
    view.state.dispute.mediations.clear();
    assert_eq!(
        offered(&view, VILLAGE, Tier::Village),
        [PaperKind::TalkRecord, PaperKind::MediationApplication]
    );
    assert_eq!(due(&view, VILLAGE, Tier::Village), []);
}

#[test]
fn every_paper_is_of_some_case_and_a_petition_keeps_its_own() {
    for kind in PaperKind::ALL {
        assert!(CaseKind::ALL.into_iter().any(|case| fits(kind, case)), "{}", kind.name());
        assert!(!fits(kind, CaseKind::Screening), "{}", kind.name());
        let committee = CaseKind::ALL.into_iter().filter(|case| fits(kind, *case));
        assert!(!kind.is_committees() || committee.eq([CaseKind::Dispute]), "{}", kind.name());
    }
    assert!(!fits(PaperKind::HandlingOpinion, CaseKind::Dispute));
}

#[test]
fn a_charge_form_says_what_was_filled_in() {
    let mut view = dispute();
    let charge = Charge {
        by: acting("2026-11-08"),
        leader: "周正（副镇长）".into(),
        unit: code(TOWN),
        person: "李办".into(),
        plan: "修沟".into(),
        until: day("2026-12-01"),
        slots: vec![("包掌握情况".into(), "每周入户".into())],
    };
    view.state.dispute.charge = Some(ChargeState {
        charge,
        office: code(TOWN),
        proposer: None,
        agreed_on: Some(day("2026-11-09")),
        agreed_by: None,
        delivered_on: None,
        approved_on: None,
        refused: None,
        until: day("2026-12-15"),
    });
    let data = data_at(TOWN, PaperKind::ChargeForm, &view);
    assert_eq!(data.charge.until, Some(day("2026-12-15")), "as it was extended");
    assert_eq!(data.charge.unit, "柳湾镇人民政府");
    assert_eq!(data.charge.slots[0].name, "包掌握情况");
    assert_eq!(data.dispute.risk, "低（三级）");
    assert_eq!(due(&view, TOWN, Tier::Township), [PaperKind::ChargeForm]);
    assert!(fill(&Template::shipped(PaperKind::ChargeForm), &data).unwrap().gaps.is_empty());
}

#[test]
fn what_an_office_mediates_as_an_organ_has_no_papers_of_a_committee() {
    let mut view = dispute();
    view.state.dispute.mediations[0].way = SettlementWay::AdministrativeMediation;
    assert!(!offered(&view, VILLAGE, Tier::Village).contains(&PaperKind::MediationAgreement));
    assert_eq!(due(&view, VILLAGE, Tier::Village), []);
    let data = data_at(VILLAGE, PaperKind::MediationApplication, &view);
    assert_eq!(data.mediation.opened_on, None);
}

/// A reception day of the town, with one talk and what it raised.
fn reception() -> MatterView {
    let mut view = view();
    view.facts = vec![
        (Fact::LeaderPost, register("镇长")),
        (Fact::Field, register("全面工作")),
        (Fact::Hours, register("09:00-11:30")),
        (Fact::Place, register("镇政府一楼")),
    ];
    view.history = Vec::new();
    view.state = MatterState { kind: CaseKind::Reception, ..MatterState::default() };
    view.state.meeting.plan = Some(Plan {
        office: code(TOWN),
        local_no: "990101100-1-0002".into(),
        on: day("2026-11-01"),
        kind: MeetingForm::OpenReception,
        day: day("2026-11-10"),
        leader: "周正".into(),
        village: None,
        with: vec![code(VILLAGE)],
    });
    view
}

fn talked(view: &mut MatterView) {
    view.state.meeting.talks.push(TalkState {
        id: "00000000000000a1".into(),
        slot: "main".into(),
        people: 3,
        entry: None,
        on: day("2026-11-10"),
        words: vec![
            (ChangeHash::new([5; 32]), "灌渠漏水。".into()),
            (ChangeHash::new([6; 32]), "下游也缺水。".into()),
        ],
    });
    view.state.meeting.problems.push(ProblemState {
        problem: Problem {
            by: acting("2026-11-10"),
            id: "00000000000000c1".into(),
            talk: "00000000000000a1".into(),
            case: MatterId::new([7; 16]),
            outcome: ProblemOutcome::Solved,
            text: "修灌渠".into(),
        },
        solved_on: Some(day("2026-11-10")),
        how: Vec::new(),
    });
}

#[test]
fn a_reception_is_announced_and_then_recorded() {
    let mut view = reception();
    assert_eq!(due(&view, TOWN, Tier::Township), [PaperKind::ReceptionNotice]);
    let notice = data_at(TOWN, PaperKind::ReceptionNotice, &view);
    assert!(fill(&Template::shipped(PaperKind::ReceptionNotice), &notice).unwrap().gaps.is_empty());
    assert_eq!(notice.meeting.counts, "", "nobody came yet");

    talked(&mut view);
    assert_eq!(due(&view, TOWN, Tier::Township), [PaperKind::ReceptionRecord]);
    let record = data_at(TOWN, PaperKind::ReceptionRecord, &view);
    assert_eq!(record.meeting.counts, "接谈1批3人，反映问题1个，已解决1个");
    assert_eq!(record.meeting.leader, "周正");
    let visitor = &record.meeting.visitors[0];
    assert_eq!((visitor.name.as_str(), visitor.people), ("赵田", Some(3)));
    assert_eq!(visitor.text, "灌渠漏水。\n下游也缺水。");
    assert_eq!(visitor.result, "修灌渠：当场解决");
    assert!(fill(&Template::shipped(PaperKind::ReceptionRecord), &record).unwrap().gaps.is_empty());
    assert_eq!(offered(&view, VILLAGE, Tier::Village), [], "the village only looks on");
}

#[test]
fn a_visit_is_recorded_also_by_who_came_along() {
    let mut view = reception();
    talked(&mut view);
    view.state.kind = CaseKind::Visit;
    let plan = view.state.meeting.plan.as_mut().unwrap();
    (plan.kind, plan.village) = (MeetingForm::Rounds, Some(code(VILLAGE)));
    view.facts.retain(|(fact, _)| *fact != Fact::Place);
    assert_eq!(offered(&view, VILLAGE, Tier::Village), [PaperKind::VisitRecord]);
    assert_eq!(due(&view, VILLAGE, Tier::Village), [], "it is the planning office's record");
    assert_eq!(due(&view, TOWN, Tier::Township), [PaperKind::VisitRecord]);
    let record = data_at(TOWN, PaperKind::VisitRecord, &view).meeting;
    assert_eq!((record.place.as_str(), record.form.as_str()), ("前杨村", "走访调研"));
}

#[test]
fn what_a_leader_said_stands_verbatim_where_it_belongs() {
    let mut view = view();
    let meeting = MatterId::new([8; 16]);
    let said = |id: &str, way, text: &str, meeting| InstructionState {
        instruction: Instruction {
            by: acting("2026-11-10"),
            id: id.into(),
            leader: "周正".into(),
            text: text.into(),
            photographed: false,
            way,
            meeting,
        },
        task: Some(InstructionTask {
            by: acting("2026-11-11"),
            instruction: id.into(),
            to: code(BUREAU),
            until: day("2026-11-30"),
            text: String::new(),
        }),
        answer: Some((day("2026-11-20"), "已修".into())),
    };
    view.state.instructions = vec![
        said("1", InstructionWay::Letter, "请阅处。", None),
        said("2", InstructionWay::Reception, "本周修好。", Some(meeting)),
    ];
    let none = offered(&view, TOWN, Tier::Township);
    assert!(!none.contains(&PaperKind::ReceptionRecord), "no leader heard of it");
    let heard = HeardAt { by: acting("2026-11-10"), meeting, leader: "周正".into() };
    view.state.heard.push(heard);
    assert!(offered(&view, TOWN, Tier::Township).contains(&PaperKind::ReceptionRecord));
    let record = data_at(TOWN, PaperKind::ReceptionRecord, &view).meeting;
    assert_eq!(record.visitors[0].opinion, "本周修好。");
    assert_eq!(record.visitors[0].until, Some(day("2026-11-30")));
    assert_eq!(record.visitors[0].unit, "云岭市水利局");
    let sheet = data_at(TOWN, PaperKind::InstructionSheet, &view).instruction;
    assert_eq!((sheet.text.as_str(), sheet.feedback.as_str()), ("请阅处。", "已修"));
    assert!(due(&view, TOWN, Tier::Township).contains(&PaperKind::InstructionSheet));
}

/// One grey pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3A\x7E\x9B\x55\0\0\0\x0AIDAT\x78\x9C\x63\x68\0\0\0\x82\0\x81\x77\xCD\x72\xB6\0\0\0\0IEND\xAE\x42\x60\x82";

#[test]
fn a_drawn_signature_is_shown_at_its_line() {
    let mut view = dispute();
    agreed(&mut view, AgreementForm::Written);
    let kind = PaperKind::MediationAgreement;
    let place = sign_place(kind, &view, "mediation_agreement/party:00000000000000b1").unwrap();
    assert_eq!(place, SignPlace::Party.key(Some(1)));
    let mediator = sign_place(kind, &view, "mediation_agreement/mediator");
    assert_eq!(mediator.as_deref(), Some("mediator"));
    // Nobody's, another paper's, no place at all.
    for none in ["party:nobody", "party", "letter", "instruction:1", ""] {
        assert_eq!(sign_place(kind, &view, none), None, "{none}");
        let of = ["mediation_agreement/", none].concat();
        assert_eq!(sign_place(kind, &view, &of), None, "{of}");
        let other = ["mediation_rights/", none].concat();
        assert_eq!(sign_place(kind, &view, &other), None, "{other}");
    }
    assert_eq!(sign_place(kind, &view, "mediation_rights/party:main"), None, "of another paper");
    // There and back.
    for kind in PaperKind::ALL {
        for place in
            ["party.0", "party.1", "mediator", "recorder", "asked", "also_asking", "leader"]
        {
            let key = attached_as(kind, &view, place).unwrap();
            assert_eq!(sign_place(kind, &view, &key).as_deref(), Some(place), "{key}");
        }
        assert_eq!(attached_as(kind, &view, "party.7"), None);
        assert_eq!(attached_as(kind, &view, "visitor.0"), None, "nobody came");
        assert_eq!(attached_as(kind, &view, "instruction"), None, "nothing was said");
    }
    let mut data = data_at(VILLAGE, PaperKind::MediationAgreement, &view);
    assert!(Picture::read(PIXEL).is_ok());
    data.pictures.insert(place, PIXEL.to_vec());
    let html = html(&fill(&Template::shipped(PaperKind::MediationAgreement), &data).unwrap().sheet);
    assert_eq!(html.matches("<img ").count(), 1);
    assert!(html.contains("src=\"data:image/png;base64,iVBORw0KGgo"), "{html}");
    assert!(!html.contains("style="), "the page's policy forbids styles in the text");
    assert_eq!(html.matches("<p class=\"paper__signline\">").count(), 4);
}

fn signature(at: u8, of: &str) -> AttachmentState {
    AttachmentState {
        change: ChangeHash::new([at; 32]),
        office: Some(code(VILLAGE)),
        person: None,
        at: Moment::from_millis(0),
        attachment: Attachment {
            blob: BlobId::new([at; 32]),
            key: ContentKey::new([0; 32]),
            name: String::new(),
            kind: AttachmentKind::Signature,
            mime: "image/png".into(),
            size: 1,
            width: 1,
            height: 1,
            of: of.into(),
        },
        detached: false,
    }
}

/// The history's entry of what was attached.
fn attached(state: &AttachmentState) -> HistoryEntry {
    let mut found = entry(VILLAGE, Step::Attached(state.attachment.clone()));
    found.by.change = state.change;
    found.place = Place::Committee;
    found
}

fn wording_changed(at: u8) -> HistoryEntry {
    let mut found = entry(VILLAGE, Step::Edited {});
    found.place = Place::Committee;
    found.by.change = ChangeHash::new([at; 32]);
    found.details = vec![Detail::Agreement(AgreementField::Content, Some("挪回原处。".into()))];
    found
}

#[test]
fn a_signature_stands_only_under_the_words_that_were_there() {
    let mut view = dispute();
    agreed(&mut view, AgreementForm::Written);
    let kind = PaperKind::MediationAgreement;
    view.history.push(wording_changed(1));
    let first = signature(2, "mediation_agreement/party:main");
    view.history.push(attached(&first));
    let drawn = |view: &MatterView, all: &[AttachmentState]| {
        let found = signatures(kind, view, &code(VILLAGE), all);
        found
            .into_iter()
            .map(|Drawn { place, blob, stands }| (place, blob, stands))
            .collect::<Vec<_>>()
    };
    let name = |at: u8| BlobId::new([at; 32]);
    assert_eq!(drawn(&view, std::slice::from_ref(&first)), [("party.0".into(), name(2), true)]);
    // A talk that is noted changes nothing in the agreement.
    let mut noted = entry(VILLAGE, Step::Noted { text: "又谈了一次".into() });
    noted.place = Place::Committee;
    view.history.push(noted);
    assert!(drawn(&view, std::slice::from_ref(&first))[0].2);
    // Other words: it was not these that were signed.
    view.history.push(wording_changed(3));
    assert_eq!(drawn(&view, std::slice::from_ref(&first)), [("party.0".into(), name(2), false)]);
    // Signed again, the last one counts.
    let again = signature(4, "mediation_agreement/party:main");
    view.history.push(attached(&again));
    let both = [first.clone(), again.clone()];
    assert_eq!(drawn(&view, &both), [("party.0".into(), name(4), true)]);
    // What was taken away, what another office attached, what is no picture, counts for nothing.
    let gone = AttachmentState { detached: true, ..again.clone() };
    let foreign = AttachmentState { office: Some(code(TOWN)), ..again.clone() };
    let mut pdf = again.clone();
    pdf.attachment.mime = "application/pdf".into();
    for none in [gone, foreign, pdf] {
        assert_eq!(drawn(&view, &[none]), []);
    }
    // Neither does what is not in the history at hand.
    let unknown = signature(9, "mediation_agreement/mediator");
    assert_eq!(drawn(&view, &[unknown]), [("mediator".into(), name(9), false)]);
}

#[test]
fn a_talk_that_was_recorded_anew_is_signed_anew() {
    let mut view = view();
    let talked = |at: u8| {
        let talk = Talk {
            by: acting("2026-11-10"),
            asked: "赵田".into(),
            asking: vec!["李办".into()],
            place: "镇政府".into(),
            text: "说了情况".into(),
        };
        let mut found = entry(VILLAGE, Step::Talked(talk));
        found.by.change = ChangeHash::new([at; 32]);
        found
    };
    let drawn = signature(2, "talk_record/asked");
    let mut mentioned = attached(&drawn);
    mentioned.place = Place::Core;
    view.history = vec![talked(1), mentioned];
    let stands = |view: &MatterView| {
        let found = signatures(PaperKind::TalkRecord, view, &code(VILLAGE), [&drawn]);
        found[0].stands
    };
    assert!(stands(&view));
    view.history.push(talked(3));
    assert!(!stands(&view));
}
