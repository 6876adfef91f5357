//! Who must know, who is on duty, who helps, and a round of screening.

use casework::{
    directory::{
        Contact, DutyTurn, Helper, HelperKind, Power::Directory, Round, RoundKind, Training,
    },
    org::ArrangeStep,
};

use super::{CITY, DemoError, Field, LEADER, OTHER, TOWNSHIP, VILLAGE};

const PLAN: &str = "一、接到紧急、重大信访情况，先打电话报告，再补书面报告。\n\
    二、值班领导到场，会同有关部门当面听取诉求，依法处理，防止事态扩大。\n\
    三、现场情况每半小时报告一次；处理完毕后当日补记。";

impl Field<'_> {
    pub(super) async fn arrange(&mut self) -> Result<(), DemoError> {
        let on = self.ago(30);
        let by = self.by(CITY, Directory, on)?;
        let (city, township) = (self.office(CITY)?, self.office(TOWNSHIP)?);
        let round = Round {
            id: self.item(),
            name: "秋冬排水和供暖纠纷专项排查".to_owned(),
            kind: RoundKind::Special,
            from: self.ago(20),
            to: self.ahead(10),
            organiser: city.clone(),
            tiers: Vec::new(),
            text: "重点看沟渠、屋檐滴水和供暖费。发现一件登记一件，没有的点一下就行。".to_owned(),
            closed: None,
        };
        self.arranged(on, ArrangeStep::RoundOpened { by, round }).await?;
        for ((office, name, duty, phone), order) in [
            (&city, "陆明远", "市信访局值班室", "19900000100"),
            (&township, LEADER.0, LEADER.1, "19900000201"),
        ]
        .into_iter()
        .zip(1..)
        {
            let contact = Contact {
                id: self.item(),
                office: office.clone(),
                name: name.to_owned(),
                duty: duty.to_owned(),
                phone: phone.to_owned(),
                order,
            };
            self.arranged(on, ArrangeStep::ContactSet { by, contact }).await?;
        }
        for days in 0..7 {
            for (who, name) in [(CITY, "柏秀英"), (TOWNSHIP, "安如意"), (VILLAGE, "梅静宜")]
            {
                let turn = DutyTurn {
                    office: self.office(who)?,
                    day: self.ahead(days),
                    name: name.to_owned(),
                    phone: "19900000300".to_owned(),
                };
                self.arranged(on, ArrangeStep::DutySet { by, turn }).await?;
            }
        }
        for office in [&city, &township] {
            let step = ArrangeStep::PlanSet { by, office: office.clone(), text: PLAN.to_owned() };
            self.arranged(on, step).await?;
        }
        for (kind, name, who, weekdays) in [
            (HelperKind::Lawyer, "乔正义", TOWNSHIP, vec![2, 4]),
            (HelperKind::Retired, "纪松年", TOWNSHIP, vec![1, 2, 3, 4, 5]),
            (HelperKind::Mediator, "成惠兰", VILLAGE, vec![1, 3, 5]),
            (HelperKind::Volunteer, "戴小满", OTHER, vec![6, 7]),
        ] {
            let helper = Helper {
                id: self.item(),
                kind,
                name: name.to_owned(),
                phone: "19900000400".to_owned(),
                office: self.office(who)?,
                weekdays,
                from: on,
                until: None,
            };
            self.arranged(on, ArrangeStep::HelperSet { by, helper }).await?;
        }
        let training = Training {
            id: self.item(),
            office: city,
            on,
            title: "怎样接待来访群众、怎样登记".to_owned(),
            people: 31,
            text: String::new(),
        };
        self.arranged(on, ArrangeStep::TrainingSet { by, training }).await
    }
}
