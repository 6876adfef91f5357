//! Words of attachments.

use casework::{Moment, step::attachment::AttachmentKind};

use super::date;
use crate::bridge::{AttachmentTrouble, AttachmentUsage, BlobPlace, PictureTrouble};

pub const TITLE: &str = "附件";
pub const NONE: &str = "还没有附件。";
pub const TAKE: &str = "拍照";
pub const CHOOSE: &str = "选文件";
pub const TAKE_FILE: &str = "照片文件";
pub const CHOOSE_FILE: &str = "附件文件";
pub const SIGN: &str = "手写签名";
pub const HINT: &str =
    "照片会自动转正、缩小，并去掉拍摄地点和设备信息。也可以选 PDF（不超过 8 MB），PDF 原样保存。";
pub const MAKING: &str = "正在处理……";
pub const SAVING: &str = "正在保存……";
pub const SAVED: &str = "附件已保存在本机";
pub const OPEN: &str = "查看";
pub const FETCH: &str = "取回";
pub const SAVE_AS: &str = "存成文件";
pub const OPEN_PDF: &str = "打开 PDF";
pub const REMOVE: &str = "移除";
pub const REMOVE_TITLE: &str = "移除这个附件？";
pub const REMOVE_BODY: &str =
    "移除后，各单位的页面上都不再显示它；“经过”里留有记录，文件本身仍然保存。";
pub const REMOVE_OWN: &str =
    "移除后，本单位的页面上不再显示它；“经过”里留有记录，文件本身仍然保存。";
pub const REMOVED: &str = "附件已移除，已保存在本机";
pub const NOT_HERE: &str = "这个附件不在本机。请联网取回后再看。";
pub const ASKED: &str = "联网后会自动取回。";
pub const DAMAGED: &str = "这个附件打不开：内容与登记时不一致。请重新取回；仍不行请联系管理员。";
pub const NOT_SHOWN: &str = "本版本不能显示这种附件，原样保留。";
pub const WORKER_DIED: &str = "处理照片的程序中断了。请再试一次；仍不行请换一张照片。";

pub const VIEWER: &str = "查看附件";
pub const ZOOM_IN: &str = "放大";
pub const ZOOM_OUT: &str = "缩小";
pub const ZOOM_RESET: &str = "还原";
pub const CLOSE: &str = "关闭";
pub const VIEWER_HELP: &str = "双指或滚轮缩放，按住拖动；键盘用 + - 0 和方向键，Esc 关闭。";

pub const PAD: &str = "签名区";
pub const PAD_HELP: &str = "请在框内签名。";
pub const PAD_CLEAR: &str = "重写";
pub const PAD_SAVE: &str = "保存签名";
pub const PAD_EMPTY: &str = "还没有签名。";
pub const SIGNATURE_NAME: &str = "签名";
pub const SIGN_AGAIN: &str = "重新签名";
pub const NOT_SIGNED: &str = "没有签名（可以不签）";
pub const SIGNED_BEFORE: &str = "签名之后内容有变动，这个签名不再使用。请核对后重新签名。";
pub const SIGNATURE_REMOVED: &str = "签名已移除，已保存在本机";

pub const STORAGE: &str = "附件占用";
pub const LET_GO: &str = "释放空间";
pub const LET_GO_BODY: &str =
    "释放的是已经上交的附件，需要时联网取回。没有上交的和随身带走的都会留着。";

/// A kind of attachment.
#[must_use]
pub fn kind(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Photo => "照片",
        AttachmentKind::Paper => "材料",
        AttachmentKind::Signature => "签名",
        AttachmentKind::Other => "附件",
    }
}

/// What an attachment is called where nobody named it.
#[must_use]
pub fn name(name: &str, of: AttachmentKind) -> String {
    if name.trim().is_empty() { kind(of).to_owned() } else { name.trim().to_owned() }
}

/// `已签名，11月22日 10:32`
#[must_use]
pub fn signed(at: i64, now: Moment) -> String {
    format!("已签名，{}", date::short_moment(Moment::from_millis(at), now))
}

/// `单小明的签名`
#[must_use]
pub fn signature_of(name: &str) -> String {
    let name = name.trim().trim_end_matches(['：', ':']);
    if name.is_empty() || name.ends_with(SIGNATURE_NAME) {
        let named = if name.is_empty() { SIGNATURE_NAME } else { name };
        return named.to_owned();
    }
    format!("{name}的{SIGNATURE_NAME}")
}

/// `查看来信第一页`, for who hears the page.
#[must_use]
pub fn open(name: &str) -> String {
    format!("{OPEN}{name}")
}

/// Where its bytes are.
#[must_use]
pub fn place(place: BlobPlace) -> String {
    match place {
        BlobPlace::HandedIn => "已上交".to_owned(),
        BlobPlace::Waiting(0) => "已保存在本机，等待上交".to_owned(),
        BlobPlace::Waiting(per_cent) => format!("已保存在本机，已上交 {per_cent}%"),
        BlobPlace::Elsewhere => "不在本机".to_owned(),
        BlobPlace::Coming(0) => "等待取回".to_owned(),
        BlobPlace::Coming(per_cent) => format!("正在取回 {per_cent}%"),
        BlobPlace::Missing => "对方还没有上交，暂时取不到".to_owned(),
    }
}

/// `查志平，2026年11月22日 10:32`
#[must_use]
pub fn by(person: &str, office: &str, at: i64, now: Moment) -> String {
    let who = match (person.is_empty(), office.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("{person}，"),
        (true, false) => format!("{office}，"),
        (false, false) => format!("{office} {person}，"),
    };
    format!("{who}{}", date::short_moment(Moment::from_millis(at), now))
}

/// `245 KB`, `1.2 MB`
#[must_use]
pub fn size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    match bytes {
        0..KILO => format!("{bytes} B"),
        KILO..1_048_576 => format!("{} KB", bytes / KILO),
        _ => {
            let tenths = bytes * 10 / 1_048_576;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// What attachments take on this device.
#[must_use]
pub fn usage(usage: &AttachmentUsage) -> String {
    if usage.count == 0 {
        return "本机没有存附件。".to_owned();
    }
    let mut text = format!("本机存有 {} 个附件，共 {}", usage.count, size(usage.bytes));
    if usage.waiting > 0 {
        text.push_str(&format!("，其中 {} 个还没有上交", usage.waiting));
    }
    text.push('。');
    if usage.loose > 0 {
        text.push_str(&format!("可以释放 {} 个，共 {}。", usage.loose, size(usage.loose_bytes)));
    }
    text
}

/// So much was let go of.
#[must_use]
pub fn freed(bytes: u64) -> String {
    format!("已释放 {}", size(bytes))
}

/// Why a file was not made fit, and what to do.
#[must_use]
pub fn picture_trouble(trouble: PictureTrouble) -> &'static str {
    match trouble {
        PictureTrouble::Empty => "这个文件是空的。请重新拍照或另选一个文件。",
        PictureTrouble::TooLarge => "这个文件超过 40 MB，太大了。请另选一个，或重新拍一张。",
        PictureTrouble::PdfTooLarge => "这个 PDF 超过 8 MB。请分成几个文件，或拍照添加需要的几页。",
        PictureTrouble::TooManyPixels => "这张图片太大，本机打不开。请把它缩小，或重新拍一张。",
        PictureTrouble::Heic => {
            "这张照片是 HEIC 格式，本浏览器读不了。请在相机设置里改用 JPEG（“兼容性最佳”），或直接点“拍照”。"
        }
        PictureTrouble::NoPicture => "只能添加照片（JPEG、PNG 等）和 PDF。请另选一个文件。",
        PictureTrouble::Broken => "这个文件打不开，可能已损坏。请重新拍照或另选一个文件。",
        PictureTrouble::NoCanvas => "这个浏览器不能处理照片。请更新浏览器后再试。",
    }
}

/// Why something was not attached, and what to do.
#[must_use]
pub fn trouble(trouble: AttachmentTrouble) -> &'static str {
    match trouble {
        AttachmentTrouble::NotShown => "只能添加照片和 PDF。请另选一个文件。",
        AttachmentTrouble::TooLarge => "这个附件超过 8 MB，没有保存。请缩小后再试。",
        AttachmentTrouble::TooMany => "这件事项已有 200 个附件，不能再加。请把几页合成一个 PDF。",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        assert_eq!(size(0), "0 B");
        assert_eq!(size(1023), "1023 B");
        assert_eq!(size(300_000), "292 KB");
        assert_eq!(size(1_048_576), "1.0 MB");
        assert_eq!(size(8 << 20), "8.0 MB");
    }

    #[test]
    fn what_can_be_let_go_of_is_said_only_where_there_is_some() {
        let mut used = AttachmentUsage { count: 2, bytes: 2048, waiting: 1, ..Default::default() };
        assert_eq!(usage(&used), "本机存有 2 个附件，共 2 KB，其中 1 个还没有上交。");
        (used.loose, used.loose_bytes) = (1, 1024);
        assert!(usage(&used).ends_with("可以释放 1 个，共 1 KB。"));
    }
}
