//! One place that turns what went wrong into a sentence, with what to do about it.

use casework::{
    document::{MAX_TEXTS, TextPlace},
    schema::Fact,
};

use crate::bridge::Failure;

/// What went wrong, and what to do.
#[must_use]
pub fn sentence(failure: &Failure) -> String {
    let text = match failure {
        Failure::StorageFull => {
            "本机空间已满，还没有保存。请不要关闭本页：先删除平板上的照片、视频或其他应用的数据，再试一次。"
        }
        Failure::Storage { name } => {
            return format!(
                "本机没能保存（{name}）。请不要关闭本页，稍等再试；仍不行请联系管理员。"
            );
        }
        Failure::StorageTooNew => "本机资料由更新的版本写入。请重新打开本页以更新程序。",
        Failure::NoStorage => {
            "浏览器不让本应用在本机保存。请关闭“无痕”或“隐私”模式，或在浏览器设置里允许本站保存数据，再重新打开。"
        }
        Failure::Barred(barrier) => return super::procedure::barrier(*barrier),
        Failure::TooLong { place, row } => return too_long(*place, row.as_deref()),
        Failure::Problems(_) => "有几处还要改一下。",
        Failure::NumberGiven => {
            "这个文号本机已经用过，没有制发。每个文号只能用于一份文书，请换一个。"
        }
        Failure::NumberReserved => {
            "这个文号保留给了本单位的另一台设备，没有制发。请换一个，或在那台设备上制发。"
        }
        Failure::NoEffect(_) => {
            "这项机构人员设置不会生效，没有保存。请核对单位、人员、日期和本人职务。"
        }
        Failure::Attachment(trouble) => super::attachments::trouble(*trouble),
        Failure::Courier(trouble) => super::courier::trouble(*trouble),
        Failure::NeedsNewer => {
            "这部分内容由更新的版本管理，本版本不能修改，以免损坏。请更新程序后再改；其他部分照常可用。"
        }
        Failure::NothingChanged => "内容没有变化，不用保存。",
        Failure::NotHere => "本机没有这件事项。它可能还没有传到本机，联网后再看。",
        Failure::Absent { coming: true } => "正在取回这件事项的资料，到了就会显示。",
        Failure::Absent { coming: false } => {
            "这件事项的资料不在本机，联网后可以取回；列表里的内容不受影响。"
        }
        Failure::Unreadable => "这件事项的资料打不开。资料原样保留在本机，请联系管理员。",
        Failure::Locked => "设备已锁定，请先解锁。",
        Failure::Vault(trouble) => return super::unlock::trouble(*trouble),
        Failure::NotTheirs => "这不在您的职务权限之内。",
        Failure::NoReason => super::access::MISSING,
        Failure::NotRegistered => "这台设备还没有登记，请先登记。",
        Failure::BadEnrolment => "登记码不对、已用过或已过期。请向管理员要一个新的链接。",
        Failure::Unreachable => "连不上服务器。请检查网络，再试一次。",
        Failure::PartAbsent => {
            "程序还有一部分没有取到，这一步没有做，填写的内容都还在。请检查网络后重试；仍不行请重新打开本页。"
        }
        Failure::EngineRestarted => "刚才程序中断，已自动恢复。请再试一次。",
    };
    text.to_owned()
}

/// `“调解协议”太长，还没有保存…`
fn too_long(place: TextPlace, row: Option<&str>) -> String {
    let most = match place {
        TextPlace::Fact(_) | TextPlace::Person(_) => format!("{} 字", Fact::MAX_TEXT),
        _ => format!("约 {} 万字", MAX_TEXTS / 30_000),
    };
    let what = match place {
        TextPlace::Fact(fact) => super::directory::fact(fact),
        TextPlace::Narrative => super::intake::NARRATIVE,
        TextPlace::Demands => super::intake::DEMANDS,
        TextPlace::Person(field) => super::directory::person_field(field),
        TextPlace::Memo => super::matter::MEMO,
        TextPlace::Agreement(field) => super::cases::agreement_field(field),
        TextPlace::Step => "本次填写的内容",
    };
    let at = row.map(|row| format!("台账 {row}：")).unwrap_or_default();
    format!(
        "{at}“{what}”太长，还没有保存，填写的内容都还在。最多{most}，请缩短，大段材料请作为附件添加。"
    )
}

pub const RETRY_SAVE: &str = "重试保存";
pub const SAVE_AS_FILE: &str = "把填写内容存成文件";
