//! Words of the state of synchronisation.

use casework::Moment;

use super::date;
use crate::bridge::{FirstSync, Link, Refused, SyncSummary};

pub const TITLE: &str = "上报情况";
pub const RETRY: &str = "立即重试";
pub const SPARING: &str =
    "浏览器开着省流量：附件先不传，文字照常上报。要现在传附件，请按下面的按钮。";
pub const SEND_ATTACHMENTS: &str = "现在传附件";
pub const SENDING: &str = "正在传附件……";
pub const TRYING: &str = "正在连接……";
pub const EXPORT: &str = "导出未上报内容为文件";
pub const EXPORT_HINT: &str =
    "长期没有网络时，可把文件拷到 U 盘交给镇街。导出后内容仍留在本机等待上报。";
pub const EXPORTED: &str = "文件已生成，请在浏览器的下载里查看。";
pub const WAITING: &str = "等待上报";
pub const REFUSED: &str = "被退回";
pub const REFUSED_BODY: &str =
    "服务器没有接收下面的内容。内容仍在本机；请打开事项核对，重新填写，或联系管理员。";
pub const NOTHING: &str = "没有等待上报的内容。";
pub const EXPLAIN: &str = "内容先保存在本机，连上网络后自动上报，不用操作。";

/// What waits: `已全部上报`, `3 条待上报`.
#[must_use]
pub fn waiting(summary: &SyncSummary) -> String {
    match (summary.waiting, summary.attachments) {
        (0, 0) => "已全部上报".to_owned(),
        (0, files) => format!("{files} 个附件待上交"),
        (number, _) => format!("{number} 条待上报"),
    }
}

/// The connection: `离线，上次联系 10:32`.
#[must_use]
pub fn link(summary: &SyncSummary, now: Moment) -> String {
    match summary.link {
        Link::Offline => match summary.last_reached() {
            Some(at) => format!("离线，上次联系 {}", date::short_moment(at, now)),
            None => "离线".to_owned(),
        },
        Link::Connecting => "正在连接".to_owned(),
        Link::Online if summary.first.is_some() => first(&summary.first.unwrap_or_default()),
        Link::Online if summary.catching_up => "在线，正在接收".to_owned(),
        Link::Online => "在线".to_owned(),
        Link::OtherTab => "由另一个页面联网".to_owned(),
    }
}

/// How far the first reading is: `在线，正在接收名单 1200/3000 件`, `在线，正在取回资料 40/300 件（0.1/0.8 MB）`
fn first(progress: &FirstSync) -> String {
    let FirstSync { matters, of_matters, bytes, of_bytes, .. } = *progress;
    if !progress.rows_here {
        return format!("在线，正在接收名单 {matters}/{of_matters} 件");
    }
    let (here, all) = (megabytes(bytes), megabytes(of_bytes));
    format!("在线，正在取回资料 {matters}/{of_matters} 件（{here}/{all} MB）")
}

/// `0.1`. In whole numbers: writing fractions would bring a large part of the standard library along.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.saturating_add(50_000) / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `2 条被退回`
#[must_use]
pub fn refused(number: u32) -> Option<String> {
    (number > 0).then(|| format!("{number} 条被退回"))
}

/// What was to be handed in and cannot be read any more.
#[must_use]
pub fn unreadable(number: u32) -> Option<String> {
    let sentence = format!(
        "本机有 {number} 处还没上报的内容损坏，读不出来，交不上去。其他内容照常上报。请不要清除浏览器\
         数据，并联系管理员；记得原来填了什么的，请再填一次。"
    );
    (number > 0).then_some(sentence)
}

/// The whole chip in one line.
#[must_use]
pub fn chip(summary: &SyncSummary, now: Moment) -> String {
    let mut text = format!("{}，{}", waiting(summary), link(summary, now));
    if let Some(refused) = refused(summary.refused) {
        text.push('，');
        text.push_str(&refused);
    }
    if summary.unreadable > 0 {
        text.push_str("，有内容损坏");
    }
    text
}

/// Why the relay refused an entry.
#[must_use]
pub fn refusal(reason: Refused) -> String {
    let reason = match reason {
        Refused::NotAllowed => "这件事项不归本单位填写。请联系上级单位；内容仍在本机",
        Refused::Unreadable => "服务器读不懂这条内容。请联系管理员；内容仍在本机",
        Refused::TooLarge => "内容太长，服务器没有收。请分几条重新填写；内容仍在本机",
        Refused::OtherDevice => "这条内容是另一台设备写的。请用那台设备上报",
        Refused::Missing => "它前面的内容服务器还没有收到。请等前面的上报后再看",
    };
    format!("退回原因：{reason}。")
}
