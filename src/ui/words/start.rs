//! Words of what stands in place of the app until it can be used.

pub const STARTING: &str = "正在打开本机资料……";

pub const REFUSED: &str = "打不开本机资料";
pub const REFUSED_TODO: &str = "在解决之前，请用纸笔登记，不要换浏览器登记。";

pub const UNREGISTERED: &str = "这台设备还没有登记";
pub const UNREGISTERED_BODY: &str =
    "请打开管理员发来的链接，或在下面输入链接里的登记码。登记码只能用一次，需要联网。";
pub const CODE: &str = "登记码";
pub const ENROL: &str = "登记这台设备";
pub const REGISTERED_ALREADY: &str = "这台设备已经登记，不能再换单位。";
pub const ENROLLING: &str = "正在登记这台设备……";

pub const STOPPED: &str = "程序反复出错，已停止";
pub const STOPPED_BODY: &str =
    "已保存的内容都在本机，没有丢失。请重新打开；若仍然这样，请联系管理员，不要清除浏览器数据。";
