//! The way a petition came in.

use crate::field::Channel;
use crate::fold::squeeze;

/// The words for each way. Longer ones first where one holds another.
const WORDS: [(&str, Channel); 47] = [
    ("领导接访", Channel::ReceptionDay),
    ("接访日", Channel::ReceptionDay),
    ("接待日", Channel::ReceptionDay),
    ("公开接访", Channel::ReceptionDay),
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
    ("网信", Channel::Online),
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
];

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

/// Read a cell of a column for it.
pub(crate) fn read(text: &str) -> Option<Channel> {
    let squeezed = squeeze(text);
    ALONE
        .iter()
        .find(|(word, _)| squeezed == *word)
        .map(|(_, channel)| *channel)
        .or_else(|| only(&squeezed))
}

/// The one way a title, a sheet's name or a heading speaks of; none if it speaks of several.
pub(crate) fn only(text: &str) -> Option<Channel> {
    let mut rest = squeeze(text);
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
    let squeezed = squeeze(text);
    WORDS.iter().any(|(word, _)| squeezed.contains(word))
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
        ] {
            assert_eq!(only(text), channel, "{text}");
        }
        assert_eq!(read("信"), Some(Channel::Letter));
    }
}
