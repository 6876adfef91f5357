//! Words of the registration form.

use casework::{
    intake::{Intake, IntakeField, IntakeProblem, MAX_REPRESENTATIVES},
    schema::BadFact,
};
use lookup::{identity_number::IdentityHint, phone::PhoneHint};

pub const TITLE: &str = "登记新来访";
pub const WHO: &str = "来访人";
pub const HOW: &str = "怎么来的";
pub const MANY: &str = "人数和代表";
pub const WHAT: &str = "反映什么";
pub const SAVE: &str = "保存登记";
pub const NAME: &str = "姓名";
pub const NAME_HINT: &str = "姓名或单位名称。不愿留名的写“匿名”。";
pub const SEX: &str = "性别";
pub const SEXES: [(&str, &str); 3] = [("", "不填"), ("男", "男"), ("女", "女")];
pub const PHONE: &str = "联系电话";
pub const ID_NUMBER: &str = "身份证号";
pub const ADDRESS: &str = "住址";
pub const CHANNEL: &str = "信访形式";
pub const RECEIVED_ON: &str = "收到日期";
pub const PETITIONERS: &str = "来访人数";
pub const PURPOSE: &str = "信访目的";
pub const PURPOSE_HINT: &str =
    "先问清来意。检举控告不走普通程序，要在写任何内容之前选好。其他的可以以后再定。";
pub const SOURCE: &str = "来源";
pub const AFFECTED: &str = "涉及人数";
pub const AFFECTED_HINT: &str = "这件事关系到多少人，不少于来访人数。不清楚的不填。";
pub const FIRST: &str = "是不是初次";
pub const FIRST_BODY: &str = "看事情，不看人：同一人为另一件事来，也是初次。保存后记在事项上。";
pub const FIRST_HERE: &str = "在本单位是初次反映吗？";
pub const FIRST_NATIONALLY: &str = "在全国是初次反映吗？";
pub const FIRST_OPTIONS: [(&str, &str); 3] = [("", "不清楚"), ("yes", "是"), ("no", "不是")];
pub const FEWER: &str = "减少一人";
pub const MORE: &str = "增加一人";
pub const ADD_REPRESENTATIVE: &str = "添加代表";
pub const REPRESENTATIVES_FULL: &str = "代表最多 5 人，已填满。";
pub const PLACE: &str = "问题发生地";
pub const PLACE_HINT: &str = "问题发生的村、社区或地点。输入汉字或拼音首字母可选单位，也可直接写。";
pub const DEMANDS: &str = "诉求";
pub const DEMANDS_HINT: &str = "希望解决什么，一件一条。";
pub const ADD_DEMAND: &str = "再加一条诉求";
pub const CATEGORY: &str = "内容分类";
pub const CATEGORY_HINT: &str = "输入汉字或拼音首字母，如 td 找土地。";
pub const NARRATIVE: &str = "补充说明";
pub const NARRATIVE_HINT: &str = "经过、理由、已找过谁。照来访人说的写。";
pub const GROUP: &str =
    "5 人以上为集体访：请推选代表，代表不超过 5 人（《信访工作条例》第二十条）。";
pub const SUMMARY: &str = "还不能保存，请改这几处：";
pub const NOT_KEPT: &str = "草稿没能存下，请尽快点“保存登记”。";
pub const KEEPING: &str = "正在存草稿……";
pub const LOADING_DRAFT: &str = "正在打开草稿……";
pub const SAVED_UNSEEN: &str =
    "保存时程序中断过。这件已保存在本机，编号请到列表查看，不要再登记一次。";
pub const SEALED_UNSEEN: &str =
    "保存时程序中断过。这件已保存在本机，编号请到检举控告页查看，不要再写一次。";
pub const TO_LIST: &str = "到列表查找";
pub const PRINT: &str = "打印回执";
pub const ANOTHER: &str = "再登记一件";
pub const LOOK: &str = "查看";
pub const FILE_NAME: &str = "未保存的登记.txt";

/// `代表 2 姓名`
#[must_use]
pub fn representative(at: usize, what: &str) -> String {
    format!("代表 {} {what}", at + 1)
}

/// `移除代表 2`
#[must_use]
pub fn remove_representative(at: usize) -> String {
    format!("移除代表 {}", at + 1)
}

/// `诉求 1`
#[must_use]
pub fn demand(at: usize) -> String {
    format!("诉求 {}", at + 1)
}

/// `移除诉求 1`
#[must_use]
pub fn remove_demand(at: usize) -> String {
    format!("移除诉求 {}", at + 1)
}

/// `草稿已存 10:32`
#[must_use]
pub fn kept(clock: &str) -> String {
    format!("草稿已存 {clock}")
}

/// `编号 330681…`
#[must_use]
pub fn number(local_no: &str) -> String {
    format!("编号 {local_no}")
}

/// `代表 2 人（最多 5 人）`
#[must_use]
pub fn representatives(count: usize) -> String {
    format!("代表 {count} 人（最多 {MAX_REPRESENTATIVES} 人）")
}

/// `“本机构初次”没有记上：…`
#[must_use]
pub fn not_marked(what: &str, why: &str) -> String {
    format!("“{what}”没有记上：{why}")
}

/// What is wrong with a field.
#[must_use]
pub fn problem(field: IntakeField, problem: IntakeProblem) -> String {
    match (field, problem) {
        (IntakeField::Name, IntakeProblem::Missing) => "请填写姓名。".to_owned(),
        (IntakeField::Channel, IntakeProblem::Missing) => "请选择信访形式。".to_owned(),
        (IntakeField::ReceivedOn, IntakeProblem::Missing) => "请填写收到日期。".to_owned(),
        (IntakeField::Petitioners, IntakeProblem::Missing) => "请填写来访人数。".to_owned(),
        (IntakeField::Demands, IntakeProblem::Missing) => {
            "请至少写一条诉求，或填写补充说明。".to_owned()
        }
        (_, IntakeProblem::Missing) => "请填写。".to_owned(),
        (_, IntakeProblem::InTheFuture) => "收到日期不能晚于今天。".to_owned(),
        (_, IntakeProblem::TooManyRepresentatives) => {
            format!("代表最多 {MAX_REPRESENTATIVES} 人。")
        }
        (_, IntakeProblem::FewerPeopleThanRepresentatives) => {
            "来访人数不能少于代表人数。".to_owned()
        }
        (_, IntakeProblem::FewerAffectedThanPeople) => "涉及人数不能少于来访人数。".to_owned(),
        (_, IntakeProblem::TooLong { most }) => {
            format!("太长了：整张表最多约 {} 万字。请缩短，大段材料请作为附件添加。", most / 10_000)
        }
        (_, IntakeProblem::Accusation) => {
            "检举控告不能按普通信访登记，请在登记页选“检举控告”另行记录。".to_owned()
        }
        (_, IntakeProblem::Bad(bad)) => bad_fact(bad).to_owned(),
    }
}

/// What is wrong with a value.
#[must_use]
pub fn bad_fact(bad: BadFact) -> &'static str {
    match bad {
        BadFact::NotADate => "请选一个日期。",
        BadFact::NotACount => "请填 1 到 9999 的整数。",
        BadFact::TooLong => "太长了，请缩短到 4000 字以内。",
    }
}

/// A hint on an ID number; none where there is nothing to say.
#[must_use]
pub fn identity_hint(hint: IdentityHint) -> Option<String> {
    let text = match hint {
        IdentityHint::Ok | IdentityHint::Empty => return None,
        IdentityHint::OldFifteenDigits => "15 位旧号码，无法核对，可以保存。".to_owned(),
        IdentityHint::WrongLength { len } => {
            format!("应为 18 位，现在 {len} 位。请再看一眼；不影响保存。")
        }
        IdentityHint::BadCharacter { position } => {
            format!("第 {position} 位不是数字。请再看一眼；不影响保存。")
        }
        IdentityHint::BadDate => "出生日期部分不对。请再看一眼；不影响保存。".to_owned(),
        IdentityHint::FutureDate => "出生日期在今天以后。请再看一眼；不影响保存。".to_owned(),
        IdentityHint::WrongCheckDigit { expected } => {
            format!("可能有一位输错了（按前 17 位，末位应为 {expected}）；不影响保存。")
        }
    };
    Some(text)
}

/// A hint on a phone number; none where there is nothing to say.
#[must_use]
pub fn phone_hint(hint: PhoneHint) -> Option<String> {
    let text = match hint {
        PhoneHint::Empty
        | PhoneHint::Mobile
        | PhoneHint::Landline
        | PhoneHint::ServiceLine
        | PhoneHint::ShortNumber => return None,
        PhoneHint::LocalLandline => "没有区号的座机号，可以保存。".to_owned(),
        PhoneHint::BadCharacter { position } => {
            format!("第 {position} 位不是数字。请再看一眼；不影响保存。")
        }
        PhoneHint::WrongLength { len } => {
            format!("位数不对，现在 {len} 位。请再看一眼；不影响保存。")
        }
        PhoneHint::UnknownBeginning => "没有这样开头的号码。请再看一眼；不影响保存。".to_owned(),
    };
    Some(text)
}

/// What was typed as plain text, for a file when the device has no room left.
#[must_use]
pub fn as_text(intake: &Intake) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = |label: &str, value: &str| {
        if !value.trim().is_empty() {
            lines.push(format!("{label}：{value}"));
        }
    };
    let who = &intake.petitioner;
    line(NAME, &who.name);
    line(SEX, &who.sex);
    line(PHONE, &who.phone);
    line(ID_NUMBER, &who.id_number);
    line(ADDRESS, &who.address);
    line(CHANNEL, &super::directory::channel_of_name(&intake.channel));
    line(RECEIVED_ON, &intake.received_on);
    line(PETITIONERS, &intake.petitioners);
    line(AFFECTED, &intake.affected);
    line(SOURCE, &super::directory::source_of_name(&intake.source));
    line(PURPOSE, &super::directory::purpose_of_name(&intake.purpose));
    for (at, person) in intake.representatives.iter().enumerate() {
        line(&representative(at, NAME), &person.name);
        line(&representative(at, PHONE), &person.phone);
    }
    line(PLACE, &intake.place);
    line(CATEGORY, &super::directory::category(&intake.category));
    for (at, text) in intake.demands.iter().enumerate() {
        line(&demand(at), text);
    }
    line(NARRATIVE, &intake.narrative);
    lines.join("\r\n")
}
