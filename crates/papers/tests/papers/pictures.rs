//! Drawn signatures and photographed handwriting.

use std::io::{Cursor, Read};

use papers::{
    BadPicture, Field, FillError, Gap, PICTURE_BYTES_MAX, PICTURES_MAX, PaperKind, Picture,
    PictureFormat, SignPlace, Template, Why, docx, fill,
};
use proptest::prelude::*;

use crate::fixture::full;

/// A grey PNG of this size, its rows stored without compression.
pub fn png(width: u16, height: u16) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
        let body = [kind.as_slice(), data].concat();
        chunk.extend(&body);
        chunk.extend(crc(&body).to_be_bytes());
        chunk
    };
    let mut header = u32::from(width).to_be_bytes().to_vec();
    header.extend(u32::from(height).to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    let mut row = vec![0];
    row.extend((0..width).map(|at| if at % 7 < 3 { 0 } else { 255 }));
    let raw = row.repeat(usize::from(height));
    let mut packed = vec![0x78, 0x01];
    let mut pieces = raw.chunks(60_000).peekable();
    while let Some(piece) = pieces.next() {
        packed.push(u8::from(pieces.peek().is_none()));
        let length = u16::try_from(piece.len()).unwrap();
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(piece);
    }
    packed.extend(adler(&raw).to_be_bytes());
    let parts = [chunk(b"IHDR", &header), chunk(b"IDAT", &packed), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1A\n".to_vec(), parts.concat()].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

/// The beginning of a JPEG: a table of 4 bytes, then a frame of 300 by 200 pixels.
const JPEG: &[u8] =
    b"\xFF\xD8\xFF\xE0\x00\x04\x4A\x46\xFF\xFF\xC2\x00\x0B\x08\x00\xC8\x01\x2C\x01\x01\x11\x00";

#[test]
fn sizes_are_read() {
    let read = Picture::read(&png(120, 40)).unwrap();
    assert_eq!((read.format, read.width, read.height), (PictureFormat::Png, 120, 40));
    let read = Picture::read(JPEG).unwrap();
    assert_eq!((read.format, read.width, read.height), (PictureFormat::Jpeg, 300, 200));
}

#[test]
fn what_is_none_is_refused() {
    assert_eq!(Picture::read(b""), Err(BadPicture::Unknown));
    assert_eq!(Picture::read(b"GIF89a\x01\0\x01\0"), Err(BadPicture::Unknown));
    assert_eq!(Picture::read(&JPEG[..15]), Err(BadPicture::Unknown), "cut off");
    assert_eq!(Picture::read(&png(5, 5)[..20]), Err(BadPicture::Unknown), "cut off");
    assert_eq!(Picture::read(&png(0, 9)), Err(BadPicture::Size { width: 0, height: 9 }));
    assert_eq!(Picture::read(&png(9000, 1)), Err(BadPicture::Size { width: 9000, height: 1 }));
    let long = [png(5, 5), vec![0; PICTURE_BYTES_MAX]].concat();
    assert_eq!(Picture::read(&long), Err(BadPicture::TooLarge));
}

#[test]
fn each_signature_stands_at_its_place() {
    let kind = PaperKind::MediationAgreement;
    let mut data = full(kind);
    data.pictures.insert(SignPlace::Party.key(Some(1)), png(300, 60));
    data.pictures.insert(SignPlace::Mediator.key(None), JPEG.to_vec());
    data.pictures.insert("elsewhere".into(), png(3, 3));
    let sheet = fill(&Template::shipped(kind), &data).unwrap().sheet;
    let found: Vec<_> = sheet
        .sign_lines()
        .iter()
        .map(|line| (line.picture.as_ref().map(|picture| picture.format), line.size))
        .collect();
    let wanted = [
        (None, (0, 0)),
        // 300 by 60 pixels in 45 by 14 mm, and 300 by 200.
        (Some(PictureFormat::Png), (45, 9)),
        (Some(PictureFormat::Jpeg), (21, 14)),
        (None, (0, 0)),
    ];
    assert_eq!(found, wanted);
    let text = sheet.to_string();
    assert!(text.contains("当事人（一）陈秀兰签名：＿＿＿＿"), "{text}");
    assert!(text.contains("当事人（二）周长河签名：［图］"), "{text}");
}

#[test]
fn nothing_but_a_picture_is_printed_and_not_without_end() {
    let kind = PaperKind::MediationAgreement;
    let mut data = full(kind);
    data.is_draft = true;
    data.pictures.insert("mediator".into(), b"<svg onload=alert(1)>".to_vec());
    let refused = fill(&Template::shipped(kind), &data);
    assert_eq!(refused, Err(FillError::Picture("mediator".into())));
    data.pictures =
        (0..=PICTURES_MAX).map(|at| (SignPlace::Party.key(Some(at)), png(3, 3))).collect();
    assert!(matches!(fill(&Template::shipped(kind), &data), Err(FillError::Picture(_))));
}

#[test]
fn the_file_holds_the_pictures_it_refers_to() {
    let kind = PaperKind::MediationAgreement;
    let mut data = full(kind);
    let (first, second) = (png(300, 60), png(80, 80));
    data.pictures.insert("party.0".into(), first.clone());
    data.pictures.insert("recorder".into(), second.clone());
    let sheet = fill(&Template::shipped(kind), &data).unwrap().sheet;
    let bytes = docx(&sheet).unwrap();
    assert_eq!(bytes, docx(&sheet).unwrap());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut read = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut read).unwrap();
        read
    };
    assert_eq!(part("word/media/image1.png"), first);
    assert_eq!(part("word/media/image2.png"), second);
    let relations = String::from_utf8(part("word/_rels/document.xml.rels")).unwrap();
    let document = String::from_utf8(part("word/document.xml")).unwrap();
    for (id, file) in [("rIdPicture1", "media/image1.png"), ("rIdPicture2", "media/image2.png")] {
        let known = format!("Id=\"{id}\"");
        assert!(relations.contains(&known) && relations.contains(file), "{relations}");
        assert_eq!(document.matches(&format!("r:embed=\"{id}\"")).count(), 1);
    }
    // 45 by 9 mm, and 14 by 14.
    assert!(document.contains(r#"<wp:extent cx="1620000" cy="324000"/>"#), "{document}");
    assert!(document.contains(r#"<wp:extent cx="504000" cy="504000"/>"#));
    let mut reader = quick_xml::Reader::from_str(&document);
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
}

#[test]
fn a_photographed_instruction_is_printed_as_it_is() {
    let kind = PaperKind::InstructionSheet;
    let mut data = full(kind);
    let without = fill(&Template::shipped(kind), &data).unwrap().sheet;
    assert!(without.sign_lines().is_empty());
    data.pictures.insert("instruction".into(), png(1500, 700));
    let with = fill(&Template::shipped(kind), &data).unwrap().sheet;
    let sizes: Vec<_> = with.sign_lines().iter().map(|line| line.size).collect();
    assert_eq!(sizes, [(150, 70)]);
}

#[test]
fn there_is_no_agreement_with_one_party() {
    for kind in PaperKind::ALL.into_iter().filter(|kind| kind.needs_two_parties()) {
        let mut data = full(kind);
        data.dispute.parties.truncate(1);
        let gap = Gap { field: Field::PartyName, item: Some(1), why: Why::Missing };
        assert_eq!(fill(&Template::shipped(kind), &data), Err(FillError::Gaps(vec![gap])));
    }
}

#[test]
fn there_is_a_copy_for_each_party_and_one_for_the_committee() {
    let kind = PaperKind::MediationAgreement;
    let mut data = full(kind);
    let printed =
        |data: &papers::PaperData| fill(&Template::shipped(kind), data).unwrap().sheet.to_string();
    assert!(printed(&data).contains("一式三份"));
    data.dispute.parties.push(papers::Party { name: "赵明".into(), ..papers::Party::default() });
    assert!(printed(&data).contains("一式四份"));
}

proptest! {
    #[test]
    fn no_bytes_break_the_reading_of_pictures(
        head in prop_oneof![Just(b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec()), Just(b"\xFF\xD8".to_vec()), Just(Vec::new())],
        rest in prop::collection::vec(prop_oneof![Just(0xFF_u8), Just(0xC0), any::<u8>()], 0..64),
    ) {
        if let Ok(picture) = Picture::read(&[head, rest].concat()) {
            let (wide, high) = picture.fit((45, 14));
            prop_assert!((1..=45).contains(&wide) && (1..=14).contains(&high));
        }
    }
}
