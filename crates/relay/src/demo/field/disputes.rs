//! A few disputes, and what two villages said of weeks in which they found nothing.

use casework::{
    Step,
    case_write::CaseWrite,
    directory::Power::Record,
    dispute::{
        DisputeIntake, DisputeStep,
        codes::{DisputeOutcome, DisputeType, Risk, SettlementWay},
        step::Ending,
    },
    fixed_id,
    intake::PersonIntake,
    screening::{Period, Screening},
};
use ident::MatterId;

use super::{DemoError, Field, OTHER, TOWNSHIP, VILLAGE};

/// Where, how many days ago, its name, its type, both parties, what about.
type Entry = (usize, u64, &'static str, DisputeType, [&'static str; 2], &'static str);

const FOUND: [Entry; 4] = [
    (
        VILLAGE,
        18,
        "前杨村2组排水沟走向纠纷",
        DisputeType::Neighbours,
        ["解长庚", "曾玉芬"],
        "两户共用的排水沟改道后，雨天积水，对走向各有说法。",
    ),
    (
        VILLAGE,
        12,
        "鱼塘承包款结算纠纷",
        DisputeType::Contract,
        ["单祥林", "仇学农"],
        "承包期满，剩余鱼苗折价意见不一。",
    ),
    (
        VILLAGE,
        6,
        "老屋翻建滴水纠纷",
        DisputeType::Homestead,
        ["查月娥", "施根宝"],
        "翻建后屋檐滴水落到邻家院墙。",
    ),
    (
        OTHER,
        4,
        "机耕路占用田埂纠纷",
        DisputeType::Land,
        ["沈东升", "何大江"],
        "机耕路拓宽占了半条田埂，要求补偿。",
    ),
];

impl Field<'_> {
    /// Enters them; the first one is open still.
    pub(super) async fn disputes(&mut self) -> Result<MatterId, DemoError> {
        let mut cases = Vec::new();
        for (who, days, title, kind, parties, text) in FOUND {
            let (case, on) = (self.case(), self.ago(days));
            let tablet = self.tablets.get(who);
            let place = tablet.and_then(|tablet| tablet.station.directory().office(&tablet.office));
            let place = place.map(|office| office.name.clone()).unwrap_or_default();
            let intake = DisputeIntake {
                title: title.to_owned(),
                kind: kind.name().to_owned(),
                found_on: on.to_string(),
                found_by: "网格员".to_owned(),
                place,
                place_office: self.office(who)?.as_str().to_owned(),
                parties: parties
                    .iter()
                    .map(|name| PersonIntake {
                        name: (*name).to_owned(),
                        ..PersonIntake::default()
                    })
                    .collect(),
                affected: "2".to_owned(),
                text: text.to_owned(),
                risk: Some((Risk::Low, "双方愿意商量，没有过激言行。".to_owned())),
                ..DisputeIntake::default()
            };
            let by = self.by(who, Record, on)?;
            let write = intake.write(case, &self.office(who)?, by.post, on);
            self.enter(who, on, &[write]).await?;
            cases.push(case);
        }
        let [open, settled, passed, _] = cases.as_slice() else {
            return Err(super::astray("four disputes"));
        };
        let on = self.ago(8);
        let ended = Ending {
            by: self.by(VILLAGE, Record, on)?,
            outcome: DisputeOutcome::Settled,
            way: SettlementWay::Agreement,
            text: "按市价折半结清，双方握手言和。".to_owned(),
        };
        let write = CaseWrite::to(*settled).step(Step::Dispute(DisputeStep::Ended(ended)));
        self.enter(VILLAGE, on, &[write]).await?;
        let on = self.ago(5);
        let by = self.by(VILLAGE, Record, on)?;
        let handed = Step::Handed {
            to: self.office(TOWNSHIP)?,
            text: "双方分歧较大，请镇里派人主持调解。".to_owned(),
            on: Some(on),
            post: Some(by.post),
        };
        self.enter(VILLAGE, on, &[CaseWrite::to(*passed).step(handed)]).await?;
        Ok(*open)
    }

    /// The weeks in which nothing was found are said to be so, as far as somebody said so.
    pub(super) async fn screen(&mut self) -> Result<(), DemoError> {
        for (who, weeks) in [(VILLAGE, [3, 4].as_slice()), (OTHER, [1, 2, 4].as_slice())] {
            for week in weeks {
                let on = self.ago(7 * week);
                let office = self.office(who)?;
                let tablet = self.tablets.get(who);
                let period =
                    tablet.and_then(|tablet| Period::of(tablet.station.directory(), &office, on));
                let Some(Period { from, to, .. }) = period else { continue };
                let case = fixed_id::of_screening(&office, from, to, None);
                let said = Screening {
                    office,
                    from,
                    to,
                    round: None,
                    nothing: true,
                    on,
                    text: String::new(),
                };
                self.enter(who, on, &[CaseWrite::to(case).step(Step::Screened(said))]).await?;
            }
        }
        Ok(())
    }
}
