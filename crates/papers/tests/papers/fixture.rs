//! A matter with everything any paper may need. All persons are invented.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use papers::{
    Agreement, Charge, ChargeSlot, Delivery, Demand, Dispute, Extension, FilePaper, FollowUp,
    Handling, Instruction, Issuer, IssuerTier, Material, Matter, Mediation, Meeting, PaperData,
    PaperKind, Party, People, Person, Reason, Referral, Remedy, Report, Review, Signing,
    Supervision, Talk, Visitor,
};

pub fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Who issues such a paper in the invented city.
pub fn issuer(kind: PaperKind) -> (IssuerTier, &'static str, &'static str, &'static str) {
    if kind == PaperKind::Receipt {
        (IssuerTier::Village, "柳湾镇上河村群众工作站", "", "")
    } else if kind.is_committees() {
        (IssuerTier::Village, "柳湾镇上河村人民调解委员会", "", "")
    } else if kind.may_issue(IssuerTier::Township) {
        (IssuerTier::Township, "柳湾镇人民政府", "群众工作办公室", "柳政信")
    } else if kind.may_issue(IssuerTier::Bureau) {
        (IssuerTier::Bureau, "清河市信访局", "督查科", "清信督")
    } else {
        (IssuerTier::Government, "清河市人民政府", "复查办公室", "清政信复查")
    }
}

/// Everything filled in.
pub fn full(kind: PaperKind) -> PaperData {
    let (tier, name, inner, mark) = issuer(kind);
    PaperData {
        tier,
        issuer: Issuer {
            name: name.into(),
            inner_office: inner.into(),
            phone: "19900000100".into(),
            address: "柳湾镇沿河路8号".into(),
        },
        number: (!mark.is_empty()).then(|| format!("{mark}〔2026〕17号")),
        date: day(2026, 11, 22),
        is_draft: false,
        people: People {
            petitioners: vec![
                person("陈秀兰", "上河村三组12号", "1990000****"),
                person("周长河", "上河村三组15号", "1990000****"),
            ],
            total: Some(7),
            representatives: vec!["陈秀兰".into(), "周长河".into()],
        },
        matter: matter(),
        demands: demands(),
        handling: Handling {
            accepted_on: day(2026, 9, 28),
            route: "信访程序（《信访工作条例》第三十一条第六项）".into(),
            procedure: "听取陈述、调查核实，出具信访处理意见书".into(),
            limit_end: day(2026, 11, 27),
            limit_provisional: false,
            limit_text: String::new(),
            investigation:
                "本单位于10月9日到现场丈量，查阅了2025年11月的征地补偿清册，听取了7户的陈述。"
                    .into(),
        },
        referral: referral(),
        reason: reason(),
        material: Material {
            what: "1．土地承包经营权证复印件；\n2．2025年领取补偿款的凭证。".into(),
            why: "清册与您陈述的面积不一致，需要核对。".into(),
            until: day(2026, 10, 20),
        },
        extension: Extension {
            reason: "涉及7户地块，需要委托测绘单位重新测量。".into(),
            days: Some(30),
            old_end: day(2026, 11, 27),
            new_end: day(2026, 12, 27),
            approver: "李建国".into(),
            approved_on: day(2026, 11, 20),
            approver_opinion: "同意延期。".into(),
        },
        remedy: Remedy {
            body: if tier == IssuerTier::Government {
                "东川市人民政府"
            } else {
                "清河市人民政府"
            }
            .into(),
            days: None,
        },
        delivery: delivery(),
        talk: talk(),
        review: review(),
        report: Report {
            to: "清河市信访局".into(),
            assignment_number: "清信交〔2026〕31号".into(),
            assigned_on: day(2026, 9, 25),
            result: "补发青苗补偿款12,600元，11月18日已全部到户。".into(),
            petitioner_opinion: "7户中6户表示同意，1户未表态。".into(),
            checked: "情况属实，同意上报。".into(),
        },
        supervision: Supervision {
            to: "柳湾镇人民政府".into(),
            fault: "受理后已逾40日，没有听取信访人陈述，也没有调查记录。".into(),
            demand: "立即听取信访人陈述并调查核实，依法出具处理意见书。".into(),
            deadline: day(2026, 12, 1),
            feedback: String::new(),
            way: "电话".into(),
            contact: "王芳（群众工作办公室）".into(),
            on: day(2026, 11, 10),
        },
        signing: Signing {
            handler: "王芳".into(),
            signer: "李建国".into(),
            signer_title: "镇长".into(),
            signed_on: day(2026, 11, 22),
        },
        attachments: vec!["征地补偿清册复印件".into(), "现场丈量记录".into()],
        dispute: dispute(),
        mediation: mediation(),
        charge: charge(),
        meeting: meeting(),
        instruction: Instruction {
            proposal: "拟由水利站核实后答复。".into(),
            leader: "李建国".into(),
            text: "请水利站本周到现场看，月底前答复群众。".into(),
            on: day(2026, 11, 10),
            unit: "柳湾镇水利站".into(),
            until: day(2026, 11, 30),
            feedback: "11月16日已到现场，列入冬修计划。".into(),
        },
        pictures: BTreeMap::new(),
    }
}

fn dispute() -> Dispute {
    let party = |name: &str, sex: &str, at: &str| Party {
        name: name.into(),
        sex: sex.into(),
        id_number: "99010119700101****".into(),
        phone: "1990000****".into(),
        address: at.into(),
        consent: "2026年10月8日同意".into(),
    };
    Dispute {
        kind: "邻里".into(),
        place: "上河村三组".into(),
        found_on: day(2026, 10, 7),
        amount: "2,000元".into(),
        cause: "排水沟改道".into(),
        risk: "低（三级）".into(),
        affected: Some(6),
        outcome: "调解成功，协议已履行。".into(),
        parties: vec![
            party("陈秀兰", "女", "上河村三组12号"),
            party("周长河", "男", "上河村三组15号"),
        ],
    }
}

fn mediation() -> Mediation {
    let paper = |title: &str, on, remark: &str| FilePaper {
        title: title.into(),
        on,
        remark: remark.into(),
    };
    Mediation {
        number: "〔2026〕上河人调字第7号".into(),
        origin: "当事人申请".into(),
        request: "恢复排水沟原走向。".into(),
        opened_on: day(2026, 10, 8),
        mediators: vec!["王芳".into(), "赵明".into()],
        recorder: "赵明".into(),
        rights_told_on: day(2026, 10, 8),
        session_on: day(2026, 10, 12),
        session_place: "上河村群众工作站".into(),
        session_text: "调解员：请两家把经过说一下。\n陈秀兰：他家把沟往我墙根挪了一尺。\n周长河：挪沟是为了浇地，可以改回来，工钱两家出。".into(),
        result: "达成书面协议。".into(),
        ended_on: day(2026, 11, 15),
        other_ways: String::new(),
        agreement: Agreement {
            form: "书面协议".into(),
            facts: "2026年9月，周长河将两家之间的排水沟向陈秀兰墙根改道约一尺，雨后墙根积水。".into(),
            points: "排水沟走向和恢复费用由谁承担。".into(),
            duties: "周长河未经协商改沟，负主要责任；陈秀兰在沟边堆放杂物，负次要责任。".into(),
            content: "1．排水沟恢复原走向；\n2．费用2,000元，周长河承担1,500元，陈秀兰承担500元。".into(),
            way: "周长河负责施工，陈秀兰当面支付500元。".into(),
            perform_by: [day(2026, 10, 31), day(2026, 11, 10)].into_iter().flatten().collect(),
            performance: "2026年10月31日前：已履行；2026年11月10日前：已履行。".into(),
            on: day(2026, 10, 12),
        },
        follow_up: FollowUp {
            on: day(2026, 11, 15),
            by: "王芳".into(),
            text: "排水沟已恢复，两家没有新的争议。".into(),
        },
        court: "清河市人民法院".into(),
        confirm_until: day(2026, 11, 11),
        confirmation: "未申请。".into(),
        papers: vec![
            paper("人民调解受理登记表", day(2026, 10, 8), ""),
            paper("人民调解协议书", day(2026, 10, 12), "原件"),
        ],
    }
}

fn charge() -> Charge {
    let slot = |name: &str, text: &str| ChargeSlot { name: name.into(), text: text.into() };
    Charge {
        leader: "李建国（镇长）".into(),
        unit: "柳湾镇人民政府".into(),
        person: "王芳".into(),
        plan: "核对清册，逐户丈量，补发差额。".into(),
        until: day(2026, 12, 20),
        slots: vec![slot("包掌握情况", "每周入户一次"), slot("包解决化解", "补发差额")],
        agreed_on: day(2026, 11, 2),
        approved_on: day(2026, 11, 3),
        progress: "已丈量7户。".into(),
    }
}

fn meeting() -> Meeting {
    let visitor = |name: &str, people, text: &str, result: &str| Visitor {
        name: name.into(),
        people: Some(people),
        address: "上河村三组12号".into(),
        phone: "1990000****".into(),
        case_no: "QH-LW-2026-0173".into(),
        text: text.into(),
        opinion: "请水利站牵头核实。".into(),
        unit: "柳湾镇水利站".into(),
        until: day(2026, 11, 30),
        result: result.into(),
    };
    Meeting {
        number: "QH-JF-2026-0011".into(),
        form: "公开接访".into(),
        leader: "李建国".into(),
        leader_post: "镇长".into(),
        leader_field: "农业农村、水利".into(),
        on: day(2026, 11, 10),
        hours: "09:00-11:30".into(),
        place: "柳湾镇群众工作办公室接待大厅".into(),
        present: vec!["王芳".into(), "赵明".into()],
        recorder: "赵明".into(),
        visitors: vec![
            visitor("陈秀兰", 3, "灌渠漏水，秋浇缺水。", "转交办理。"),
            visitor("周长河", 1, "询问青苗补偿的发放时间。", "当场解决。"),
        ],
        counts: "接待2批4人，反映问题2个，已解决1个".into(),
    }
}

fn person(name: &str, address: &str, phone: &str) -> Person {
    Person { name: name.into(), address: address.into(), phone: phone.into() }
}

fn matter() -> Matter {
    Matter {
        item_no: "QH-LW-2026-0173".into(),
        query_code: "7K3M-92QD".into(),
        subject: "上河村三组征地青苗补偿".into(),
        channel: "来访".into(),
        received_on: day(2026, 9, 26),
        received_from: "清河市信访局".into(),
        summary: "上河村三组7户反映：2025年修建河堤道路征用土地，青苗补偿只发了一半，要求补发并公开清册。".into(),
    }
}

fn demands() -> Vec<Demand> {
    vec![
        Demand {
            text: "补发2025年青苗补偿款余额。".into(),
            facts: "经查，7户应补青苗面积4.2亩，2025年按2.1亩发放，少发12,600元，情况属实。".into(),
            opinion: "由镇财政所在15日内补发12,600元。".into(),
            outcome: "支持".into(),
            basis: "《中华人民共和国土地管理法》第四十八条".into(),
        },
        Demand {
            text: "按新标准提高土地补偿费。".into(),
            facts: "该地块征收公告日期为2025年3月，新标准自2026年1月1日起施行。".into(),
            opinion: "新标准对该地块没有溯及力，已向信访人作出解释说明。".into(),
            outcome: "解释说明".into(),
            basis: "《信访工作条例》第三十二条第一款第二项".into(),
        },
    ]
}

fn referral() -> Referral {
    Referral {
        to: "柳湾镇人民政府".into(),
        to_phone: "19900000100".into(),
        sent_on: day(2026, 9, 27),
        way: "转送".into(),
        deadline: day(2026, 11, 15),
        demanded: "查清少发青苗补偿的原因和金额，依法处理，并当面答复信访人。".into(),
        report_form: "办结报告（附送达的处理意见书）".into(),
        legal_limits: "自收到之日起15日内书面告知信访人；受理的，自受理之日起60日内办结。".into(),
    }
}

fn reason() -> Reason {
    Reason {
        code: "N02".into(),
        text: "该事项已由柳湾镇人民政府受理，正在规定期限内办理。".into(),
        article: "《信访工作条例》第十九条第三款".into(),
        turn_to: "柳湾镇人民政府".into(),
        turn_procedure: "等待该单位的处理意见，或者向该单位查询进展".into(),
        turn_limit: "该单位应当在2026年11月27日前办结".into(),
        help: "柳湾镇群众工作办公室，电话19900000100".into(),
        earlier_number: "东政信复核〔2026〕3号".into(),
        earlier_body: "东川市人民政府".into(),
        earlier_date: day(2026, 6, 30),
        verification: String::new(),
        returned_on: None,
    }
}

fn delivery() -> Delivery {
    Delivery {
        paper: "信访事项处理意见书".into(),
        paper_number: "柳政信〔2026〕17号".into(),
        recipient: "陈秀兰".into(),
        place: "上河村三组12号".into(),
        at: day(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 30, 0)),
        way: "当面".into(),
        result: "签收".into(),
        witness: String::new(),
        server: "王芳、赵明".into(),
        petitioner_opinion: String::new(),
    }
}

fn talk() -> Talk {
    Talk {
        place: "上河村群众工作站".into(),
        from: day(2026, 10, 9).and_then(|day| day.and_hms_opt(9, 0, 0)),
        to: day(2026, 10, 9).and_then(|day| day.and_hms_opt(10, 5, 0)),
        asked: person("陈秀兰", "上河村三组12号", "1990000****"),
        asking: vec!["王芳".into(), "赵明".into()],
        recorder: "赵明".into(),
        text: "问：请说一下要反映的情况。\n答：去年修河堤路占了我家六分地，青苗只算了三分。\n问：当时有没有签字的清册？\n答：有，村里存了一份。".into(),
    }
}

fn review() -> Review {
    Review {
        respondent: "柳湾镇人民政府".into(),
        challenged_number: "柳政信〔2026〕17号".into(),
        challenged_received_on: day(2026, 11, 23),
        requested_on: day(2026, 12, 2),
        requests: "撤销处理意见第二项，重新计算土地补偿费。".into(),
        facts: "申请人称，征收公告没有在三组张贴。经查，公告于2025年3月6日在村委会和三组张贴，有照片和签名为证。".into(),
        outcome: "维持".into(),
        opinion: "原处理意见认定事实清楚，依据正确，程序合法，予以维持。".into(),
        basis: "《信访工作条例》第三十五条".into(),
        limit_end: day(2027, 1, 1),
    }
}
