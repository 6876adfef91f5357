//! Words of the receipt. It promises nothing beyond what the Regulation says (Art. 22, 23).

pub const TITLE: &str = "登记回执";
pub const PAPER: &str = "纸张";
pub const PAPERS: [(&str, &str); 2] = [("a4", "A4 纸"), ("slip", "80 毫米小票")];
pub const PRINT: &str = "打印";
pub const NUMBER: &str = "编号";
pub const RECEIVED: &str = "收到日期";
pub const FORM: &str = "信访形式";
pub const NAME: &str = "姓名";
pub const PEOPLE: &str = "来访人数";
pub const SUBJECT: &str = "反映事项";
pub const OFFICE: &str = "登记单位";
pub const PHONE: &str = "联系电话";
pub const NOT_A_DECISION: &str = "本回执只说明已经登记，不是受理决定，也不是处理意见。";
pub const LAW: &str =
    "登记后的转送、告知等，由有关机关、单位按《信访工作条例》第二十二条、第二十三条办理。";
pub const CLERK: &str = "登记人签字";
pub const PETITIONER: &str = "来访人签字";
pub const DATE: &str = "日期";
