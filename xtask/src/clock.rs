//! `cargo xtask clock`: when something is due, as JSON. It counts with what the app ships.

use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use clocks::{
    Calendar, ClockId, Due, NoDue, Pause, Profile, ProfileRef, Profiles, Start, due, iso,
    parse_date,
};
use lexopt::prelude::*;

/// What was asked.
pub struct Question {
    profile: String,
    clock: ClockId,
    start: chrono::NaiveDate,
    stated: Option<chrono::NaiveDate>,
    extended_days: u32,
    paused: Vec<Pause>,
}

impl Question {
    pub fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let (mut profile, mut clock, mut start, mut stated) = (None, None, None, None);
        let (mut extended_days, mut paused) = (0, Vec::new());
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("profile") => profile = Some(arguments.value()?.string()?),
                Long("clock") => clock = Some(named(&arguments.value()?.string()?)?),
                Long("start") => start = Some(date(&arguments.value()?.string()?)?),
                Long("stated") => stated = Some(date(&arguments.value()?.string()?)?),
                Long("extended") => extended_days = arguments.value()?.parse()?,
                Long("paused") => paused.push(pause(&arguments.value()?.string()?)?),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Self {
            profile: profile.context("say which profile: --profile ID or --profile ID/VERSION")?,
            clock: clock.context("say which clock: --clock ID")?,
            start: start.context("say when it starts: --start YYYY-MM-DD")?,
            stated,
            extended_days,
            paused,
        })
    }
}

/// Counts, and prints one line of JSON.
pub fn run(question: &Question) -> Result<ExitCode> {
    println!("{}", answer(question)?);
    Ok(ExitCode::SUCCESS)
}

fn answer(question: &Question) -> Result<String> {
    let profiles = Profiles::shipped();
    let profile = wanted(&profiles, &question.profile)?;
    let start = Start {
        on: question.start,
        stated: question.stated,
        extended_days: question.extended_days,
        paused: &question.paused,
    };
    let (clock, shown) = (question.clock, profile.reference());
    let limit =
        profile.limit(clock).with_context(|| format!("{shown} does not have the clock {clock}"))?;
    if start.stated.is_some() && limit.unit != clocks::Unit::Stated {
        bail!("{clock} is counted, it does not end on a stated date; leave out --stated");
    }
    let counted = match due(clock, profile, &Calendar::shipped(), &start) {
        Ok(counted) => Some(counted),
        Err(NoDue::NoLength) => None,
        Err(NoDue::ExtensionBeyond { most: 0, .. }) => {
            bail!("{clock} cannot be extended under {shown}")
        }
        Err(NoDue::ExtensionBeyond { asked, most }) => {
            bail!("{clock} can be extended by at most {most} days under {shown}, not by {asked}")
        }
        Err(error @ NoDue::NoStatedDate) => {
            return Err(anyhow!("{clock}: {error}; give it with --stated YYYY-MM-DD"));
        }
        Err(error) => return Err(anyhow!("{clock}: {error}")),
    };
    let provisional = counted.as_ref().is_some_and(|due| due.provisional);
    let date = |due: &Due| format!("\"{}\"", iso(due.due));
    Ok(format!(
        r#"{{"due": {}, "unit": "{}", "provisional": {provisional}, "article": {}}}"#,
        counted.as_ref().map_or_else(|| "null".to_owned(), date),
        limit.unit.name(),
        serde_json::to_string(&limit.article)?,
    ))
}

/// `national/1`, or `national` for its latest version.
fn wanted<'a>(profiles: &'a Profiles, name: &str) -> Result<&'a Profile> {
    let found = match name.parse::<ProfileRef>() {
        Ok(reference) => profiles.get(&reference),
        Err(_) => profiles.latest(name),
    };
    found.ok_or_else(|| {
        let all: Vec<_> = profiles.all().map(|profile| profile.reference().to_string()).collect();
        anyhow!("there is no profile \"{name}\"; there are: {}", all.join(", "))
    })
}

fn named(name: &str) -> Result<ClockId> {
    ClockId::from_name(name).ok_or_else(|| {
        anyhow!(
            "there is no clock \"{name}\"; there are: {}",
            ClockId::ALL.map(ClockId::name).join(", ")
        )
    })
}

fn date(text: &str) -> Result<chrono::NaiveDate> {
    parse_date(text).with_context(|| format!("\"{text}\" is not a date; write it as YYYY-MM-DD"))
}

fn pause(text: &str) -> Result<Pause> {
    let (from, to) = text
        .split_once("..")
        .with_context(|| format!("\"{text}\" is not a pause; write it as FROM..TO"))?;
    Ok(Pause { from: date(from)?, to: date(to)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(line: &str) -> Result<String> {
        answer(&Question::parse(lexopt::Parser::from_args(line.split(' ')))?)
    }

    fn refusal(line: &str) -> String {
        ask(line).expect_err("it is refused").to_string()
    }

    #[test]
    fn prints_four_keys_in_order() {
        let line = "--profile national --clock return_objection --start 2026-09-28";
        let wanted =
            r#"{"due": "2026-10-10", "unit": "working", "provisional": false, "article": "23"}"#;
        assert_eq!(ask(line).expect("a date"), wanted);
        let line = "--profile zhejiang/1 --clock handle --start 2026-09-01 --extended 60";
        let wanted = r#"{"due": "2026-11-30", "unit": "calendar", "provisional": false, "article": "浙江省信访条例"}"#;
        assert_eq!(ask(line).expect("a date"), wanted);
        let line = "--profile national --clock urgent_report --start 2026-09-01";
        let wanted = r#"{"due": null, "unit": "none", "provisional": false, "article": "25"}"#;
        assert_eq!(ask(line).expect("an answer"), wanted);
        let line =
            "--profile national --clock assign_feedback --start 2026-09-01 --stated 2026-09-20";
        let wanted =
            r#"{"due": "2026-09-20", "unit": "stated", "provisional": false, "article": "22(3)"}"#;
        assert_eq!(ask(line).expect("a date"), wanted);
        let line = "--profile national --clock rereview --start 2026-03-02 --paused 2026-03-10..2026-03-14";
        assert!(ask(line).expect("a date").starts_with(r#"{"due": "2026-04-06""#));
    }

    #[test]
    fn refuses_in_one_sentence() {
        let rest = "--clock handle --start 2026-09-01";
        assert_eq!(
            refusal(&format!("--profile henan {rest}")),
            "there is no profile \"henan\"; there are: national/1, shandong/1, zhejiang/1"
        );
        assert!(
            refusal(&format!("--profile national/2 {rest}")).starts_with("there is no profile")
        );
        assert_eq!(
            refusal(&format!("--profile national {rest} --extended 31")),
            "handle can be extended by at most 30 days under national/1, not by 31"
        );
        let clock = refusal("--profile national --clock handel --start 2026-09-01");
        assert!(clock.contains("return_objection, handle, assign_feedback"), "{clock}");
        let line = "--profile national --clock review --start 2026-09-01";
        assert_eq!(
            refusal(&format!("{line} --extended 1")),
            "review cannot be extended under national/1"
        );
        assert!(refusal(&format!("{line} --paused 2026-09-02..2026-09-03")).contains("hearing"));
        assert!(refusal(&format!("{line} --stated 2026-09-02")).contains("--stated"));
        assert!(
            refusal("--profile national --clock assign_feedback --start 2026-09-01")
                .contains("--stated")
        );
        assert!(refusal("--profile national --clock handle --start 2026-02-30").contains("date"));
        assert!(refusal("--clock handle --start 2026-02-03").contains("--profile"));
    }
}
