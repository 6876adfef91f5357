//! Words about devices: a code for a new one, the end of a lost one.

use casework::Moment;

use super::date;

pub const TITLE: &str = "设备";
pub const NONE: &str = "还没有登记设备。";
pub const REVOKED: &str = "已停用";
pub const REVOKE: &str = "停用";
pub const REVOKE_TITLE: &str = "停用这台设备？";
pub const REVOKE_BODY: &str = "停用后，服务器不再回答它；它下次联网时会把没有交的内容交到收件箱，然后清空；关过机又没有人输口令的，连不上，不会交也不会清空。停用不能撤回，平板找回来要重新登记。";
pub const CANCEL: &str = "取消";
pub const FOR_WHOM: &str = "交给谁用";
pub const MAKE: &str = "开登记码";
pub const CODE: &str = "登记码";
pub const CODE_BODY: &str =
    "用新平板打开本市网址，扫码或输入这十个字符。码只显示这一次，只能用一次。";
pub const QR: &str = "登记链接的二维码";
pub const CODE_REFUSED: &str = "没有开成：这台设备不由您登记，或者人员不在这个单位。";
pub const NOT_REVOKED: &str = "没有停用：这台设备不由您管理，或者已经不在名单里。";
pub const INBOX: &str = "停用设备交回的内容";
pub const INBOX_BODY: &str = "以下内容还没有并入。确认是本站的人在设备丢失以前写的，再收下。";
pub const TAKE_IN: &str = "收下";
pub const NOT_TAKEN: &str = "没有收下：内容已经有人收下，或不由您处理。";

pub const GONE: &str = "这台设备已停用";
pub const GONE_BODY: &str =
    "上级单位停用了这台设备。没有交的内容正在交回；交完以后，本机的资料会全部清空。请保持联网。";
pub const ERASED_BODY: &str = "本机的资料已经全部清空。要再使用，请向上级单位要新的登记码。";

/// A device's name in a list.
pub fn device(number: u32) -> String {
    format!("第 {number} 号设备")
}

/// Until when a code is good.
pub fn good_until(until: i64) -> String {
    format!("有效到 {}。", date::moment(Moment::from_millis(until)))
}

/// What may have been on a revoked device.
pub fn held(count: usize) -> String {
    format!("已停用。那台设备上可能存有 {count} 件事项，名单请导出存卷。")
}

/// A piece of the inbox.
pub fn piece(office: &str, received: i64, changes: u32) -> String {
    format!("{office}，{} 交回，{changes} 笔", date::moment(Moment::from_millis(received)))
}

/// A piece was taken in.
pub fn taken(kept: u32, refused: u32) -> String {
    if refused == 0 {
        format!("已收下 {kept} 份。")
    } else {
        format!("已收下 {kept} 份，有 {refused} 份不合规，没有并入。")
    }
}
