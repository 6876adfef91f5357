//! Words of the page that keeps the directory: offices, people and posts, numbers of papers, and
//! what the city office sets for everybody.

pub mod arrange;
mod city;
mod recusal;
mod role;
mod step;
mod table;
mod template;
mod why;

use casework::directory::{Role, Tier};
use chrono::NaiveDate;

use super::date;

pub use city::*;
pub use recusal::*;
pub use role::role;
pub use step::{step, step_kind};
pub use table::{bad_table, lacks, no_year, table, years};
pub use template::{bad_template, warning};
pub use why::{sentence, what_now, why};

pub const TITLE: &str = "机构与人员";
pub const TABS: &str = "分类";
pub const TAB_OFFICES: &str = "单位和人员";
pub const TAB_CITY: &str = "全市设置";
pub const TAB_VOID: &str = "未生效的修改";

pub const MAY_NOT_CITY: &str = "您可以查看，不能修改：修改需要“市级科室负责人”或“系统管理员”职务。";
pub const MAY_NOT_TOWN: &str = "您可以查看，不能修改：修改需要“镇街负责人”职务。";
pub const KEPT_ABOVE: &str =
    "本单位的机构人员由上级单位维护，这里可以看，不能改。不对的，请告诉上级单位。";
pub const OWN_KEPT_ABOVE: &str =
    "这里维护的是下级单位；本单位的名称、人员和职务由市群众工作办公室维护。";

pub const ABOVE: &str = "本单位和上级单位（由上级维护，这里只能看）";
pub const SEARCH: &str = "查找单位";
pub const SEARCH_HINT: &str = "输入汉字或拼音，如“柳湾”“liuwan”“lw”；曾用名和代码也可以。";
pub const TIERS: &str = "类别";
pub const ALL: &str = "全部";
pub const NO_OFFICE: &str = "没有符合的单位。";
pub const OFFICES: &str = "单位";
pub const BACK: &str = "返回单位列表";
pub const CLOSED: &str = "已撤销";
pub const NOT_YET: &str = "尚未设立";

pub const NAME: &str = "名称";
pub const PAST_NAMES: &str = "曾用名";
pub const CODE: &str = "代码";
pub const TIER: &str = "类别";
pub const PARENT: &str = "上级单位";
pub const ORGAN: &str = "落款单位";
pub const PHONE: &str = "电话";
pub const OPENED: &str = "设立日期";
pub const CLOSED_ON: &str = "撤销日期";
pub const BELOW: &str = "下级单位";

pub const RENAME: &str = "改名";
pub const DESCRIBE: &str = "修改落款单位和电话";
pub const CLOSE: &str = "撤销或并入";
pub const OPEN: &str = "新设单位";
pub const OPEN_STATION: &str = "新设村（社区）站";
pub const NEW_NAME: &str = "新名称";
pub const FROM: &str = "起用日期";
pub const FROM_HINT: &str = "从这一天起用新名称；以前的事项仍按当日的名称显示。";
pub const ORGAN_HINT: &str = "文书上落款的机关，如“柳湾镇人民政府”。不填则用单位名称。";
pub const PHONE_HINT: &str = "印在回执和告知书上，可以不填。";
pub const OPENED_ON: &str = "设立日期";
pub const CODE_HINT: &str = "统计用区划代码（镇街 9 位，村 12 位）。市直部门、开发区等没有代码的不填，自动编一个。代码用过就不能再用。";
pub const UNDER: &str = "上级单位";
pub const LAST_DAY: &str = "最后一天";
pub const INTO: &str = "由哪个单位承接";
pub const INTO_HINT: &str = "并入别的单位时选择；只是撤销的不选。";
pub const CLOSE_KEEPS: &str = "撤销后不能恢复。以前的事项、文书和记录都保留，仍按当日的名称显示。";
pub const CLOSE_POSTS: &str = "这里人员的职务不会自动终止，请在“人员与职务”里逐个免去。";
pub const CLOSE_CONFIRM: &str = "撤销";
pub const RENAME_KEEPS: &str = "改名不影响在办事项；以前的事项仍按当日的名称显示。";

pub const PEOPLE: &str = "人员与职务";
pub const NOBODY: &str = "还没有人员。";
pub const NO_POST: &str = "没有职务";
pub const ADD_PERSON: &str = "添加人员";
pub const PERSON_NAME: &str = "姓名";
pub const RENAME_PERSON: &str = "更正姓名";
pub const APPOINT: &str = "任命职务";
pub const PERSON: &str = "人员";
pub const PERSON_HINT: &str = "输入姓名查找。也可以选别的单位的人员来兼任。";
pub const ROLE: &str = "职务";
pub const POST_FROM: &str = "任职日期";
pub const DEPUTISES: &str = "是否代理";
pub const NO_DEPUTY: &str = "不是代理";
pub const RELIEVE: &str = "免去";
pub const RELIEVE_TITLE: &str = "免去职务";
pub const RELIEVE_LAST: &str = "任职最后一天";
pub const RELIEVE_KEEPS: &str =
    "已办的事继续有效。之后才补传上来、写着免职前日期的办理，不会自动生效，须人工裁定。";
pub const RELIEVE_OWN: &str = "这是您自己的职务：免去后，您可能不能再修改机构与人员。";
pub const RELIEVE_MISTAKE: &str =
    "任命错了的，最后一天填任职日期的前一天，这项职务就等于没有担任过。";
pub const FORMER: &str = "以前的职务";
pub const GUEST: &str = "外单位人员";
pub const UNKNOWN_PERSON: &str = "上级单位的人员";

pub const VOID_BODY: &str = "下面的修改保存了，但没有生效。原样保留，供核对。";
pub const VOID_NONE: &str = "没有未生效的修改。";
pub const FOR_A_PERSON: &str = "须人工裁定";
pub const SAVED: &str = "已保存在本机，联网后自动上报";

pub const NAME_MISSING: &str = "请填写名称或姓名。";
pub const NAME_LONG: &str = "最多 60 个字。";
pub const DATE_BAD: &str = "请填写日期。";
pub const DATE_FUTURE: &str = "不能晚于今天。到了那一天再办。";
pub const DATE_BEFORE_OPENED: &str = "不能早于设立日期。";
pub const DATE_AFTER_OPENED: &str = "要晚于设立日期。";
pub const DATE_BEFORE_POST: &str = "最早是任职日期的前一天。";
pub const CODE_BAD: &str = "代码是 2 到 16 位数字或大写字母。";
pub const CODE_TAKEN: &str = "这个代码已经用过。";
pub const TIER_MISSING: &str = "请选择类别。";
pub const PERSON_MISSING: &str = "请选择人员。";
pub const ROLE_MISSING: &str = "请选择职务。";
pub const UNDER_MISSING: &str = "请选择上级单位。";
pub const PAPER_MISSING: &str = "请选择文书。";
pub const YEAR_BAD: &str = "请填写四位年份。";
pub const NUMBER_BAD: &str = "请填写 1 到 999999 的号码。";
pub const NUMBER_ORDER: &str = "止号不能小于起号。";
pub const NUMBER_TAKEN: &str = "这段里有已经保留的号码。";

/// `有 2 项修改等待上报。`
#[must_use]
pub fn waiting(count: usize) -> String {
    format!("有 {count} 项修改已保存在本机，等待上报。")
}

/// The tabs' third: `未生效的修改（2）`.
#[must_use]
pub fn void_tab(count: usize) -> String {
    if count == 0 { TAB_VOID.to_owned() } else { format!("{TAB_VOID}（{count}）") }
}

/// `共 312 个单位，显示前 60 个。输入名称再找。`
#[must_use]
pub fn found(found: usize, shown: usize) -> String {
    if found > shown {
        format!("共 {found} 个单位，先显示 {shown} 个。输入名称可以找到其他的。")
    } else {
        format!("共 {found} 个单位。")
    }
}

/// A tier in a few words, as the filter offers it.
#[must_use]
pub fn short_tier(tier: Tier) -> &'static str {
    match tier {
        Tier::City => "市级",
        Tier::Township => "镇街",
        Tier::Village => "村（社区）",
        Tier::Department => "市直部门",
    }
}

/// A tier as the form for a new office offers it.
#[must_use]
pub fn new_tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Township => "镇街、开发区",
        Tier::City | Tier::Village | Tier::Department => short_tier(tier),
    }
}

/// `柳湾乡（用到2023年12月31日）`
#[must_use]
pub fn past_name(name: &str, until: NaiveDate) -> String {
    format!("{name}（用到{}）", date::day(until))
}

/// `2026年1月1日，并入柳湾镇`
#[must_use]
pub fn closed(on: NaiveDate, into: Option<String>) -> String {
    match into {
        Some(into) => format!("{}，并入{into}", date::day(on)),
        None => date::day(on),
    }
}

/// Stations that come under the heir, or under nobody.
#[must_use]
pub fn close_below(below: usize) -> String {
    format!(
        "下面还有 {below} 个单位：选了承接单位的，改由承接单位管理；没有选的，仍挂在已撤销的单位下面，请先想好。"
    )
}

/// A post in words: `镇街承办人（代理）`.
#[must_use]
pub fn post(of: Role, deputy: bool) -> String {
    let name = role(of);
    if deputy { format!("{name}（代理）") } else { name.to_owned() }
}

/// Since when, and until when.
#[must_use]
pub fn held(from: NaiveDate, ended: Option<NaiveDate>) -> String {
    match ended {
        None => format!("{}起", date::day(from)),
        Some(on) if on < from => format!("{}任命，已取消", date::day(from)),
        Some(on) => format!("{}至{}", date::day(from), date::day(on)),
    }
}

/// A choice among the posts that can be stood in for: `代理王建国的镇街负责人`.
#[must_use]
pub fn deputy_of(person: &str, of: Role) -> String {
    format!("代理{person}的“{}”", role(of))
}

/// Whose post a deputy's is: `代理王建国“镇街负责人”的职务`.
#[must_use]
pub fn stands_for(post: &str) -> String {
    format!("代理{post}的职务")
}
