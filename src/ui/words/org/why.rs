//! Why a change of the directory has no effect, and what to do.

use casework::org::Why;

use super::super::failure;
use crate::bridge::Failure;

/// Why, as a sentence.
#[must_use]
pub fn why(why: Why) -> &'static str {
    match why {
        Why::UnknownStep => "这项修改由更新的版本写入，本版本不认识。",
        Why::OtherOffice => "设备不是这个单位的。",
        Why::NotTheirPost => "写明的职务不是本人在本单位的职务。",
        Why::PostNotHeld => "那一天本人没有担任写明的职务。",
        Why::NotPermitted => "本人的职务没有维护机构人员的权限。",
        Why::Straggler => "修改人的职务先被免去，这项修改后来才传到。",
        Why::InTheFuture => "日期晚于录入的那一天。",
        Why::NotBelow => "涉及的单位或人员不在本单位之下。",
        Why::CityOnly => "只有市群众工作办公室能改。",
        Why::NoSuchOffice => "没有这个单位。",
        Why::NoSuchPerson => "没有这个人员。",
        Why::NoSuchPost => "没有这项职务，或它不在同一单位。",
        Why::CodeTaken => "单位代码已经用过。",
        Why::IdTaken => "内部编号已被占用，请重新填一次。",
        Why::BadName => "名称或内容没有填，或者太长。",
        Why::BadTier => "这类单位不能放在那里，或不能并入那个单位。",
        Why::RoleDoesNotFit => "这类单位没有这种职务。",
        Why::Closed => "单位已经撤销。",
        Why::Ended => "职务已经免去，日期与这次不同。",
        Why::BadDay => "日期的先后不对。",
        Why::Unreadable => "内容读不出来，或者太大。",
        Why::BadRange => "编号范围不对。",
        Why::Overlaps => "其中有已经保留的编号。",
        Why::Contradicted => "别人同时改了同一内容，以那一次为准。",
        Why::NoSuchThing => "没有这一轮、这个时段或这一条。",
        Why::BadPhone => "电话号码填 3 到 20 位数字。",
        Why::Containment => "“稳控”“管控”“盯防”这类内容不能作为承诺事项，请换成帮扶、回访等。",
        Why::Other => "原因由更新的版本给出，请更新程序后再看。",
    }
}

/// What to do about it, beside one that is there.
#[must_use]
pub fn what_now(of: Why) -> &'static str {
    if of.is_for_a_person() {
        "请核对现在的内容；确实要改的，由有权限的人员重新录入一次。"
    } else {
        match of {
            Why::UnknownStep | Why::Other => "请更新程序。",
            _ => "不用处理；仍要改的，请按正确的内容重新录入。",
        }
    }
}

/// What went wrong with saving, as one sentence.
#[must_use]
pub fn sentence(failure: &Failure) -> String {
    match failure {
        Failure::NoEffect(of) => format!("没有保存：{}", why(*of)),
        failure => failure::sentence(failure),
    }
}
