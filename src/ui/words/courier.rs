//! Words about files that a courier carries.

use casework::Moment;

use super::date;
use crate::bridge::{CourierFile, CourierTaken, CourierTrouble};

pub const TITLE: &str = "捎带文件";
pub const LEAD: &str = "没有网络时，把内容装进加密文件，用 U 盘或手机捎到有网络的地方。捎带的人打不开；同一文件收两次不会重复。";
pub const LINK: &str = "捎带文件（带走、接收）";
pub const UNSENT: &str = "带走没上交的";
pub const UNSENT_BODY: &str = "把本机等待上报的内容和附件装进一个文件，交给本单位另一台设备、上级单位或服务器管理员。内容仍留在本机，联网后照常上报。";
pub const MAKE_UNSENT: &str = "生成上报文件";
pub const VILLAGE: &str = "给某村带资料";
pub const VILLAGE_BODY: &str = "把本机有的、该村可以看的事项装进一个文件，只有该村的设备能打开。";
pub const VILLAGE_FIELD: &str = "哪个村（社区）";
pub const VILLAGE_MISSING: &str = "请先选一个村（社区）。";
pub const MAKE_VILLAGE: &str = "生成资料文件";
pub const TAKE: &str = "接收文件";
pub const TAKE_BODY: &str = "选别的设备捎来的 .czcr 或 .czun 文件。收下后，本机联网时替对方上报。";
pub const TAKE_FIELD: &str = "选择捎来的文件";
pub const WORKING: &str = "正在处理，请不要关闭本页……";
pub const UNREADABLE: &str = "这个文件读不出来。请重新选择，或换一个 U 盘再试。";
pub const MADE: &str = "文件已生成，请在浏览器的下载里查看。";
pub const NOTHING_NEW: &str = "文件里的内容本机都有了，没有变化。";
pub const NOTHING: &str = "文件里没有本单位可以接收的内容。";

/// `正在处理 12/40……`
#[must_use]
pub fn progress(done: u32, of: u32) -> String {
    format!("正在处理 {done}/{of}，请不要关闭本页……")
}

/// What is in a file that was made, and who can open it.
#[must_use]
pub fn made(file: &CourierFile) -> Vec<String> {
    let CourierFile { matters, changes, attachments, devices, .. } = file;
    let mut said =
        vec![format!("装了 {matters} 件事项的 {changes} 处内容、{attachments} 个附件。")];
    said.push(match (devices, file.relay) {
        (0, _) => "只有服务器能打开，请交给服务器管理员。".to_owned(),
        (devices, true) => format!("{devices} 台设备和服务器能打开。"),
        (devices, false) => format!("{devices} 台设备能打开。"),
    });
    if file.too_much > 0 {
        said.push(format!("另有 {} 个附件太大，没有装进去，联网后再传。", file.too_much));
    }
    if file.confidential > 0 {
        let parts = file.confidential;
        said.push(format!("调解委员会不公开的 {parts} 项没有装进去，联网后由本机上报。"));
    }
    said
}

/// Who made a file, and when: `前杨村 今天 10:32 生成`.
#[must_use]
pub fn from(taken: &CourierTaken, now: Moment) -> Option<String> {
    let (office, at) = taken.from.as_ref()?;
    Some(format!("{office}，{} 生成", date::short_moment(Moment::from_millis(*at), now)))
}

/// What a file brought.
#[must_use]
pub fn taken(taken: &CourierTaken) -> Vec<String> {
    let CourierTaken { new, known, left, attachments, matters, .. } = taken;
    let mut said = Vec::new();
    match (new + attachments, *known) {
        (0, 0) => said.push(NOTHING.to_owned()),
        (0, _) => said.push(NOTHING_NEW.to_owned()),
        _ => said.push(format!(
            "收下 {matters} 件事项的 {new} 处新内容、{attachments} 个附件，已保存在本机。"
        )),
    }
    if *known > 0 && new + attachments > 0 {
        said.push(format!("另有 {known} 处本机已有，没有重复。"));
    }
    if *left > 0 {
        said.push(format!("有 {left} 处不归本单位看或没有签名，没有收。"));
    }
    said
}

/// Why a file was not made or not taken.
#[must_use]
pub fn trouble(trouble: CourierTrouble) -> &'static str {
    match trouble {
        CourierTrouble::NotOurs => "这不是村站的捎带文件，没有收。请选 .czcr 或 .czun 结尾的文件。",
        CourierTrouble::TooNew => "文件由更新的版本生成，没有收。请先联网更新本机程序。",
        CourierTrouble::TooLarge => "文件太大（超过 64 MB）。请分几次捎带，或联网后再传。",
        CourierTrouble::Damaged => "文件已损坏，没有收。请让对方重新生成，再捎一次。",
        CourierTrouble::OtherCity => "文件是别的市的，没有收。",
        CourierTrouble::UnknownSender => {
            "认不出是哪台设备生成的，没有收。请让本机先联网一次，再收这个文件。"
        }
        CourierTrouble::Revoked => "生成文件的设备已停用，没有收。请联系上级管理员。",
        CourierTrouble::BadSignature => "文件的签名不符，可能被改过，没有收。请让对方重新生成。",
        CourierTrouble::NotForUs => "文件不是给本机的，打不开，没有收。请交给指定的单位。",
        CourierTrouble::NoProof => "文件由旧版本导出，没有签名，不能代为上报。请让对方重新生成。",
        CourierTrouble::NoRecipient => {
            "本机还不知道对方设备的钥匙，不能加密。请先联网一次；急用时可回上一页导出未加密的文件。"
        }
        CourierTrouble::Empty => "没有可以带走的内容。",
    }
}
