//! Names, and what else people write into the cell for them.

use crate::field::Sex;
use crate::fold::{fold, is_han, squeeze, tidy};
use crate::numeral::with_digits;
use crate::values::count::{self, ReadCount};
use crate::values::{id_number, phone, says_nothing, village};

/// What a cell for names says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct NameFacts {
    /// The first name.
    pub(crate) name: Option<String>,
    /// Further names.
    pub(crate) others: Vec<String>,
    /// Several people, or an office, by their place; the name where there is no other.
    group: Option<String>,
    /// Without a name on purpose.
    pub(crate) anonymous: bool,
    /// 等5人, or （5人）.
    pub(crate) count: Option<ReadCount>,
    /// 等 without a number.
    pub(crate) and_others: bool,
    pub(crate) sex: Option<Sex>,
    pub(crate) id_number: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) village: Option<String>,
}

const ANONYMOUS: [&str; 12] = [
    "匿名",
    "未署名",
    "未具名",
    "未留姓名",
    "不留名",
    "不具名",
    "无名氏",
    "群众匿名",
    "匿名群众",
    "佚名",
    "隐名",
    "不愿透露姓名",
];

const COMPOUND_SURNAMES: [&str; 14] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯",
    "端木", "南宫",
];

/// The surnames most people have.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜\
戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞\
章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景\
薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁\
商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺区缪厉逄佘褚尚权鹿阚亓禹雍濮郗郏麻占隆祖束粟闻支昝但滑来逯邝阙嵇鞏展暴邬初惠荀蒙相呼";

/// Whether a text has the shape of one person's name.
pub(crate) fn looks_like(text: &str) -> bool {
    let tidied = tidy(text);
    let length = tidied.chars().count();
    let surname = tidied.chars().next().is_some_and(|c| SURNAMES.contains(c));
    let compound = COMPOUND_SURNAMES.iter().any(|surname| tidied.starts_with(surname));
    let han = tidied.chars().all(is_han);
    let minority =
        length <= 20 && tidied.contains('·') && tidied.chars().all(|c| is_han(c) || c == '·');
    let not_a_place =
        !tidied.ends_with(['村', '庄', '区', '镇', '县', '所', '办', '局', '站', '会', '院', '类']);
    minority
        || (han
            && not_a_place
            && ((surname && (2..=3).contains(&length)) || (compound && (3..=4).contains(&length))))
}

/// Read a cell for names.
pub(crate) fn read(text: &str) -> NameFacts {
    let mut facts = NameFacts::default();
    let mut rest = fold(text).replace(['•', '・', '．', '‧'], "·");
    if let Some((number, without)) = id_number::find_run(&rest) {
        facts.id_number = Some(number);
        rest = without;
    }
    let (phones, without) = phone::find_all(&rest);
    if let Some(number) = phones.into_iter().next() {
        facts.phone = Some(number);
        rest = without;
    }
    let rest = without_brackets(&rest, &mut facts);
    let rest = without_labels(&rest);
    let rest = count_off(&rest, &mut facts);
    let pieces = pieces(&rest);
    for piece in pieces {
        place(&piece, &mut facts);
    }
    // Where nobody is named, those who came are who came: 石桥村3组村民.
    if facts.name.is_none() && !facts.anonymous {
        facts.name = facts.group.take();
    }
    facts
}

/// Whether a piece names people, or an office, by their place: 石桥村部分村民, 石桥村村委会.
fn of_many(piece: &str) -> bool {
    const MANY: [&str; 9] =
        ["村民", "居民", "群众", "村委会", "居委会", "委员会", "村民代表", "农户", "住户"];
    MANY.iter().any(|word| piece.ends_with(word))
}

/// Take out what stands in brackets, keeping from it what is a fact of its own.
fn without_brackets(text: &str, facts: &mut NameFacts) -> String {
    let mut out = String::new();
    let mut inside = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' if depth > 0 => {
                depth -= 1;
                bracketed(&inside, facts);
                inside.clear();
            }
            _ if depth > 0 => inside.push(c),
            _ => out.push(c),
        }
    }
    bracketed(&inside, facts);
    // A cell that is all brackets is what the brackets hold.
    if squeeze(&out).is_empty() { inside } else { out }
}

fn bracketed(inside: &str, facts: &mut NameFacts) {
    for part in inside.split(['、', ',', '，', ';', '；', '/', '\n']) {
        let squeezed = squeeze(part);
        match squeezed.as_str() {
            "男" => facts.sex = facts.sex.or(Some(Sex::Male)),
            "女" => facts.sex = facts.sex.or(Some(Sex::Female)),
            _ if squeezed.contains(['人', '户', '名', '位']) => {
                facts.count = facts.count.or_else(|| count::within_name(&squeezed));
            }
            _ if facts.village.is_none() => facts.village = village::find(&squeezed),
            _ => {}
        }
    }
}

fn without_labels(text: &str) -> String {
    // Longer ones first: 联系电话 ends in 电话.
    const LABELS: [&str; 20] = [
        "身份证号码",
        "联系电话",
        "联系方式",
        "家庭住址",
        "身份证号",
        "手机号码",
        "电话号码",
        "信访人",
        "来访人",
        "反映人",
        "身份证",
        "手机号",
        "现住址",
        "姓名",
        "电话",
        "手机",
        "住址",
        "地址",
        "性别",
        "年龄",
    ];
    let mut out = text.to_owned();
    for label in LABELS {
        for mark in [":", "："] {
            out = out.replace(&format!("{label}{mark}"), " ");
        }
    }
    out
}

/// Cut off 等, 等5人, 等五户村民, 一行5人, 共5人.
fn count_off(text: &str, facts: &mut NameFacts) -> String {
    const STARTS: [&str; 7] = ["等", "一行", "带队", "带领", "为首", "共计", "共"];
    for start in STARTS {
        // Of two the last: 于等明等5人.
        let Some((before, after)) = text.rsplit_once(start) else {
            continue;
        };
        // A name may hold the character: it ends a list only with a name before it and a number or nothing much after it.
        if squeeze(before).chars().count() < 2 {
            continue;
        }
        let after = squeeze(after);
        let after = after.trim_start_matches(['共', '计']).to_owned();
        let counted = count::within_name(&after);
        let numbered = with_digits(&after).starts_with(|c: char| c.is_ascii_digit() || c == '约');
        // 李杰等石桥村村民12人.
        let of_place = start == "等" && after.ends_with(['人', '户', '名', '位']);
        if (numbered || of_place) && counted.is_some() {
            facts.count = counted;
            if !numbered && facts.village.is_none() {
                facts.village = village::find(&after);
            }
            return before.to_owned();
        }
        let loose = ["", "人", "村民", "群众", "户", "多人", "数人", "若干人", "人员", "居民"];
        if start == "等" && (loose.contains(&after.as_str()) || numbered) {
            facts.and_others = true;
            return before.to_owned();
        }
    }
    // 李杰5人, without a word between.
    let trimmed = text.trim_end();
    if trimmed.ends_with(['人', '户']) {
        let head: String = trimmed.chars().take_while(|c| !c.is_ascii_digit()).collect();
        if head.len() < trimmed.len() && looks_like(&head) {
            facts.count = count::within_name(trimmed.get(head.len()..).unwrap_or_default());
            return head;
        }
    }
    text.to_owned()
}

/// The names in a list, rejoined where a space only pads one: 李 杰.
fn pieces(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let parts = text.split(['、', ',', '，', ';', '；', '/', '|', '\n', '及', ':', '：']);
    for part in parts.flat_map(pair) {
        let words: Vec<&str> =
            part.split(' ').map(unlisted).filter(|word| !word.is_empty()).collect();
        // 李杰 女 石桥村: the sex behind a name is no part of it.
        if let [name, sex @ ("男" | "女"), rest @ ..] = words.as_slice()
            && looks_like(name)
        {
            out.extend([(*name).to_owned(), (*sex).to_owned(), rest.concat()]);
            continue;
        }
        let padded = words.iter().any(|word| word.chars().count() == 1)
            || words.first().is_some_and(|word| COMPOUND_SURNAMES.contains(word))
            || !(words.iter().any(|word| looks_like(word))
                || words.iter().all(|word| word.chars().all(|c| is_han(c) || c == '·')));
        if padded {
            out.push(tidy(part));
        } else {
            out.extend(words.into_iter().map(str::to_owned));
        }
    }
    out.retain(|piece| !piece.is_empty());
    out
}

/// 李杰和王芳 are two, and 李杰-石桥村 is one and their village; a name may hold any of these signs itself.
fn pair(part: &str) -> Vec<&str> {
    let placed = |one: &str, two: &str| looks_like(one) && village::looks_like(two);
    let fit = |one: &str, two: &str| {
        (looks_like(one) && looks_like(two)) || placed(one, two) || placed(two, one)
    };
    ['和', '与', '-', '—']
        .into_iter()
        .filter_map(|word| part.split_once(word))
        .find(|(one, two)| fit(one, two))
        .map_or_else(|| vec![part], |(one, two)| vec![one, two])
}

/// Without the place in a list: 1.李杰, ①李杰.
fn unlisted(word: &str) -> &str {
    let circled = |c: char| matches!(c, '\u{2460}'..='\u{249B}');
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let marked = rest.is_empty() || (rest.len() < word.len() && rest.starts_with(['.', ')']));
    if marked { rest.trim_start_matches(['.', ')']) } else { word.trim_start_matches(circled) }
}

fn place(piece: &str, facts: &mut NameFacts) {
    let mark = |c: char| matches!(c, '\'' | '"' | '-' | '—' | '.' | '。' | ':' | '：' | ' ');
    let piece = piece.trim_start_matches('*');
    let piece = unlisted(piece).trim_matches(mark);
    // 张* is a name with a part hidden; behind a whole name it is a mark.
    let piece = match piece.trim_end_matches('*') {
        name if name.chars().count() >= 2 => name,
        _ => piece,
    };
    if ANONYMOUS.contains(&piece) || piece.starts_with("匿名") {
        facts.anonymous = true;
        return;
    }
    match piece {
        "男" | "女" if facts.sex.is_none() => {
            facts.sex = crate::values::sex::read(piece);
            return;
        }
        _ if piece.is_empty() || says_nothing(piece) => return,
        _ => {}
    }
    let piece = ["现住", "家住", "住"]
        .iter()
        .find_map(|word| piece.strip_prefix(word))
        .filter(|rest| village::find(rest).is_some())
        .unwrap_or(piece);
    if is_label(piece) {
        return;
    }
    // 石桥村李杰, 石桥村村民李杰; or the village as a piece of its own.
    if let Some((place, person)) = after_village(piece) {
        facts.village.get_or_insert(place);
        if person.is_empty() {
            if facts.group.is_none() && of_many(piece) {
                facts.group = Some(piece.to_owned());
            }
            return;
        }
        push_name(&person, facts);
        return;
    }
    push_name(piece, facts);
}

fn push_name(person: &str, facts: &mut NameFacts) {
    // Belonging to whoever is named before, without a name of their own.
    const RELATIVES: &str = "家属 家人 亲属 妻子 丈夫 儿子 女儿 父亲 母亲 邻居 村民 群众 其他人";
    if facts.name.is_some() && RELATIVES.split(' ').any(|word| word == person) {
        facts.and_others = true;
        return;
    }
    let person = without_title(person, facts);
    if facts.name.is_none() {
        facts.name = Some(person.to_owned());
    } else if looks_like(person) || (2..=4).contains(&person.chars().count()) {
        facts.others.push(person.to_owned());
    }
}

/// The name without 先生, 夫妇 and the like behind it, where a whole name is left.
fn without_title<'a>(person: &'a str, facts: &mut NameFacts) -> &'a str {
    const TITLES: &str = "先生 女士 同志 老人 大爷 大妈";
    const COUPLES: &str = "夫妇 夫妻 父子 父女 母子 母女 婆媳";
    const FAMILIES: &str = "一家 全家 一家人 全家人 兄弟 姐妹 家属 家人";
    let without = |words: &str| {
        words.split(' ').find_map(|word| person.strip_suffix(word).filter(|name| looks_like(name)))
    };
    if let Some(name) = without(TITLES) {
        return name;
    }
    if let Some(name) = without(COUPLES) {
        facts.count = facts.count.or(Some(ReadCount { people: 2, note: None }));
        return name;
    }
    if let Some(name) = without(FAMILIES) {
        facts.and_others = true;
        return name;
    }
    person
}

/// What describes a person without naming one: 电话, 45岁, 汉族.
fn is_label(piece: &str) -> bool {
    const LABELS: &str = "电话 手机 联系电话 手机号 手机号码 身份证 身份证号 身份证号码 号码 联系方式 住址 家庭住址 地址 联系 农民";
    let years = piece.strip_suffix('岁').map(with_digits);
    let age = years.is_some_and(|years| years.parse::<u32>().is_ok());
    let people = piece.ends_with('族') && piece.chars().count() <= 3;
    LABELS.split(' ').any(|label| label == piece) || age || people
}

/// The name behind a group and its number, if there is one: 3组李杰, 第二村民小组李杰, 12号李杰.
fn behind_group(after: &str) -> &str {
    const NUMERALS: &str = "第0123456789一二三四五六七八九十";
    let unnumbered = after.trim_start_matches(|c| NUMERALS.contains(c));
    ["村民小组", "小组", "组", "队", "号"]
        .iter()
        .filter(|_| unnumbered.len() < after.len())
        .find_map(|word| unnumbered.strip_prefix(word))
        .filter(|person| looks_like(person))
        .unwrap_or(after)
}

/// A village and the name after it, where what follows the village is a name or nothing and the whole is not one.
fn after_village(piece: &str) -> Option<(String, String)> {
    const ENDS: [&str; 8] =
        ["村村民", "社区居民", "村民", "居民", "社区", "村委会", "居委会", "村"];
    for end in ENDS {
        let Some((before, after)) = piece.split_once(end) else {
            continue;
        };
        // 石桥村3组李杰: the group belongs to the place.
        let after = behind_group(after);
        // 石桥村人, 石桥村3组: what follows belongs to the place.
        let of_place =
            after.is_empty() || after == "人" || after.ends_with(['组', '号', '队', '室']);
        if before.is_empty() || !(of_place || looks_like(after)) {
            continue;
        }
        let whole = piece.strip_suffix(after).unwrap_or(piece);
        let whole = whole.strip_suffix("村民").map_or_else(
            || whole.to_owned(),
            |stem| match stem.ends_with(['村', '区']) {
                true => stem.to_owned(),
                false => format!("{stem}村"),
            },
        );
        let whole = whole.strip_suffix("居民").map_or(whole.clone(), str::to_owned);
        if let Some(village) = village::find(&whole) {
            let person = if of_place { "" } else { after };
            return Some((village, person.to_owned()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        read(text).name
    }

    #[test]
    fn plain_names() {
        for (written, expected) in [
            ("李杰", "李杰"),
            ("李杰 ", "李杰"),
            ("李　杰", "李杰"),
            ("李杰\u{3000}", "李杰"),
            ("杨䶮世", "杨䶮世"),
            ("欧阳 建国", "欧阳建国"),
            ("阿依·买买提", "阿依·买买提"),
            ("阿依•买买提", "阿依·买买提"),
            ("李杰（代）", "李杰"),
            ("John Smith", "John Smith"),
            ("于等明", "于等明"),
            ("于等明等5人", "于等明"),
            ("共青城", "共青城"),
            ("信访人：李杰", "李杰"),
        ] {
            assert_eq!(name(written).as_deref(), Some(expected), "{written}");
        }
        for nothing in ["匿名", "—", "无", "不详", ""] {
            assert_eq!(name(nothing), None, "{nothing}");
        }
        assert!(read("匿名").anonymous);
        assert!(read("匿名信").anonymous);
        for as_written in ["石桥村3组村民", "石桥村部分村民", "石桥村村委会", "张*", "王××"]
        {
            assert_eq!(name(as_written).as_deref(), Some(as_written), "{as_written}");
        }
        assert_eq!(name("*李杰").as_deref(), Some("李杰"));
    }

    #[test]
    fn with_others() {
        for (written, people) in [
            ("李杰等5人", Some(5)),
            ("李杰等五人", Some(5)),
            ("李杰等 12 人", Some(12)),
            ("李杰（5人）", Some(5)),
            ("李杰一行5人", Some(5)),
            ("李杰等5户村民", Some(5)),
            ("李杰等", None),
            ("李杰 等人", None),
            ("李杰等村民", None),
            ("李杰5人", Some(5)),
        ] {
            let facts = read(written);
            assert_eq!(facts.name.as_deref(), Some("李杰"), "{written}");
            assert_eq!(facts.count.map(|count| count.people), people, "{written}");
            assert_eq!(facts.and_others, people.is_none(), "{written}");
        }
        let two = read("李杰、王芳");
        assert_eq!((two.name.as_deref(), two.others), (Some("李杰"), vec!["王芳".to_owned()]));
        assert_eq!(read("李杰 王芳").others.len(), 1);
        for written in ["李杰和王芳", "李杰与王芳", "1.李杰 2.王芳", "1、李杰、王芳"]
        {
            let two = read(written);
            assert_eq!(
                (two.name.as_deref(), two.others.as_slice()),
                (Some("李杰"), ["王芳".to_owned()].as_slice()),
                "{written}"
            );
        }
        assert_eq!(name("李和平").as_deref(), Some("李和平"));
        for (written, people, others) in [
            ("李杰夫妇", Some(2), false),
            ("李杰一家", None, true),
            ("李杰及家属", None, true),
            ("李杰带队12人", Some(12), false),
            ("李杰等共5人", Some(5), false),
            ("李杰女士", None, false),
            ("①李杰", None, false),
        ] {
            let facts = read(written);
            assert_eq!(facts.name.as_deref(), Some("李杰"), "{written}");
            assert_eq!(facts.count.map(|count| count.people), people, "{written}");
            assert_eq!((facts.and_others, facts.others.len()), (others, 0), "{written}");
        }
        assert_eq!(name("李女士").as_deref(), Some("李女士"));
    }

    #[test]
    fn with_other_facts() {
        for written in [
            "李杰 19900001234",
            "李杰19900001234",
            "李杰（19900001234）",
            "李杰\n19900001234",
            "李杰，电话：19900001234",
        ] {
            let facts = read(written);
            assert_eq!(facts.name.as_deref(), Some("李杰"), "{written}");
            assert_eq!(facts.phone.as_deref(), Some("19900001234"), "{written}");
        }
        let facts = read("李杰（女） 990101198006031789 19900001234");
        assert_eq!(facts.id_number.as_deref(), Some("990101198006031789"));
        assert_eq!((facts.phone.as_deref(), facts.sex), (Some("19900001234"), Some(Sex::Female)));
        for written in
            ["石桥村李杰", "李杰（石桥村）", "石桥村村民李杰", "石桥村 李杰", "李杰 清水镇石桥村"]
        {
            let facts = read(written);
            assert_eq!(facts.name.as_deref(), Some("李杰"), "{written}");
            assert_eq!(facts.village.as_deref(), Some("石桥村"), "{written}");
        }
        for written in
            ["石桥村3组李杰", "李杰-石桥村", "石桥村第二村民小组李杰", "李杰等石桥村村民12人"]
        {
            let facts = read(written);
            assert_eq!(facts.name.as_deref(), Some("李杰"), "{written}");
            assert_eq!(facts.village.as_deref(), Some("石桥村"), "{written}");
            assert_eq!(facts.count.is_some(), written.contains('等'), "{written}");
        }
        for written in [
            "石桥村：李杰",
            "李杰（女，石桥村）",
            "姓名：李杰\n住址：石桥村\n联系电话：19900001234",
            "李杰 女 石桥村3组",
        ] {
            let facts = read(written);
            assert_eq!(facts.name.as_deref(), Some("李杰"), "{written}");
            assert_eq!(facts.village.as_deref(), Some("石桥村"), "{written}");
            assert_eq!(facts.sex.is_some(), written.contains('女'), "{written}");
            assert!(facts.others.is_empty(), "{written} {:?}", facts.others);
        }
        assert_eq!(read("东岗社区村民李杰").village.as_deref(), Some("东岗社区"));
        let facts =
            read("李杰，男，45岁，汉族，石桥村人，身份证号990101198006031789，电话19900001234");
        assert_eq!(
            (facts.name.as_deref(), facts.village.as_deref(), facts.sex),
            (Some("李杰"), Some("石桥村"), Some(Sex::Male))
        );
        assert!(facts.others.is_empty(), "{:?}", facts.others);
        assert_eq!(read("李杰 现住石桥村3组").village.as_deref(), Some("石桥村"));
        assert_eq!(read("李杰等5人19900001234").count.map(|count| count.people), Some(5));
    }
}
