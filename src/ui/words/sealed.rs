//! Words of accusations (检举控告).

pub const TITLE: &str = "检举控告（只在本机）";
pub const FORM_TITLE: &str = "记录检举控告";
pub const ASK_TITLE: &str = "检举控告另行记录，请先看清楚";
pub const ASK_BODY: [&str; 5] = [
    "检举控告不走普通信访程序，材料和检举人的情况不得透露给被检举控告的人或单位（《信访工作条例》第三十条、第四十六条）。",
    "记录只留在这台平板：不上报，不进事项列表和查找，不随未上报内容导出，同事在别的设备上看不到。",
    "编号另排，普通编号里看不出少了一件。",
    "本机还没有加密保存。请保管好平板，尽快当面告知市群众工作办公室的纪检联络人或市纪委监委信访部门。",
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
    "正在记录检举控告：只保存在这台平板，不上报，不进事项列表。写完请当面告知纪检联络人。";
pub const DISCARD: &str = "放弃并删除";
pub const DISCARD_ASK: &str = "删除正在写的检举控告？删除后不能找回。";
pub const SAVE: &str = "只保存在本机";
pub const SAVED: &str = "已保存在本机，不会上报";
pub const SAVED_BODY: &str =
    "请尽快当面告知市群众工作办公室的纪检联络人或市纪委监委信访部门。不要给反映人打印普通回执。";
pub const TO_SHELF: &str = "查看本机的检举控告记录";
pub const BODY: &str = "这些记录只在这台平板上，没有上报，别的设备上看不到。在加密移交做好之前，会一直留在这里；只有记录人和纪检联络人能在这里打开。";
pub const NONE: &str = "这台平板上没有您能看的检举控告记录。";
pub const RECORDS: &str = "已记录";
pub const DRAFTS: &str = "还没写完";
pub const OPEN: &str = "打开内容";
pub const LINK: &str = "本机的检举控告记录";
pub const LINK_BODY: &str = "检举控告另行记录，只在这台平板上，由记录人和纪检联络人查看。";

/// `由 张三 记录于 11月22日 10:32`
#[must_use]
pub fn recorded(recorder: &str, when: &str) -> String {
    format!("{recorder} 记录于 {when}")
}
