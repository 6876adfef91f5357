//! Answering the UI's commands.

use casework::{Step, directory::Tier};
use ident::{DeviceId, MatterId, OfficeCode};
use replica::{Effect, LedgerEntry, Station, StationError};

use super::{
    attachment, convert, courier, device, entropy, field, listing, meeting, quarantine, remark,
    sealed, similar, store::DeviceStore, vault,
};
use crate::bridge::{
    AttachmentAsk, Command, Failure, ImportRow, Link, MeetingAsk, OfficeItem, Packed,
    QuarantineAsk, RemarkAsk, Reply, SealedAsk, WaitingEntry,
};
use crate::{
    bridge::encode,
    papers::{Writer, number_of, paper_data},
};

/// An answer, with what else follows from the command.
pub type Answer = Result<(Reply, Vec<Effect>), Failure>;

/// Whether a command reads and writes, so that no other tab may write meanwhile.
pub fn writes(command: &Command) -> bool {
    match command {
        Command::Register { .. }
        | Command::Edit { .. }
        | Command::Note { .. }
        | Command::FollowUp { .. }
        | Command::Hand { .. }
        | Command::Act { .. }
        | Command::Enter { .. }
        | Command::Memo { .. }
        | Command::Remark(RemarkAsk::Say { .. })
        | Command::Import(_)
        | Command::OrgStep(_)
        | Command::Sealed(
            SealedAsk::Record { .. } | SealedAsk::Open { .. } | SealedAsk::PassOn(_),
        )
        | Command::Disclose { .. }
        | Command::Enrol { .. }
        | Command::Vault(_)
        | Command::Meeting(MeetingAsk::TakeAlong(_)) => true,
        Command::Courier(_) | Command::SendAttachments => true,
        Command::Quarantine(ask) => *ask != QuarantineAsk::List,
        Command::Attachment(ask) => !matches!(ask, AttachmentAsk::List(_) | AttachmentAsk::Usage),
        Command::Open { .. }
        | Command::List(_)
        | Command::Today
        | Command::ExportRows(_)
        | Command::Matter(_)
        | Command::PaperData { .. }
        | Command::Drafts
        | Command::KeepDraft(_)
        | Command::KeepScratch { .. }
        | Command::Scratches(_)
        | Command::DropDraft(_)
        | Command::WasSaved(_)
        | Command::Waiting
        | Command::ExportUnsent
        | Command::Offices
        | Command::DisputeCounts
        | Command::Posts
        | Command::Org
        | Command::CheckImport(_)
        | Command::Similar(_)
        | Command::NotTaken(_)
        | Command::Sealed(_)
        | Command::AskAccess(_)
        | Command::Remark(RemarkAsk::List)
        | Command::Field(_)
        | Command::Meeting(_)
        | Command::Devices(_)
        | Command::Seen { .. }
        | Command::SyncNow => false,
    }
}

/// An answer from which nothing else follows.
pub fn said(reply: Reply) -> (Reply, Vec<Effect>) {
    (reply, Vec::new())
}

fn done(effects: Vec<Effect>) -> (Reply, Vec<Effect>) {
    (Reply::Saved, effects)
}

/// Carries out a command that concerns the station alone.
pub async fn answer(station: &mut Station<DeviceStore>, command: Command, link: Link) -> Answer {
    let answered = match command {
        Command::ExportRows(query) => {
            let rows = listing::export(station, query, entropy::now().date());
            rows.map(|rows| (rows, Vec::new()))
        }
        Command::Matter(matter) => {
            let view =
                station.matter(matter, entropy::now().date()).await.map_err(convert::failure)?;
            return Ok((Reply::Matter(Packed::new(&view)), Vec::new()));
        }
        Command::PaperData { matter, kind, fresh } => paper(station, matter, kind, fresh).await,
        Command::Register { draft, intake } => {
            let matter = MatterId::new(entropy::random().ok_or(Failure::NoStorage)?);
            station.register(matter, &intake, &draft, entropy::now()).await.map(
                |(registered, effects)| {
                    let replica::Registered { matter, local_no } = registered;
                    (Reply::Registered { matter, local_no }, effects)
                },
            )
        }
        Command::Edit { matter, core, people, chosen } => {
            station.edit(matter, &core, &people, chosen.as_deref(), entropy::now()).await.map(done)
        }
        Command::Note { matter, text } => {
            station.note(matter, &text, entropy::now()).await.map(done)
        }
        Command::FollowUp { matter, on, text } => {
            let step = Step::FollowedUp { on, text: text.trim().to_owned() };
            station.step(matter, &step, entropy::now()).await.map(done)
        }
        Command::Hand { matter, to, text } => {
            let step = convert::handing(station, to, text.trim(), entropy::now());
            station.step(matter, &step, entropy::now()).await.map(done)
        }
        Command::Act { matter, step } => {
            let step = step.open().ok_or_else(Failure::misfit)?;
            station.act(matter, &step, entropy::now()).await.map(done)
        }
        Command::Memo { matter, text } => {
            station.memo(matter, &text, entropy::now()).await.map(done)
        }
        Command::Enter { writes, scratch } => {
            let writes = writes.open().ok_or_else(Failure::misfit)?;
            let entered = station.enter(&writes, scratch.as_deref(), entropy::now()).await;
            entered.map(|(entered, effects)| (Reply::Entered(entered.numbers), effects))
        }
        Command::Waiting => Ok(waiting(station, link)),
        Command::ExportUnsent => export(station).await,
        Command::Offices => offices(station),
        Command::Posts => posts(station),
        Command::Org => {
            let view = station.org(entropy::now().date());
            view.map(|view| (Reply::Org(Packed::new(&view)), Vec::new()))
        }
        Command::OrgStep(step) => {
            let step = step.open().ok_or_else(Failure::misfit)?;
            station.org_step(&step, entropy::now()).await.map(done)
        }
        Command::CheckImport(rows) => {
            let probes: Vec<_> = rows.into_iter().map(convert::probe).collect();
            station.probe_ledger(&probes).map(|found| {
                (Reply::Checked(found.into_iter().map(convert::check).collect()), Vec::new())
            })
        }
        Command::Import(rows) => import(station, rows).await,
        Command::Enrol { secret } => {
            let device = DeviceId::new(entropy::random().ok_or(Failure::NoStorage)?);
            let seed = entropy::random().ok_or(Failure::NoStorage)?;
            // The reply stands for "asked": the driver answers when the relay has.
            station.enrol(&secret, device, seed).await.map(|effects| (Reply::Trying, effects))
        }
        Command::NotTaken(matter) => {
            let gone = station.erased_of(matter).map(|one| one.not_taken);
            Ok((Reply::NotTaken(gone.fold(0, u32::saturating_add)), Vec::new()))
        }
        Command::Similar(ask) => return similar::answer(station, ask).await,
        Command::Sealed(ask) => return sealed::answer(station, ask).await,
        Command::Disclose { kind, matter, given } => {
            let record = matter.map_or([0; 16], |matter| *matter.as_bytes());
            station.disclose(kind, record, &given, entropy::now()).await.map(done)
        }
        Command::AskAccess(after) => {
            let asked = station.ask_access(after, entropy::now());
            asked.map(|effects| (Reply::Trying, effects))
        }
        Command::Remark(ask) => return remark::answer(station, ask).await,
        Command::Attachment(ask) => return attachment::answer(station, ask).await,
        Command::Field(ask) => field::field(station, ask),
        Command::Meeting(ask) => meeting::meeting(station, ask, entropy::now()).await,
        Command::Vault(ask) => return vault::answer(station, ask).await,
        Command::Devices(ask) => device::ask(station, ask).map(|effects| (Reply::Trying, effects)),
        Command::Courier(ask) => return courier::answer(station, ask).await,
        Command::Quarantine(ask) => return quarantine::answer(station, ask).await,
        Command::SendAttachments => station.send_attachments().await.map(done),
        // The first part's and the driver's.
        Command::Open { .. }
        | Command::List(_)
        | Command::Today
        | Command::DisputeCounts
        | Command::Scratches(_)
        | Command::KeepScratch { .. }
        | Command::Drafts
        | Command::KeepDraft(_)
        | Command::DropDraft(_)
        | Command::WasSaved(_)
        | Command::SyncNow
        | Command::Seen { .. } => Ok((Reply::Trying, Vec::new())),
    };
    answered.map_err(convert::failure)
}

type Answered = Result<(Reply, Vec<Effect>), StationError>;

async fn paper(
    station: &mut Station<DeviceStore>,
    matter: MatterId,
    kind: papers::PaperKind,
    fresh: bool,
) -> Answered {
    let today = entropy::now().date();
    let view = station.matter(matter, today).await?;
    let identity = station.identity().ok_or(StationError::NotRegistered)?;
    let directory = station.directory();
    let person = directory.person(identity.person).map_or("", |person| person.name.as_str());
    let writer = Writer { directory, office: &identity.office, person, today };
    let mut data = paper_data(kind, &view, &writer, fresh);
    if kind.needs_number() && data.number.is_none() {
        let year = chrono::Datelike::year(&today);
        let next = station.next_number(kind.name(), year).await?;
        let name = directory.office(&identity.office).map_or("", |office| office.name.as_str());
        data.number = next.map(|next| number_of(kind, name, year, next.serial));
    }
    let own = directory.templates.iter().find(|(paper, _)| paper == kind.name());
    let template: Option<String> = own.map(|(_, text)| text.clone());
    let drawn = attachment::signatures(station, kind, &view, &mut data).await?;
    Ok((Reply::PaperData { data: encode(&(template, &data)), drawn }, Vec::new()))
}

fn waiting(station: &Station<DeviceStore>, link: Link) -> (Reply, Vec<Effect>) {
    let entries = station
        .waiting()
        .into_iter()
        .map(|waiting| WaitingEntry {
            matter: waiting.entry.key.matter,
            step: waiting.entry.step(),
            at: waiting.entry.at,
            refused: waiting.entry.refused.as_ref().map(convert::refused),
            local_no: waiting.local_no,
            name: waiting.name,
        })
        .collect();
    let summary = convert::summary(&station.sync_status(), link);
    (Reply::Waiting { summary, entries: Packed::new(&entries) }, Vec::new())
}

async fn export(station: &Station<DeviceStore>) -> Answered {
    let bytes = station.export_unsent().await?;
    let (year, month, day, hour, minute) = entropy::now().parts();
    let office = station.identity().map(|identity| identity.office.to_string()).unwrap_or_default();
    let name = format!("cunzhan-{office}-{year}{month:02}{day:02}-{hour:02}{minute:02}.czun");
    Ok((Reply::File { name, bytes }, Vec::new()))
}

/// Own office, the line above, and everything below it, nearest first.
fn offices(station: &Station<DeviceStore>) -> Answered {
    let identity = station.identity().ok_or(StationError::NotRegistered)?;
    let directory = station.directory();
    let own: &OfficeCode = &identity.office;
    let mut items: Vec<OfficeItem> = directory
        .offices
        .iter()
        .filter(|office| {
            // Any body can be an addressee; of stations only those in the own line.
            office.tier != Tier::Village
                || directory.is_at_or_above(own, &office.code)
                || directory.is_at_or_above(&office.code, own)
        })
        .map(|office| OfficeItem {
            code: office.code.clone(),
            name: office.name.clone(),
            tier: office.tier,
            key: lookup::pinyin_of_text(&office.name).as_str().to_owned(),
        })
        .collect();
    items.sort_by_key(|item| (item.tier != Tier::Village, item.code.clone()));
    Ok((Reply::Offices(items), Vec::new()))
}

/// The posts of whoever works here.
fn posts(station: &Station<DeviceStore>) -> Answered {
    let identity = station.identity().ok_or(StationError::NotRegistered)?;
    let today = entropy::now().date();
    let posts = station.directory().posts_of(identity.person, &identity.office, today);
    let posts = posts.map(|post| (post.id, post.role.powers().to_vec())).collect();
    Ok((Reply::Posts(posts), Vec::new()))
}

async fn import(station: &mut Station<DeviceStore>, rows: Vec<ImportRow>) -> Answered {
    let entries: Vec<LedgerEntry> = rows
        .into_iter()
        .map(|ImportRow { key, place, intake }| LedgerEntry { key, place, intake })
        .collect();
    let (added, present, effects) = station.import(&entries, entropy::now()).await?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok((Reply::Imported { added: count(added), present: count(present) }, effects))
}
