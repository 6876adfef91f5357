//! Words of the navigation, and of the page of all pages.

pub const TITLE: &str = "全部功能";
pub const MORE: &str = "更多";
pub const DISPUTES: &str = "纠纷";
pub const SCREENING: &str = "排查";
pub const VISITS: &str = "下访";
pub const RECEPTIONS: &str = "接访";

pub const DESK: &str = "办理";
pub const FIELD: &str = "走出去、请进来";
pub const SAFETY: &str = "应急";
pub const DATA: &str = "数据";
pub const APP: &str = "机构和设置";

pub const TODAY: (&str, &str) = ("今日", "快到期、新到和等您办理的");
pub const LIST: (&str, &str) = ("信访事项", "查找、筛选本机上的事项");
pub const NEW: (&str, &str) = ("登记来访来信", "登记一件新的信访事项");
pub const LETTERS: (&str, &str) = ("来信", "阅批来信、批示和反馈");
pub const DISPUTE_LEDGER: (&str, &str) = ("纠纷", "矛盾纠纷台账和调解");
pub const SCREENING_PAGE: (&str, &str) = ("排查", "本期情况、专项排查");
pub const VISITS_PAGE: (&str, &str) = ("下访", "安排下访、带上资料、谈话记录");
pub const RECEPTIONS_PAGE: (&str, &str) = ("接访", "公开接访、约访、排号");
pub const GLANCE: (&str, &str) = ("村情一览", "一个村或一个镇街的大概情况");
pub const DUTY: (&str, &str) = ("值班与应急", "应急电话、值班表、预案、协助人员");
pub const IMPORT: (&str, &str) = (super::general::IMPORT, "从 Excel 表格导入");
pub const WAITING: (&str, &str) = ("待上交", "保存在本机、还没有上报的");
pub const ORG: (&str, &str) = ("机构与人员", "单位、人员职务、文书编号、全市设置");
pub const SETTINGS: (&str, &str) = ("设置", "字号、深色、存储和设备");
pub const FEEDBACK: (&str, &str) = ("对本应用的意见", "不好用的、算错的，写在这里");
