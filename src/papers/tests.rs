#![allow(clippy::unwrap_used)]

use ::papers::{Field, IssuerTier, PaperData, PaperKind, Template, fill};
use casework::{
    Directory, MatterState, MatterView, Moment, Step,
    desk::{ClockView, Desk},
    directory::{Office, Tier},
    matter::{ClockRun, Leg, LegKind, OpinionState, PaperState, Stage},
    schema::{Fact, PersonField},
    step::{
        codes::{DeclineReason, Outcome, Route},
        payload::{Acting, Assignment, Decline, DemandOpinion, Extension, Talk, Word},
    },
    view::{By, DemandView, HistoryEntry, NoticeOwed, PersonView, Place, Register, ValueBy},
};
use chrono::NaiveDate;
use clocks::{ClockId, Unit};
use ident::{ChangeHash, DeviceId, MatterId, OfficeCode, PostId};

use super::{
    Writer, fields, government, html, keys, may_issue, may_now, paper_data, put, slot, suggested,
};
use crate::bridge::PaperInput;

mod cases;

const CITY: &str = "990101";
const TOWN: &str = "990101100";
const BUREAU: &str = "L01";
const VILLAGE: &str = "990101100201";

fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn directory() -> Directory {
    let office = |at: &str, name: &str, parent: Option<&str>, tier| {
        Office::new(code(at), name.to_owned(), parent.map(code), tier)
    };
    let mut city = office(CITY, "云岭市", None, Tier::City);
    city.organ = "云岭市信访局".to_owned();
    let mut town = office(TOWN, "柳湾镇", Some(CITY), Tier::Township);
    town.phone = "0990-1000001".to_owned();
    let mut directory = Directory {
        offices: vec![
            city,
            town,
            office(BUREAU, "云岭市水利局", Some(CITY), Tier::Department),
            office(VILLAGE, "前杨村", Some(TOWN), Tier::Village),
        ],
        ..Directory::default()
    };
    directory.sort();
    directory
}

fn by(office: &str) -> By {
    By {
        person: "李办".to_owned(),
        office: String::new(),
        office_code: Some(code(office)),
        device: DeviceId::new([1; 8]),
        at: Moment::from_millis(0),
        change: ChangeHash::new([0; 32]),
    }
}

fn acting(on: &str) -> Acting {
    Acting { post: PostId::new([1; 8]), on: day(on) }
}

fn register(value: &str) -> Register {
    Register { values: vec![ValueBy { value: Some(value.to_owned()), by: by(VILLAGE) }] }
}

fn person(slot: &str, name: &str) -> PersonView {
    PersonView { slot: slot.to_owned(), fields: vec![(PersonField::Name, register(name))] }
}

fn entry(office: &str, step: Step) -> HistoryEntry {
    HistoryEntry {
        by: by(office),
        step,
        place: Place::Core,
        details: Vec::new(),
        verdict: None,
        late: false,
    }
}

/// Registered in the village, passed up, accepted in the town.
fn view() -> MatterView {
    let demand =
        |id: &str, text: &str| DemandView { id: id.into(), text: text.into(), struck: false };
    let state = MatterState {
        registered_on: Some(day("2026-11-02")),
        holder: Some(code(TOWN)),
        stage: Stage::Accepted,
        legs: vec![Leg {
            change: ChangeHash::new([0; 32]),
            kind: LegKind::Handed,
            from: code(VILLAGE),
            to: code(TOWN),
            sent_on: day("2026-11-03"),
            received_on: Some(day("2026-11-04")),
            assignment: None,
        }],
        triage: [("a", Route::Petition), ("b", Route::Judicial)]
            .map(|(id, route)| (id.to_owned(), route))
            .into(),
        accepted: Some((code(TOWN), day("2026-11-06"))),
        clocks: vec![ClockRun::new(ClockId::Handle, Some(&code(TOWN)), day("2026-11-06"))],
        ..MatterState::default()
    };
    let clock = ClockView {
        id: ClockId::Handle,
        office: Some(code(TOWN)),
        office_name: String::new(),
        start: day("2026-11-06"),
        assumed: false,
        due: Some(day("2027-01-05")),
        target: None,
        unit: Unit::Calendar,
        provisional: true,
        article: String::new(),
        fallback: false,
        end: None,
    };
    let accepted = Word {
        by: acting("2026-11-06"),
        text: "信访程序\n调查核实后出具处理意见书".into(),
    };
    MatterView {
        matter: MatterId::new([1; 16]),
        local_nos: vec!["990101100201-1-0007".into()],
        agreement: Vec::new(),
        home: Some(code(VILLAGE)),
        holder: Some(code(TOWN)),
        home_name: "前杨村".into(),
        former: Vec::new(),
        notice: NoticeOwed::default(),
        holder_name: "柳湾镇".into(),
        registered_on: Some(day("2026-11-02")),
        facts: vec![(Fact::Channel, register("visit")), (Fact::Petitioners, register("6"))],
        narrative: "渠道多年未修，秋季缺水。".into(),
        demands: vec![demand("a", "修复灌渠"), demand("b", "解决判决执行")],
        persons: vec![person("main", "赵田"), person("1", "钱水")],
        memo: None,
        history: vec![entry(TOWN, Step::Accepted(accepted))],
        may_hand_to: Vec::new(),
        state,
        desk: Desk { clocks: vec![clock], ..Desk::default() },
    }
}

fn data_at(office: &str, kind: PaperKind, view: &MatterView) -> PaperData {
    let (directory, office) = (directory(), code(office));
    let writer =
        Writer {
            directory: &directory, office: &office, person: "王经", today: day("2026-11-23")
        };
    paper_data(kind, view, &writer, false)
}

#[test]
fn an_acceptance_notice_says_what_the_matter_says() {
    let data = data_at(TOWN, PaperKind::AcceptanceNotice, &view());
    assert_eq!(data.issuer.name, "柳湾镇人民政府");
    assert_eq!(data.issuer.inner_office, "柳湾镇群众工作办公室");
    assert_eq!(data.matter.received_on, Some(day("2026-11-04")), "here, not in the village");
    assert_eq!(data.matter.received_from, "", "a station is no organ that forwards");
    assert_eq!(data.handling.accepted_on, Some(day("2026-11-06")));
    assert_eq!(data.handling.route, "信访程序");
    assert_eq!(data.handling.procedure, "调查核实后出具处理意见书");
    assert_eq!(data.handling.limit_end, Some(day("2027-01-05")));
    assert!(data.handling.limit_provisional);
    assert_eq!(data.people.total, Some(6));
    assert_eq!(data.people.representatives, ["钱水"]);
    assert!(data.is_draft);
    let gaps = fill(&Template::shipped(PaperKind::AcceptanceNotice), &data).unwrap().gaps;
    assert_eq!(keys(&gaps), ["number"]);
}

#[test]
fn only_petitions_are_decided_on_and_the_opinion_is_per_demand() {
    let mut view = view();
    let before = data_at(TOWN, PaperKind::HandlingOpinion, &view);
    assert_eq!(before.demands.len(), 1, "the court's matter is not decided here");
    view.state.opinion = Some(OpinionState {
        change: ChangeHash::new([2; 32]),
        office: code(TOWN),
        on: day("2026-11-20"),
        demands: vec![DemandOpinion {
            demand: "a".into(),
            outcome: Outcome::PartlySupported,
            facts: "渠道确有破损。".into(),
            text: "列入明年计划。".into(),
            basis: "《农田水利条例》第十六条".into(),
        }],
        signed_on: None,
        delivered_on: None,
        executed_on: None,
    });
    let data = data_at(TOWN, PaperKind::HandlingOpinion, &view);
    let demand = data.demands.first().unwrap();
    assert_eq!((demand.text.as_str(), demand.outcome.as_str()), ("修复灌渠", "部分支持"));
    assert_eq!(data.remedy.body, "云岭市人民政府", "reviews what a town decided");
    let gaps = fill(&Template::shipped(PaperKind::HandlingOpinion), &data).unwrap().gaps;
    assert_eq!(keys(&gaps), ["number"]);
}

#[test]
fn what_was_made_out_is_final_and_has_its_number_and_day() {
    let mut view = view();
    let made = |office: &str| PaperState {
        change: ChangeHash::new([3; 32]),
        office: code(office),
        paper: PaperKind::AcceptanceNotice.name().into(),
        number: "柳政信受〔2026〕17号".into(),
        on: day("2026-11-07"),
    };
    view.state.papers = vec![made(BUREAU)];
    assert!(data_at(TOWN, PaperKind::AcceptanceNotice, &view).is_draft, "another office's");
    view.state.papers = vec![made(TOWN)];
    let data = data_at(TOWN, PaperKind::AcceptanceNotice, &view);
    assert!(!data.is_draft);
    assert_eq!(data.number.as_deref(), Some("柳政信受〔2026〕17号"));
    assert_eq!(data.date, Some(day("2026-11-07")));
    let receipt = data_at(TOWN, PaperKind::DeliveryReceipt, &view);
    assert_eq!(receipt.delivery.paper, "信访事项受理告知书");
    assert_eq!(receipt.delivery.paper_number, "柳政信受〔2026〕17号");
}

#[test]
fn an_assignment_tells_both_ends() {
    let mut view = view();
    view.state.legs.push(Leg {
        change: ChangeHash::new([4; 32]),
        kind: LegKind::Assigned,
        from: code(CITY),
        to: code(BUREAU),
        sent_on: day("2026-11-10"),
        received_on: None,
        assignment: Some(Assignment {
            by: acting("2026-11-10"),
            to: code(BUREAU),
            with: Vec::new(),
            until: day("2026-12-20"),
            text: "查清并答复".into(),
        }),
    });
    let letter = data_at(CITY, PaperKind::AssignmentLetter, &view);
    assert_eq!(letter.tier, IssuerTier::Bureau);
    assert_eq!(letter.referral.to, "云岭市水利局");
    assert_eq!(letter.referral.deadline, Some(day("2026-12-20")));
    assert_eq!(letter.referral.demanded, "查清并答复");
    let report = data_at(BUREAU, PaperKind::CompletionReport, &view);
    assert_eq!(report.report.to, "云岭市信访局");
    assert_eq!(report.matter.received_from, "云岭市信访局");
    assert_eq!(report.matter.received_on, Some(day("2026-11-10")), "sent, not yet signed in");
}

#[test]
fn steps_without_effect_say_nothing() {
    let mut view = view();
    let decline = Decline {
        by: acting("2026-11-06"),
        reason: DeclineReason::BeingHandledBelow,
        turn_to: "柳湾镇人民政府".into(),
        text: "镇里正在办理".into(),
    };
    view.history.push(entry(CITY, Step::Declined(decline)));
    let data = data_at(CITY, PaperKind::DeclineNotice, &view);
    assert_eq!(data.reason.text, "镇里正在办理。");
    assert_eq!(data.reason.article, "《信访工作条例》第十九条第三款");
    view.history.last_mut().unwrap().verdict = Some(casework::matter::Verdict::Dismissed);
    assert_eq!(data_at(CITY, PaperKind::DeclineNotice, &view).reason.text, "");
}

#[test]
fn an_extension_shows_the_day_before_and_after() {
    let mut view = view();
    let extension =
        Extension { by: acting("2026-12-20"), days: 20, text: "须现场测量".into() };
    view.state.extended = Some((day("2026-12-20"), 20));
    view.state.clocks.first_mut().unwrap().extended = 20;
    view.history.push(entry(TOWN, Step::Extended(extension)));
    let data = data_at(TOWN, PaperKind::ExtensionNotice, &view).extension;
    let (old, new) = (data.old_end.unwrap(), data.new_end.unwrap());
    assert!(old < new, "{old} {new}");
    assert_eq!((data.days, data.approver.as_str()), (Some(20), "李办"));
    assert_eq!(data.reason, "须现场测量。");
}

#[test]
fn a_talk_is_the_own_offices() {
    let mut view = view();
    let talk = Talk {
        by: acting("2026-11-12"),
        place: "镇信访室".into(),
        asked: "赵田".into(),
        asking: vec!["李办".into(), "王经".into()],
        text: "问：……\n答：……".into(),
    };
    view.history.push(entry(TOWN, Step::Talked(talk)));
    assert_eq!(data_at(TOWN, PaperKind::TalkRecord, &view).talk.place, "镇信访室");
    let station = data_at(VILLAGE, PaperKind::TalkRecord, &view);
    assert_eq!((station.talk.place.as_str(), station.talk.recorder.as_str()), ("", "王经"));
}

#[test]
fn a_station_makes_nothing_with_legal_effect() {
    let view = view();
    let of = |tier, office: &str| -> Vec<PaperKind> {
        let may = |kind: &PaperKind| may_now(*kind, &view.state, &code(office), tier);
        PaperKind::ALL.into_iter().filter(may).collect()
    };
    assert_eq!(
        of(Tier::Village, VILLAGE),
        [PaperKind::Receipt, PaperKind::TalkRecord, PaperKind::PetitionerStatement]
    );
    assert!(of(Tier::Township, TOWN).contains(&PaperKind::HandlingOpinion));
    assert!(!of(Tier::City, CITY).contains(&PaperKind::HandlingOpinion));
    assert!(!of(Tier::City, CITY).contains(&PaperKind::ReviewOpinion), "nobody asked for one");
    assert!(may_issue(PaperKind::ReviewOpinion, Tier::City), "as the city government");
    assert!(!may_issue(PaperKind::AcceptanceNotice, Tier::City));
}

#[test]
fn what_is_suggested_is_due_and_not_made_yet() {
    let mut view = view();
    let town = code(TOWN);
    let now = suggested(&view.state, &town, Tier::Township);
    assert_eq!(now, [PaperKind::AcceptanceNotice]);
    view.state.papers.push(PaperState {
        change: ChangeHash::new([3; 32]),
        office: town.clone(),
        paper: PaperKind::AcceptanceNotice.name().into(),
        number: "17".into(),
        on: day("2026-11-07"),
    });
    let now = suggested(&view.state, &town, Tier::Township);
    assert_eq!(now, [PaperKind::DeliveryReceipt], "it has to reach the petitioner");
    assert_eq!(suggested(&view.state, &code(VILLAGE), Tier::Village), []);
}

#[test]
fn the_government_is_the_place_in_the_city_offices_name() {
    let mut directory = directory();
    let mut named = |name: &str| {
        directory.offices.iter_mut().find(|office| office.tier == Tier::City).unwrap().name =
            name.to_owned();
        government(&directory)
    };
    assert_eq!(named("云岭市").as_deref(), Some("云岭市人民政府"));
    assert_eq!(named("云岭市委群众工作办公室").as_deref(), Some("云岭市人民政府"));
    assert_eq!(named("市群众工作办公室"), None);
    assert_eq!(named("某处"), None);
}

/// Whatever a paper lacks, its form can give; and then it lacks nothing.
#[test]
fn every_gap_of_every_paper_can_be_filled_by_hand() {
    for kind in PaperKind::ALL {
        let Some(tier) = IssuerTier::ALL.into_iter().find(|tier| kind.may_issue(*tier)) else {
            continue;
        };
        let mut data = PaperData { tier, is_draft: true, ..PaperData::default() };
        let template = Template::shipped(kind);
        let gaps = fill(&template, &data).unwrap().gaps;
        let typed: Vec<(String, String)> = fields(kind, &data, &gaps)
            .into_iter()
            .filter(|field| field.gap)
            .map(|field| {
                let text = match field.input {
                    PaperInput::Line | PaperInput::Text => "内容",
                    PaperInput::Date => "2026-11-23",
                    PaperInput::Moment => "2026-11-23T09:30",
                    PaperInput::Days => "20",
                    PaperInput::Names => "李办、王经",
                };
                (field.key, text.to_owned())
            })
            .collect();
        assert_eq!(typed.len(), gaps.len(), "{}", kind.name());
        put(&mut data, &typed);
        let left = fill(&template, &data).unwrap().gaps;
        assert_eq!(keys(&left), Vec::<String>::new(), "{}", kind.name());
    }
}

/// What a field shows can be typed into it again.
#[test]
fn what_was_typed_is_shown_again() {
    let mut data = PaperData::default();
    for (field, text) in [
        (Field::Summary, "一行\n又一行"),
        (Field::Deadline, "2026-12-01"),
        (Field::TalkFrom, "2026-12-01T09:05"),
        (Field::ExtensionDays, "15"),
        (Field::TalkAsking, "李办、王经"),
        (Field::Number, "柳政信受〔2026〕17号"),
    ] {
        slot(&mut data, field, 0).unwrap().put(text);
        assert_eq!(slot(&mut data, field, 0).unwrap().text(), text, "{}", field.name());
    }
    slot(&mut data, Field::Deadline, 0).unwrap().put("明天");
    assert_eq!(slot(&mut data, Field::Deadline, 0).unwrap().text(), "", "no day, so a gap");
    assert!(slot(&mut data, Field::DemandFacts, 10_000).is_none(), "no paper has so many");
}

#[test]
fn texts_are_no_markup() {
    let mut data = data_at(TOWN, PaperKind::AcceptanceNotice, &view());
    data.matter.summary = "<img src=x onerror=\"alert(1)\"> & 其他".into();
    let sheet = fill(&Template::shipped(PaperKind::AcceptanceNotice), &data).unwrap().sheet;
    let html = html(&sheet);
    assert!(html.contains("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; 其他"), "{html}");
    assert!(!html.contains("<img"));
    assert!(!html.contains("style="), "the page's policy forbids styles in the text");
}

/// All papers: what is opened is closed, and the signature stays with what is before it.
#[test]
fn html_is_well_formed() {
    for kind in PaperKind::ALL {
        let Some(tier) = IssuerTier::ALL.into_iter().find(|tier| kind.may_issue(*tier)) else {
            continue;
        };
        let data = PaperData { tier, is_draft: true, ..PaperData::default() };
        let html = html(&fill(&Template::shipped(kind), &data).unwrap().sheet);
        for tag in ["div", "p", "h2", "h3", "table", "tr", "td", "th", "tbody"] {
            let opened = html.matches(&format!("<{tag} ")).count()
                + html.matches(&format!("<{tag}>")).count();
            assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{} {tag}", kind.name());
        }
        if html.contains("<div class=\"paper__sign") {
            assert!(html.contains("<div class=\"paper__keep\">"), "{}", kind.name());
        }
    }
}

/// The township, which the petitioner came to, passed the matter up; the bureau assigned it further.
#[test]
fn whoever_passed_it_on_is_asked_for_the_notice_until_it_came() {
    let mut view = view();
    let leg = |kind, from: &str, to: &str, on: &str| Leg {
        change: ChangeHash::new([0; 32]),
        kind,
        from: code(from),
        to: code(to),
        sent_on: day(on),
        received_on: None,
        assignment: None,
    };
    view.state.accepted = None;
    view.state.stage = Stage::Sent;
    view.state.legs.push(leg(LegKind::Handed, TOWN, CITY, "2026-11-05"));
    view.state.legs.push(leg(LegKind::Forwarded, CITY, BUREAU, "2026-11-06"));
    view.state.holder = Some(code(BUREAU));
    view.state.clocks =
        vec![ClockRun::new(ClockId::DirectNotice, Some(&code(TOWN)), day("2026-11-04"))];
    let asked = |view: &MatterView| suggested(&view.state, &code(TOWN), Tier::Township);
    assert_eq!(asked(&view), [PaperKind::WhereItWentNotice]);
    let data = data_at(TOWN, PaperKind::WhereItWentNotice, &view);
    assert_eq!(data.referral.to, "云岭市信访局");
    assert_eq!(data.referral.sent_on, Some(day("2026-11-05")));
    let gaps = fill(&Template::shipped(PaperKind::WhereItWentNotice), &data).unwrap().gaps;
    let told = |key: &str| !keys(&gaps).iter().any(|gap| gap == key);
    assert!(told("referred_to") && told("referred_on"), "{:?}", keys(&gaps));
    let slip = data_at(TOWN, PaperKind::ForwardingSlip, &view);
    assert_eq!(slip.referral.to, "", "a slip goes with a forwarding");
    view.state.clocks.clear();
    assert_eq!(asked(&view), []);
}
