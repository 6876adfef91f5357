//! The small parts of the package.

use std::io;

use crate::{Picture, Sheet};

use super::xml::Xml;

/// Namespace of the words.
pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Namespace of relations.
pub const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Which part is what.
pub const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Default Extension="png" ContentType="image/png"/>"#,
    r#"<Default Extension="jpeg" ContentType="image/jpeg"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    "</Types>",
);

/// Where the document is.
pub const RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    "</Relationships>",
);

/// What the document uses, besides pictures.
const DOCUMENT_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>"#,
    r#"<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#,
    r#"<Relationship Id="rId6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>"#,
    r#"<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header2.xml"/>"#,
);

/// What the document uses.
pub fn document_relations(pictures: &[&Picture]) -> Vec<u8> {
    let mut all = DOCUMENT_RELATIONS.to_owned();
    for (at, picture) in pictures.iter().enumerate() {
        let (id, target) = (picture_id(at), picture_name(at, picture));
        all.push_str(&format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="{target}"/>"#
        ));
    }
    all.push_str("</Relationships>");
    all.into_bytes()
}

/// The relation of a picture, counted from 0.
pub fn picture_id(at: usize) -> String {
    format!("rIdPicture{}", at + 1)
}

/// The file of a picture, below `word/`.
pub fn picture_name(at: usize, picture: &Picture) -> String {
    format!("media/image{}.{}", at + 1, picture.format.ending())
}

/// Page numbers are outside, so odd and even pages differ. Compatibility 15 is Word 2013 and later:
/// without it Word opens the file in its compatibility mode. Punctuation may hang out of the line,
/// signs that begin no line begin none.
pub const SETTINGS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>"#,
    r#"<w:characterSpacingControl w:val="compressPunctuation"/>"#,
    r#"<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"#,
    r#"<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"#,
    r#"<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>"#,
    r#"</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#,
);

/// The file's title. No author and no times: who made a paper stands in the matter's history.
pub fn core(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let mut xml = Xml::begin()?;
    let core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    let names = [("xmlns:cp", core), ("xmlns:dc", "http://purl.org/dc/elements/1.1/")];
    xml.element("cp:coreProperties", &names, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&sheet.title.replace('\n', " ")))?;
        xml.element("dc:language", &[], |xml| xml.text("zh-CN"))
    })?;
    Ok(xml.finish())
}

/// A font with what may stand in for it, best first.
struct Font {
    name: &'static str,
    instead: &'static str,
    family: &'static str,
}

/// The fonts of official papers are not free, so a machine may lack them.
const FONTS: [Font; 9] = [
    Font {
        name: "方正小标宋简体",
        instead: "方正小标宋_GBK,华文中宋,宋体,SimSun,Noto Serif CJK SC",
        family: "roman",
    },
    Font { name: "仿宋_GB2312", instead: "仿宋,FangSong,Noto Serif CJK SC", family: "modern" },
    Font { name: "楷体_GB2312", instead: "楷体,KaiTi,Noto Serif CJK SC", family: "modern" },
    Font { name: "黑体", instead: "SimHei,Noto Sans CJK SC", family: "modern" },
    Font { name: "宋体", instead: "SimSun,Noto Serif CJK SC", family: "roman" },
    Font { name: "仿宋", instead: "FangSong", family: "modern" },
    Font { name: "FangSong", instead: "仿宋", family: "modern" },
    Font {
        name: "Noto Serif CJK SC", instead: "思源宋体,Source Han Serif SC", family: "roman"
    },
    Font { name: "Times New Roman", instead: "Liberation Serif", family: "roman" },
];

/// The fonts and what may stand in for them.
pub fn font_table() -> io::Result<Vec<u8>> {
    let mut xml = Xml::begin()?;
    xml.element("w:fonts", &[("xmlns:w", W)], |xml| {
        for font in FONTS {
            xml.element("w:font", &[("w:name", font.name)], |xml| {
                xml.value("w:altName", font.instead)?;
                // 86: the character set of GB 2312 and its successors; 00: Western.
                let western = font.name == "Times New Roman";
                xml.value("w:charset", if western { "00" } else { "86" })?;
                xml.value("w:family", font.family)?;
                xml.value("w:pitch", "variable")
            })?;
        }
        Ok(())
    })?;
    Ok(xml.finish())
}
