//! Words of the lock screen, and of setting PINs.

use crate::bridge::VaultTrouble;

pub const TITLE: &str = "已锁定";
pub const BODY: &str = "请输入口令。口令只在这台设备上使用，不会发给任何人。";
pub const WHO: &str = "使用人";
pub const PASSPHRASE: &str = "口令";
pub const KEYPAD: &str = "数字键盘";
pub const BACKSPACE: &str = "退格";
pub const UNLOCK: &str = "解锁";
pub const UNLOCKING: &str = "正在解锁……";
pub const BLOCKED_TODO: &str =
    "请联系上级信访工作机构。已保存的内容仍在本机，没有丢失；请不要清除浏览器数据。";
pub const OVERDUE_TRYING: &str = "正在联系服务器……";
pub const OVERDUE_OFFLINE: &str = "连不上服务器。请连上网络。";

pub const LOCK: &str = "锁定";
pub const ASK: &str = "还没有设置口令：设备丢失时，本机资料可能被人看到。";
pub const ASK_SET: &str = "设置口令";
pub const ASK_LATER: &str = "暂不设置";

pub const PIN: &str = "口令与锁定";
pub const PIN_NONE: &str =
    "还没有设置口令。设置后，本机资料加密保存，打开时要输入口令；几分钟不用会自动锁定。";
pub const PIN_SET: &str = "已设置口令，本机资料加密保存。";
pub const SEALING: &str = "正在加密原有资料，可以照常使用。";
pub const ENTRUSTED: &str = "忘记口令时，上级信访工作机构可以协助重设。";
pub const NOT_ENTRUSTED: &str = "请牢记口令：忘记后，没有上报的内容无法找回。";
pub const DISK: &str = "口令只能拖延时间。请同时打开平板系统自带的锁屏密码和存储加密。";
pub const NEW: &str = "新口令";
pub const NEW_HINT: &str =
    "至少 6 位数字，也可以用一句话（至少 6 个字）。位数越多越安全，不要用生日、电话。";
pub const AGAIN: &str = "再输一次";
pub const OLD: &str = "现在的口令";
pub const DIFFERENT: &str = "两次输入的不一样。";
pub const SET: &str = "设置口令";
pub const CHANGE: &str = "修改口令";
pub const DONE_SET: &str = "口令已设置";
pub const DONE_CHANGED: &str = "口令已修改";
pub const SETTING: &str = "正在设置……";
pub const MINUTES: &str = "自动锁定";
pub const MINUTES_OPTIONS: [(u32, &str); 5] =
    [(1, "1 分钟后"), (2, "2 分钟后"), (5, "5 分钟后"), (10, "10 分钟后"), (30, "30 分钟后")];
pub const PEOPLE: &str = "可以使用这台设备的人";
pub const ADD: &str = "添加使用人";
pub const ADD_WHO: &str = "请本人输入口令";
pub const ADDED: &str = "已添加";
pub const REMOVE: &str = "移除";
pub const LOCK_NOW: &str = "现在锁定";

/// `2. 单**`: two people may look alike so shortened.
#[must_use]
pub fn person(at: usize, label: &str) -> String {
    format!("{}. {label}", at + 1)
}

/// What is read aloud while a PIN is entered.
#[must_use]
pub fn entered(count: usize) -> String {
    format!("已输入 {count} 位")
}

/// What goes on behind the lock.
#[must_use]
pub fn waiting(count: u32) -> String {
    format!("还有 {count} 项正在上报，锁定时也会继续。")
}

/// Why the device does not open though it was unlocked.
#[must_use]
pub fn overdue(days: u32) -> String {
    format!("这台设备超过 {days} 天没有联网，或时钟被改过。联网核实后自动打开，本机内容都在。")
}

/// For how long the device may be out of touch.
#[must_use]
pub fn days(days: u32) -> String {
    format!("超过 {days} 天没有联网，要联网后才能打开。")
}

/// What the button says that takes a person off the device.
#[must_use]
pub fn remove(name: &str) -> String {
    format!("{REMOVE} {name}")
}

/// What went wrong with a PIN, and what to do.
#[must_use]
pub fn trouble(trouble: VaultTrouble) -> String {
    let text = match trouble {
        VaultTrouble::Wrong { left: 0, .. } => "口令不对。",
        VaultTrouble::Wrong { left, wait: 0 } => {
            return format!("口令不对，还可以试 {left} 次。");
        }
        VaultTrouble::Wrong { left, wait } => {
            return format!("口令不对，还可以试 {left} 次，请在 {}后再试。", duration(wait));
        }
        VaultTrouble::TooSoon { wait } => {
            return format!("试得太快，请在 {}后再试。", duration(wait));
        }
        VaultTrouble::Blocked => "口令错得太多，已停用。",
        VaultTrouble::TooShort => "太短：至少 6 位数字，或 6 个字。",
        VaultTrouble::TooLong => "太长了。",
        VaultTrouble::TooPlain => "太容易被猜到，请换一个。",
        VaultTrouble::LastPerson => "这是最后一个使用人，不能移除。",
        VaultTrouble::Misfit => "这台设备上没有这个人的口令。",
        VaultTrouble::Damaged => "口令资料损坏，打不开。请联系管理员，不要清除浏览器数据。",
    };
    text.to_owned()
}

fn duration(seconds: u32) -> String {
    match seconds {
        0..=90 => format!("{seconds} 秒"),
        91..=5400 => format!("{} 分钟", seconds.div_ceil(60)),
        _ => format!("{} 小时", seconds.div_ceil(3600)),
    }
}
