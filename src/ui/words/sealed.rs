//! Words of accusations (检举控告).

use super::date;
use crate::bridge::SealedFate;

pub const TITLE: &str = "检举控告";
pub const FORM_TITLE: &str = "记录检举控告";
pub const ASK_TITLE: &str = "检举控告另行记录，请先看清楚";
pub const ASK_BODY: [&str; 5] = [
    "检举控告不走普通信访程序，材料和检举人的情况不得透露给被检举控告的人或单位（《信访工作条例》第三十条、第四十六条）。",
    "写完保存时就加密封好，只有市群众工作办公室的纪检联络人能打开；记录人自己也不能再打开，写之前请想清楚、写完整。",
    "封好的记录联网时单独移交：不进事项列表、查找、数量和未上报内容，别的单位和同事看不到有这么一件。编号另排，普通编号里看不出少了一件。",
    "本机还不知道纪检联络人的设备时，先留在这台平板，并会说明。写的过程中请保管好平板。",
    "只写反映人说的，不追问、不核实、不告诉其他人。",
];
pub const ACCUSED_HERE: &str = "被检举控告的是本单位的人，或者主管本单位的人吗？";
pub const ACCUSED_OPTIONS: [(&str, &str); 2] = [("yes", "是，或说不准"), ("no", "不是")];
pub const ACCUSED_MISSING: &str = "请先回答这一问。";
pub const GO_ON: &str = "明白，开始记录";
pub const STOP_TITLE: &str = "请不要在这里记录";
pub const STOP_BODY: [&str; 3] = [
    "被检举控告的人可能看到这台平板上的内容。",
    "请反映人直接向市纪委监委信访部门反映（电话 12388），也可以写信或当面去。不要留下姓名和内容，也不要告诉其他人。",
    "刚才填的内容还在草稿里，请现在删除。",
];
pub const STOP_DROP: &str = "删除已填内容，返回列表";
pub const STOP_BACK: &str = "返回登记（不是检举控告）";
pub const FORM_NOTICE: &str =
    "正在记录检举控告：不进事项列表。保存后加密移交纪检联络人，记录人不能再打开。";
pub const DISCARD: &str = "放弃并删除";
pub const DISCARD_ASK: &str = "删除正在写的检举控告？删除后不能找回。";
pub const SAVE: &str = "保存并封存";
pub const SAVED: &str = "已保存在本机";
pub const SAVED_BODY: &str =
    "不要给反映人打印普通回执，也不要告诉其他人。紧急的，请直接联系纪检联络人。";
pub const TO_SHELF: &str = "查看检举控告";
pub const BODY: &str = "检举控告封存后只有纪检联络人能打开，移交后记录人的设备上不留内容。这里只有还没写完的、还没移交的，以及纪检联络人自己的清单。";
pub const NONE: &str = "没有您能看的检举控告。";
pub const RECORDS: &str = "已记录，还没有封存";
pub const WAITING: &str = "已封存，还在本机";
pub const ITEMS: &str = "收到的检举控告";
pub const FETCH: &str = "向服务器查询";
pub const NO_ITEMS: &str = "还没有收到检举控告。";
pub const CLOSED: &str = "本设备打不开：请由能打开的纪检联络人转封，或由市里用托管密钥转封。";
pub const PASS_ON: &str = "转封给其他纪检联络人";
pub const FORGED: &str = "签名对不上：不能确认是所写的设备记录的";
pub const DRAFTS: &str = "还没写完";
pub const OPEN: &str = "打开内容";
pub const LINK: &str = "检举控告、查阅记录";
pub const LINK_BODY: &str = "检举控告另行记录，加密移交纪检联络人。查看完整号码和打开检举控告都有记录，由个人信息保护、审计人员查看。";

/// What becomes of it.
#[must_use]
pub fn fate(fate: SealedFate) -> &'static str {
    match fate {
        SealedFate::Leaves => "已加密封存，联网时移交纪检联络人；本机不能再打开。",
        SealedFate::Waits => {
            "已加密封存，本机不能再打开。本机还不知道纪检联络人的设备，先留在本机；知道以后自动移交。"
        }
        SealedFate::Here => {
            "本机还不知道纪检联络人，没能封存，先留在这台平板。请保管好平板，尽快联网；联网后自动封存移交。"
        }
    }
}

/// `2026年11月23日收到，封存号 ab12cd34`
#[must_use]
pub fn entry(day: &str, id: &str) -> String {
    format!("{}收到，封存号 {id}", date::day_of_text(day))
}

/// Who cannot open it.
#[must_use]
pub fn lacking(names: &[String]) -> String {
    format!("还打不开的纪检联络人：{}", names.join("、"))
}

/// `由 张三 记录于 11月22日 10:32`
#[must_use]
pub fn recorded(recorder: &str, when: &str) -> String {
    format!("{recorder} 记录于 {when}")
}
