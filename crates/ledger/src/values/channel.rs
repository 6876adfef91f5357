//! The way a petition came in.

use crate::field::Channel;
use crate::fold::squeeze;

/// The words for each way. Longer ones first where one holds another.
const WORDS: [(&str, Channel); 48] = [
    ("领导接访", Channel::ReceptionDay),
    ("接访日", Channel::ReceptionDay),
    ("接待日", Channel::ReceptionDay),
    ("公开接访", Channel::ReceptionDay),
    ("网信", Channel::Online),
    ("下访", Channel::LeaderFieldVisit),
    ("约访", Channel::Appointment),
    ("来访", Channel::Visit),
    ("走访", Channel::Visit),
    ("上访", Channel::Visit),
    ("接访", Channel::Visit),
    ("个访", Channel::Visit),
    ("集访", Channel::Visit),
    ("集体访", Channel::Visit),
    ("到访", Channel::Visit),
    ("当面", Channel::Visit),
    ("面谈", Channel::Visit),
    ("来人", Channel::Visit),
    ("窗口", Channel::Visit),
    ("现场", Channel::Visit),
    ("来信", Channel::Letter),
    ("信件", Channel::Letter),
    ("书信", Channel::Letter),
    ("写信", Channel::Letter),
    ("信函", Channel::Letter),
    ("邮寄", Channel::Letter),
    ("收信", Channel::Letter),
    ("来函", Channel::Letter),
    ("来电", Channel::Call),
    ("电话", Channel::Call),
    ("热线", Channel::Call),
    ("12345", Channel::Call),
    ("致电", Channel::Call),
    ("网上", Channel::Online),
    ("网络", Channel::Online),
    ("微信", Channel::Online),
    ("互联网", Channel::Online),
    ("邮箱", Channel::Online),
    ("邮件", Channel::Online),
    ("网站", Channel::Online),
    ("网投", Channel::Online),
    ("手机信访", Channel::Online),
    ("APP", Channel::Online),
    ("小程序", Channel::Online),
    ("信息系统", Channel::Online),
    ("传真", Channel::Fax),
    ("短信", Channel::Online),
    ("接待", Channel::Visit),
];

/// What stands for a way within a cell for it, where none of the above does.
const CELL: [(&str, Channel); 18] = [
    ("书记信箱", Channel::Online),
    ("市长信箱", Channel::Online),
    ("县长信箱", Channel::Online),
    ("镇长信箱", Channel::Online),
    ("领导信箱", Channel::Online),
    ("网民", Channel::Online),
    ("人民网", Channel::Online),
    ("留言", Channel::Online),
    ("微博", Channel::Online),
    ("公众号", Channel::Online),
    ("系统", Channel::Online),
    ("平台", Channel::Online),
    ("阳光信访", Channel::Online),
    ("网访", Channel::Online),
    ("网", Channel::Online),
    ("来镇", Channel::Visit),
    ("电访", Channel::Call),
    ("EMS", Channel::Letter),
];

/// Visits of many kinds end so: 个体访, 赴京访, 越级访. Not 信访, which is all of them, nor 回访, which is ours.
fn kind_of_visit(squeezed: &str) -> bool {
    squeezed.chars().count() <= 6
        && squeezed.ends_with('访')
        && !["信访", "回访"].iter().any(|other| squeezed.ends_with(other))
}

/// What stands alone for a way in a column for it.
const ALONE: [(&str, Channel); 10] = [
    ("访", Channel::Visit),
    ("信", Channel::Letter),
    ("电", Channel::Call),
    ("网", Channel::Online),
    ("走", Channel::Visit),
    ("群访", Channel::Visit),
    ("重访", Channel::Visit),
    ("初访", Channel::Visit),
    ("初信", Channel::Letter),
    ("重信", Channel::Letter),
];

/// Whether a text is one sign that stands for a way.
pub(crate) fn alone(squeezed: &str) -> bool {
    ALONE.iter().any(|(word, _)| squeezed == *word)
}

/// Whether a text is one of the words and nothing more.
pub(crate) fn is_word(squeezed: &str) -> bool {
    alone(squeezed) || WORDS.iter().any(|(word, _)| squeezed == *word)
}

/// Read a cell of a column for it.
pub(crate) fn read(text: &str) -> Option<Channel> {
    let squeezed = squeeze(text);
    ALONE
        .iter()
        .find(|(word, _)| squeezed == *word)
        .map(|(_, channel)| *channel)
        .or_else(|| only(&squeezed))
        .or_else(|| {
            let told = if any(&squeezed) {
                None
            } else {
                CELL.iter().find(|(word, _)| squeezed.contains(word)).map(|(_, channel)| *channel)
            };
            let visit = !any(&squeezed) && kind_of_visit(&squeezed);
            told.or(visit.then_some(Channel::Visit))
        })
}

/// The one way a title, a sheet's name or a heading speaks of; none if it speaks of several.
pub(crate) fn only(text: &str) -> Option<Channel> {
    // 接访日期 is the date of a visit and speaks of no 接访日.
    let mut rest = without_numbers(&squeeze(text)).replace("日期", "");
    let mut found: Option<Channel> = None;
    for (word, channel) in WORDS {
        if !rest.contains(word) {
            continue;
        }
        if found.is_some_and(|other| other != channel) {
            return None;
        }
        found = Some(channel);
        rest = rest.replace(word, "");
    }
    found
}

/// Whether a text speaks of any way at all.
pub(crate) fn any(text: &str) -> bool {
    let squeezed = without_numbers(&squeeze(text));
    WORDS.iter().any(|(word, _)| squeezed.contains(word))
}

/// The text without its numbers, but for 12345 itself: a telephone number may hold these digits.
fn without_numbers(squeezed: &str) -> String {
    let mut out = String::with_capacity(squeezed.len());
    let mut run = String::new();
    for c in squeezed.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        if run == "12345" {
            out.push_str(&run);
        }
        run.clear();
        out.push(c);
    }
    out.pop();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (text, channel) in [
            ("来访", Some(Channel::Visit)),
            ("群众来访登记台帐", Some(Channel::Visit)),
            ("来信", Some(Channel::Letter)),
            ("网 上", Some(Channel::Online)),
            ("12345热线", Some(Channel::Call)),
            ("来信来电网上", None),
            ("台账", None),
            ("领导接访", Some(Channel::ReceptionDay)),
            ("来信来访", None),
            ("传真", Some(Channel::Fax)),
            ("接访日期", Some(Channel::Visit)),
            ("接待日期", Some(Channel::Visit)),
            ("领导接待日", Some(Channel::ReceptionDay)),
            ("网信件", Some(Channel::Online)),
            ("填报人：0575-87123456", None),
        ] {
            assert_eq!(only(text), channel, "{text}");
        }
        assert_eq!(read("信"), Some(Channel::Letter));
        for (text, channel) in [
            ("个体访", Some(Channel::Visit)),
            ("赴京访", Some(Channel::Visit)),
            ("书记信箱", Some(Channel::Online)),
            ("人民网留言", Some(Channel::Online)),
            ("国家信访平台", Some(Channel::Online)),
            ("信访", None),
            ("回访", None),
            ("来信来访", None),
            ("上级交办", None),
        ] {
            assert_eq!(read(text), channel, "{text}");
        }
    }
}
