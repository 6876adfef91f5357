//! Words of matters that look the same.

use casework::{repeats::Reason, step::codes::Relation};

pub const TITLE: &str = "可能是同一件事";
pub const TYPED_BODY: &str = "本机已有下面的事项。是否重复看事情，不看人：同一人为另一件事来，是初次。由您判断，不会自动处理。";
pub const HERE_BODY: &str = "按姓名、身份证号、电话、发生地和诉求文字比对出来的，供您判断，不会自动处理。只比对本机已有的事项。";
pub const LOOK_HINT: &str = "草稿已存，看完可返回继续填写。";
pub const REPEAT: &str = "记为重复";
pub const RELATED: &str = "记为关联";
pub const MERGE: &str = "并入该件";
pub const NOT_SAME: &str = "不是同一件";
pub const TIED: &str = "已登记的关联";
pub const TIED_BODY: &str = "两件都保留各自的编号和日期，随时可以取消。";
pub const NO_POST: &str = "您的岗位现在不能登记关联，请告诉有权办理的同事。";
pub const DISMISSED: &str = "已记在本机：不再提示这两件。";
pub const CANCEL: &str = "再想想";
pub const ELSEWHERE: &str = "本机没有这件事项的资料";

pub const UNTIE_TITLE: &str = "取消关联？";
pub const UNTIE_BODY: &str = "取消后两件各自恢复原样。办理经过里会保留这次登记和取消。";
pub const UNTIE_MERGE_TITLE: &str = "取消关联（合并）？";
pub const UNTIE: &str = "取消关联";

/// What both have in common.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::SameId => "身份证号相同",
        Reason::SamePhone => "电话相同",
        Reason::SameName => "姓名相同",
        Reason::NearName => "姓名读音相同",
        Reason::SameVillage => "发生地相同",
        Reason::SameWords => "诉求文字相近",
    }
}

/// A relation in words.
#[must_use]
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeat => "重复",
        Relation::Related => "关联",
        Relation::MergedInto => "已并入该件",
        Relation::MergedFrom => "该件已并入本件",
    }
}

pub const HALF_MERGED: &str = "合并只有一边生效";
pub const HALF_MERGED_BODY: &str = "合并要两件都记上才算完成。请两家单位商量：由该件的承办单位补记合并，或者取消已记的一边。“经过”里写有没有生效的原因。";

/// Makes a merge whole from the side that lacks it.
pub const COMPLETE: &str = "补记合并";
/// Each of two is merged into the other: neither goes on.
pub const CROSSED: &str =
    "两件各自记为并入对方，都停止了办理。请取消其中一边的合并，再在另一件里补记。";

/// What was left behind in a matter that was merged into this one.
#[must_use]
pub fn left_behind(leader: &str, on: &str) -> String {
    format!(
        "{}{leader}对该件的批示还没有交办。该件已并入，请在本件记录这条批示并确认交办。",
        super::date::day_of_text(on)
    )
}

/// Which of the two has the merge.
#[must_use]
pub fn half_merge(relation: Relation, stands_here: bool) -> &'static str {
    match (relation, stands_here) {
        (Relation::MergedInto, true) => "本件已记为并入该件，该件没有记上，仍在单独办理。",
        (Relation::MergedInto, false) => "该件记有本件并入，本件没有记上，仍在单独办理。",
        (_, true) => "本件记有该件并入，该件没有记上，仍在单独办理。",
        (_, false) => "该件已记为并入本件，本件没有记上。",
    }
}

/// A proposal in words.
#[must_use]
pub fn proposal(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeat => "像是重复：同一人、同样的诉求",
        _ => "可能有关联：是不是同一人、同一件事，请您判断",
    }
}

/// The question before two matters are tied.
#[must_use]
pub fn tie_title(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeat => "记为重复？",
        Relation::MergedInto => "把本件并入该件？",
        Relation::MergedFrom => "把该件并入本件？",
        _ => "记为关联？",
    }
}

/// What it means, said before it is done.
#[must_use]
pub fn tie_body(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeat => {
            "同一人就同样的事实和诉求再次提出，才是重复。两件都记上，随时可以取消。"
        }
        Relation::MergedInto => {
            "以后在该件里一并办理，本件不再单独办理。两个编号都保留，收到日期不会推后，可以取消合并。"
        }
        Relation::MergedFrom => {
            "以后在本件里一并办理，该件不再单独办理。两个编号都保留，收到日期不会推后，可以取消合并。"
        }
        _ => "两件都记上，互相可以查看，各办各的，随时可以取消。",
    }
}

/// Said of a choice in the form.
#[must_use]
pub fn chosen(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeat => "保存后记为重复",
        _ => "保存后记为关联",
    }
}

/// `已记为重复：990101…`
#[must_use]
pub fn done(relation: Relation, local_no: &str) -> String {
    let what = if relation == Relation::Repeat { "重复" } else { "关联" };
    format!("已记为{what}：{local_no}")
}

/// Said where it could not be done.
#[must_use]
pub fn failed(relation: Relation, local_no: &str, why: &str) -> String {
    let what = if relation == Relation::Repeat { "重复" } else { "关联" };
    format!("没有记为{what}（{local_no}）：{why}打开本件后还可以再记。")
}
