//! What the township and the city did with the demo's matters: formal steps, each in the post of the
//! person at the desk.

use casework::{
    Document, Step,
    directory::Power,
    step::{
        codes::{DeliveryResult, DeliveryWay, Outcome, Route},
        payload::{
            Acting, Assignment, Delivery, DemandOpinion, Opinion, Signature, Triage, TriagedDemand,
            Word,
        },
    },
};
use chrono::{Days, NaiveDate};
use ident::OfficeCode;

use super::{DemoError, matters::Demo};

impl Demo<'_> {
    /// The township handles a matter as far as it has come by today: signed in, sorted, accepted, the
    /// notice delivered; and three weeks later the opinion.
    pub(super) async fn handle(
        &mut self,
        core: &mut Document,
        demands: &[String],
        township: &OfficeCode,
        from: NaiveDate,
    ) -> Result<(), DemoError> {
        let word = |by: Acting, text: &str| Word { by, text: text.to_owned() };
        let delivered = |by, paper: &str| {
            Step::Delivered(Delivery {
                by,
                paper: paper.to_owned(),
                way: DeliveryWay::InPerson,
                result: DeliveryResult::Signed,
                receiver: "本人".to_owned(),
                text: String::new(),
            })
        };
        type Make<'m> = &'m dyn Fn(Acting) -> Step;
        let sorted = |by| {
            let demands = demands
                .iter()
                .map(|demand| TriagedDemand { demand: demand.clone(), route: Route::Petition });
            let demands = demands.collect();
            Step::Triaged(Triage { by, demands, urgent: false, text: String::new() })
        };
        let begin: [(u64, Power, Make<'_>); 4] = [
            (1, Power::Dispatch, &|by| Step::Received(word(by, ""))),
            (1, Power::Dispatch, &sorted),
            (3, Power::Handle, &|by| Step::Accepted(word(by, "按信访程序办理，由镇村建办承办"))),
            (5, Power::Record, &|by| delivered(by, "acceptance_notice")),
        ];
        for (after, power, make) in begin {
            if !self.act(core, township, from, after, power, make).await? {
                return Ok(());
            }
        }
        let held = |by| {
            let demands = demands.iter().map(|demand| DemandOpinion {
                demand: demand.clone(),
                outcome: Outcome::Supported,
                facts: "经实地查看，反映情况属实。".to_owned(),
                text: "由镇里列入本季度计划办理，办理情况告知信访人。".to_owned(),
                basis: "《信访工作条例》第三十二条第一项".to_owned(),
            });
            Step::Opinion(Opinion { by, demands: demands.collect() })
        };
        if !self.act(core, township, from, 20, Power::Handle, &held).await? {
            return Ok(());
        }
        let Some(opinion) = core.heads().first().copied() else { return Ok(()) };
        let end: [(u64, Power, Make<'_>); 3] = [
            (23, Power::Head, &|by| Step::Signed(Signature { by, opinion })),
            (24, Power::Handle, &|by| delivered(by, "handling_opinion")),
            (26, Power::Handle, &|by| Step::Concluded(word(by, ""))),
        ];
        for (after, power, make) in end {
            if !self.act(core, township, from, after, power, make).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The city sorts a matter and assigns it to a department.
    pub(super) async fn assign(
        &mut self,
        core: &mut Document,
        demands: &[String],
        (city, to): (&OfficeCode, OfficeCode),
        from: NaiveDate,
    ) -> Result<(), DemoError> {
        let sorted = |by| {
            let demands = demands
                .iter()
                .map(|demand| TriagedDemand { demand: demand.clone(), route: Route::Petition });
            let demands = demands.collect();
            Step::Triaged(Triage { by, demands, urgent: false, text: String::new() })
        };
        if !self.act(core, city, from, 1, Power::Dispatch, &sorted).await? {
            return Ok(());
        }
        let assigned = |by: Acting| {
            Step::Assigned(Assignment {
                by,
                to: to.clone(),
                with: Vec::new(),
                until: by.on.checked_add_days(Days::new(40)).unwrap_or(by.on),
                text: "请调查核实，依法处理，书面反馈办结情况。".to_owned(),
            })
        };
        self.act(core, city, from, 2, Power::Dispatch, &assigned).await.map(|_| ())
    }

    /// Takes one step so many days after a day, unless that is still to come.
    async fn act(
        &mut self,
        core: &mut Document,
        office: &OfficeCode,
        from: NaiveDate,
        after: u64,
        power: Power,
        make: &dyn Fn(Acting) -> Step,
    ) -> Result<bool, DemoError> {
        let on = self.later(from, after);
        if on > self.today {
            return Ok(false);
        }
        let Some(post) = self.post(office, power, on) else { return Ok(false) };
        self.step(core, office, on, &make(Acting { post, on }), &[]).await?;
        Ok(true)
    }
}
