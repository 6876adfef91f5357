//! What the pages of visits, receptions and letters share: fields, the form of a talk, what was
//! promised and instructed.

mod case_field;
mod case_list;
mod due_field;
mod duties;
mod end;
mod files;
mod keys;
mod meeting_list;
mod meeting_state;
mod office_field;
mod person_field;
mod plan_facts;
mod plan_form;
mod raise;
mod saving;
mod span_field;
mod talk;
mod talk_build;
mod talks;

pub use self::{
    case_field::CaseField,
    case_list::case_list,
    due_field::DueField,
    duties::{Duties, DutyView},
    end::EndForm,
    files::MeetingFiles,
    keys::{Errors, drawn, error_of, matter_of},
    meeting_list::{asked, figures, meeting_list},
    meeting_state::Meeting,
    office_field::OfficeField,
    person_field::{Known, PersonField},
    plan_facts::PlanFacts,
    plan_form::PlanPart,
    saving::{Desk, Saving, desk, wrong},
    span_field::{SpanChoice, SpanField},
    talk::{Entry, TalkAbout, TalkPanel},
    talk_build::day_of,
    talks::Talks,
};
