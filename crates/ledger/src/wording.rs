//! Every sentence and label this crate has for people.

use crate::error::{Measure, ReadError};
use crate::field::{Channel, Field};
use crate::plan::Reason;
use crate::problem::ProblemKind;
use crate::repeats::Person;
use crate::row::SkipReason;

/// What is wrong, for a person.
#[must_use]
pub fn problem(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::CellError => "单元格公式出错，没有值。",
        ProblemKind::DittoWithoutAbove => "写的是“同上”，但上一行没有内容。",
        ProblemKind::DateMissing => "没有登记日期。",
        ProblemKind::DateUnreadable => "看不出是哪一天。",
        ProblemKind::DateIncomplete => "日期不完整，缺少日或月。",
        ProblemKind::DateImpossible => "没有这一天，或年份不合理。",
        ProblemKind::DateAmbiguous => "可能是两个日期，请核对。",
        ProblemKind::DayInferred => "可能是两个日期，已按上下行推断，请核对。",
        ProblemKind::YearUnknown => "没有写年份，也无从推断。",
        ProblemKind::YearInferred => "没有写年份，已按上下行或表名推断，请核对。",
        ProblemKind::DateOrderGuessed => "按“月/日/年”理解，请核对。",
        ProblemKind::DateRange => "写了一段时间，取第一天。",
        ProblemKind::DueIsTerm => "写的是期限长短，不是日期。",
        ProblemKind::DueBeforeReceived => "限办日期早于登记日期，请核对。",
        ProblemKind::IdPrecisionLost => "身份证号被当作数字保存，末几位已丢失，需重新填写。",
        ProblemKind::IdEndsInZeros => "身份证号末三位是 000，可能是被当作数字保存过，请核对。",
        ProblemKind::IdUnclear => "不是有效的身份证号。",
        ProblemKind::IdMasked => "身份证号有遮盖，不完整。",
        ProblemKind::IdCheckDigit => "身份证号校验位不符，请核对。",
        ProblemKind::SexAgainstId => "性别与身份证号不一致，请核对。",
        ProblemKind::SexUnclear => "看不出是男是女。",
        ProblemKind::PhonePrecisionLost => "电话被当作数字保存，部分位数已丢失，需重新填写。",
        ProblemKind::PhoneUnclear => "不是有效的电话号码。",
        ProblemKind::SeveralPhones => "有多个电话号码，取第一个。",
        ProblemKind::CountUnclear => "看不出是多少人。",
        ProblemKind::CountApproximate => "人数是约数，请核对。",
        ProblemKind::CountDiffers => "姓名栏和人数栏的人数不一致，以人数栏为准。",
        ProblemKind::NameMissing => "没有姓名。",
        ProblemKind::Anonymous => "匿名。",
        ProblemKind::SeveralNames => "有多个姓名，取第一个。",
        ProblemKind::TextMissing => "没有反映的问题。",
        ProblemKind::ChannelUnclear => "看不出是哪种信访形式。",
        ProblemKind::OutcomeUnclear => "看不出是否办结。",
        ProblemKind::AcceptanceUnclear => "看不出是否息访。",
    }
}

/// Why a line was passed over, for a person.
#[must_use]
pub fn skip(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Blank => "空行",
        SkipReason::NumberOnly => "只有序号",
        SkipReason::Subtotal => "小计或合计",
        SkipReason::Heading => "表头",
        SkipReason::RepeatedHeading => "重复的表头",
        SkipReason::ColumnNumbers => "栏号",
        SkipReason::Title => "标题",
        SkipReason::Section => "分段标题",
        SkipReason::Footer => "表尾签字或说明",
        SkipReason::NotARow => "内容太少，不是一件信访事项",
        SkipReason::SheetLeftOut => "此表不导入",
    }
}

/// What a column means, for a person.
#[must_use]
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Serial => "序号",
        Field::ReceivedOn => "登记日期",
        Field::ReceivedYear => "登记年份",
        Field::ReceivedMonth => "登记月份",
        Field::ReceivedDay => "登记日",
        Field::Name => "信访人姓名",
        Field::Sex => "性别",
        Field::IdNumber => "身份证号",
        Field::Phone => "联系电话",
        Field::Village => "村（社区）",
        Field::Petitioners => "人数",
        Field::Channel => "信访形式",
        Field::Text => "反映问题",
        Field::Category => "问题类别",
        Field::ResponsibleUnit => "责任单位",
        Field::DueOn => "限办日期",
        Field::Concluded => "是否办结",
        Field::ConcludedOn => "办结日期",
        Field::PetitionerAccepts => "是否息访",
        Field::Other => "其他（原样保留）",
    }
}

/// Why a column was given its meaning, for a person.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Heading => "按表头",
        Reason::HeadingAndContent => "按表头和内容",
        Reason::Content => "按内容猜测，请核对",
        Reason::Nothing => "未识别",
        Reason::Person => "人工指定",
    }
}

/// The way a petition came in, for a person.
#[must_use]
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Visit => "来访",
        Channel::Letter => "来信",
        Channel::Call => "来电",
        Channel::Online => "网上",
        Channel::Fax => "传真",
        Channel::LeaderFieldVisit => "下访",
        Channel::Appointment => "约访",
        Channel::ReceptionDay => "领导接访",
    }
}

/// Why a file was refused, for a person.
#[must_use]
pub fn refusal(error: &ReadError) -> &'static str {
    match error {
        ReadError::NotAWorkbook => {
            "这不是 Excel 工作簿（.xlsx）。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再导入。"
        }
        ReadError::OldFormat => {
            "这是旧版 Excel 文件（.xls）。请在 Excel 或 WPS 中另存为 .xlsx 后再导入。"
        }
        ReadError::Encrypted => "文件有打开密码。请取消密码后再导入。",
        ReadError::TooLarge { measure, .. } => match measure {
            Measure::File => "文件太大。",
            Measure::Entries | Measure::Inflated => "文件展开后太大，未读取。",
            Measure::Sheets => "工作表太多。",
            Measure::Rows => "行数太多。请分成几个文件导入。",
            Measure::Columns => "列数太多。请删除表格以外的内容。",
            Measure::Cells => "单元格太多。请删除表格以外的内容。",
            Measure::CellText => "有单元格的文字太长。",
        },
        ReadError::Damaged { .. } => "文件已损坏或不完整，未读取。请重新保存后再导入。",
    }
}

/// How two rows were found to be of one person, for a person.
#[must_use]
pub fn same_person(person: Person) -> &'static str {
    match person {
        Person::SameId => "身份证号相同，反映问题相近",
        Person::SameNameAndPhone => "姓名、电话相同，反映问题相近",
        Person::SameNameAndVillage => "姓名、村（社区）相同，反映问题相近",
    }
}
