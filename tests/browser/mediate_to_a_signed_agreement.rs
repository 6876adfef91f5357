//! A mediation from the parties' consent to an agreement they signed on the glass: printed, kept as a
//! Word file, and with the committee's own office alone.

use acceptance::{
    Failed, LONG, Machine, Proxy, Relay, Role, SOON, Size, Stage, TOWNSHIP, Tablet, VILLAGE, forms,
    scenario, until,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::Command,
};

const TITLE: &str = "单家与查家地界纠纷";
const PARTIES: [&str; 2] = ["单小明", "查理明"];
const MEDIATOR: &str = "仇家和";
/// Said before the committee.
const SAID: &str = "我家砌墙时确实占了一尺";
/// What the agreement says, by the names of its fields.
const AGREED: [(&str, &str); 5] = [
    ("纠纷主要事实", "单家砌墙占用查家宅基地一尺。"),
    ("争议事项", "墙是否拆除，是否补偿。"),
    ("各方当事人责任", "单家未经协商砌墙，负主要责任。"),
    ("协议内容", "单家将墙退回一尺，查家自愿补助人工费五百元。"),
    ("履行方式", "由双方各自履行，村委会到场见证。"),
];

#[test]
fn mediate_to_a_signed_agreement() -> Result<(), Failed> {
    scenario("mediate_to_a_signed_agreement", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Tall).await?;

        // In the courtyard, without a network.
        near.cut().await;
        village.chip_says("离线").await?;
        find_dispute(&village).await?;
        mediate(&village).await?;
        agree(&village).await?;
        photograph(stage, &village).await?;
        sign(&village).await?;
        make_out(&village).await?;
        printed(stage, &village).await?;
        as_word(stage, &village).await?;
        near.restore().await?;
        village.chip_says("已全部上报").await?;

        nothing_reached_the_township(stage, (&relay, &far)).await?;
        the_colleague_has_it(stage, (&relay, &far)).await
    })
}

async fn find_dispute(village: &Tablet) -> Result<()> {
    village.go("#/disputes/new").await?;
    village.write("纠纷名称", TITLE).await?;
    for (at, name) in PARTIES.iter().enumerate() {
        village.write(&format!("当事人 {}｜姓名或名称", at + 1), name).await?;
    }
    village.press(Role::Button, "保存").await?;
    village.press(Role::Link, "打开这件纠纷").await?;
    village.find(Role::Heading, TITLE).await.map(|_| ())
}

async fn mediate(village: &Tablet) -> Result<()> {
    village.press(Role::Button, "调解｜启动调解……").await?;
    village.choose("当事人申请调解", "是").await?;
    village.write("调解员", MEDIATOR).await?;
    village.press(Role::Button, "确认启动调解").await?;
    // Nothing is talked about before both consented and know their rights.
    village.find(Role::Heading, "第一步").await?;
    ensure!(village.find_now(Role::Field, "谈话内容").await?.is_none(), "a talk before consent");
    for name in PARTIES {
        village.press(Role::Button, &format!("{name}：同意")).await?;
        let said = format!("{name} 同意（");
        until("the consent stands", SOON, async || {
            let text = village.section("调解").await?;
            Ok(text.replace(['\n', ' '], "").contains(&said.replace(' ', "")).then_some(()))
        })
        .await?;
    }
    village.press(Role::Button, "已当面告知").await?;
    village.write("调解地点", "村委会").await?;
    village.write("谈话内容", SAID).await?;
    village.press(Role::Button, "保存这次调解").await?;
    forms::part_says(village, "调解", &["第 1 次", "谈话记录（仅本单位可见）（1）"]).await
}

async fn agree(village: &Tablet) -> Result<()> {
    village.press(Role::Button, "第四步 达成协议").await?;
    village.choose("协议形式", "书面协议").await?;
    village.write("协议书编号", "（2026）前杨人调字第1号").await?;
    for (field, text) in AGREED {
        village.write(field, text).await?;
    }
    village.pick_day("履行期限｜履行期限", "2030-01-31").await?;
    village.press(Role::Button, "添加履行期限").await?;
    village.press(Role::Button, "登记协议").await?;
    forms::part_says(village, "调解", &["已达成协议", "2030年1月31日前履行", AGREED[3].1]).await
}

/// A photo of what the parties brought, with the place it was taken at in it: not in ours.
async fn photograph(stage: &Stage, village: &Tablet) -> Result<()> {
    let given = fs::read(Machine::fixture("photo-with-place.jpg"))?;
    ensure!(holds(&given, b"Exif") && holds(&given, b"Testphone"), "the fixture says where it was");
    let field = "调解材料（仅本单位可见）｜附件文件";
    village.give_file(field, &Machine::fixture("photo-with-place.jpg")).await?;
    village.sees_within("photo-with-place", LONG).await?;
    let size = until("the photo is shown in small", LONG, async || {
        let script = "const img = [...document.querySelectorAll('.attachment img')].find((one) => one.naturalWidth);
            return img ? [img.naturalWidth, img.naturalHeight] : null;";
        let found = village.run(script, vec![]).await?;
        Ok((!found.is_null()).then_some(found))
    })
    .await?;
    ensure!(size == json!([360, 640]), "turned upright: {size}");
    let dir = downloads(stage, village).await?;
    village.press(Role::Button, "调解材料（仅本单位可见）｜存成文件").await?;
    let file = until("the photo is saved", LONG, async || downloaded(&dir, "jpg")).await?;
    let bytes = fs::read(file)?;
    ensure!(bytes.starts_with(&[0xff, 0xd8, 0xff]), "it is a JPEG");
    for told in [&b"Exif"[..], b"Testphone", b"Invented", b"GPS"] {
        ensure!(!holds(&bytes, told), "the photo still says {}", String::from_utf8_lossy(told));
    }
    Ok(())
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

/// Both parties and the mediator sign on the glass; the recorder need not.
async fn sign(village: &Tablet) -> Result<()> {
    village.press(Role::Link, "协议书：签名、打印").await?;
    village.find(Role::Heading, "人民调解协议书").await?;
    for (at, who) in PARTIES.iter().chain([&MEDIATOR]).enumerate() {
        let slot = slot_of(village, who).await?;
        village.press(Role::Button, &format!("{slot}｜手写签名")).await?;
        draw(village, at).await?;
        village.press(Role::Button, "保存签名").await?;
        until(&format!("{who} has signed"), LONG, async || {
            let state = village.run(SLOT_STATE, vec![json!(slot)]).await?;
            Ok(state.as_str().filter(|text| text.contains("已签名")).map(|_| ()))
        })
        .await?;
    }
    // In the sheet, too.
    until("the signatures stand in the paper", LONG, async || {
        let script = "return document.querySelectorAll('.a4__flow .paper__picture').length;";
        Ok((village.run(script, vec![]).await?.as_u64() >= Some(3)).then_some(()))
    })
    .await
}

const SLOT_STATE: &str = "const group = [...document.querySelectorAll('[role=group]')]
    .find((one) => one.getAttribute('aria-label') === arguments[0]);
    return group ? group.innerText : null;";

/// What the place is called where somebody signs.
async fn slot_of(village: &Tablet, who: &str) -> Result<String> {
    until(&format!("there is a place for {who} to sign"), LONG, async || {
        let script = "const group = [...document.querySelectorAll('[role=group]')]
            .find((one) => (one.getAttribute('aria-label') || '').includes(arguments[0]));
            return group ? group.getAttribute('aria-label') : null;";
        let found = village.run(script, vec![json!(who)]).await?;
        Ok(found.as_str().map(str::to_owned))
    })
    .await
}

/// A stroke on the pad, as a finger makes it.
async fn draw(village: &Tablet, turn: usize) -> Result<()> {
    let script = "const pad = document.querySelector('canvas[aria-label=签名区]');
        pad.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = pad.getBoundingClientRect();
        return [box.left, box.top, box.width, box.height];";
    let found = until("there is a pad", SOON, async || {
        let there = village
            .run("return !!document.querySelector('canvas[aria-label=签名区]');", vec![])
            .await?;
        if there != json!(true) {
            return Ok(None);
        }
        Ok(Some(village.run(script, vec![]).await?))
    })
    .await?;
    let side = |at: usize| found[at].as_f64().context("a number");
    let (left, top, wide, high) = (side(0)?, side(1)?, side(2)?, side(3)?);
    let at = |x: f64, y: f64| (left + wide * x, top + high * y);
    let shift = 0.05 * f64::from(u32::try_from(turn)?);
    let stroke = [(0.15, 0.3), (0.3, 0.75 - shift), (0.45, 0.3 + shift), (0.6, 0.7), (0.85, 0.4)];
    let mouse = async |kind: &str, (x, y): (f64, f64)| -> Result<Value> {
        let buttons = i32::from(kind != "mouseReleased");
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons,
            "clickCount": 1, "pointerType": "pen" });
        village.devtools("Input.dispatchMouseEvent", event).await
    };
    let mut last = stroke[0];
    mouse("mousePressed", at(last.0, last.1)).await?;
    for next in stroke {
        for part in 1..=6 {
            let share = f64::from(part) / 6.0;
            let (x, y) = (last.0 + (next.0 - last.0) * share, last.1 + (next.1 - last.1) * share);
            mouse("mouseMoved", at(x, y)).await?;
        }
        last = next;
    }
    mouse("mouseReleased", at(last.0, last.1)).await.map(|_| ())
}

/// Made out, it is no draft any more, and the signatures stay.
async fn make_out(village: &Tablet) -> Result<()> {
    village.sees("内容齐全。").await?;
    village.press(Role::Button, "制发……").await?;
    village.press(Role::Button, "制发").await?;
    village.sees_within("制发　（2026）前杨人调字第1号", LONG).await?;
    until("it is no draft", LONG, async || {
        let script = "return [document.querySelectorAll('.a4__draft').length,
            document.querySelectorAll('.a4__flow .paper__picture').length];";
        let found = village.run(script, vec![]).await?;
        Ok((found[0] == json!(0) && found[1].as_u64() >= Some(3)).then_some(()))
    })
    .await
}

/// The paper as the printer gets it.
async fn printed(stage: &Stage, village: &Tablet) -> Result<()> {
    let page = json!({ "printBackground": true, "preferCSSPageSize": true });
    let printed = village.devtools("Page.printToPDF", page).await?;
    let bytes = base64(printed["data"].as_str().context("no PDF")?)?;
    ensure!(bytes.starts_with(b"%PDF-"), "it is a PDF");
    let file = stage.output("screens").join("agreement.pdf");
    fs::create_dir_all(stage.output("screens"))?;
    fs::write(&file, &bytes)?;
    // Read back where poppler is there; the picture of it is for people.
    let Some(text) = tool("pdftotext", &["-layout", &file.to_string_lossy(), "-"]) else {
        eprintln!("pdftotext is not here: the PDF's text was not looked at");
        return Ok(());
    };
    let text = String::from_utf8_lossy(&text?).replace([' ', '\n', '　'], "");
    let wanted = [AGREED[0].1, AGREED[3].1, "2030年1月31日", "（2026）前杨人调字第1号", MEDIATOR];
    for part in wanted.iter().chain(&PARTIES) {
        ensure!(text.contains(&part.replace(' ', "")), "“{part}” is not in the PDF: {text}");
    }
    for part in ["草稿", "手写签名", "重新签名", "打印"] {
        ensure!(!text.contains(part), "“{part}” is printed");
    }
    let images = tool("pdfimages", &["-list", &file.to_string_lossy()]);
    if let Some(images) = images {
        let images = String::from_utf8_lossy(&images?).lines().count().saturating_sub(2);
        ensure!(images >= 3, "{images} pictures are printed");
    }
    Ok(())
}

/// What a program prints; none where it is not installed.
fn tool(name: &str, arguments: &[&str]) -> Option<Result<Vec<u8>>> {
    match Command::new(name).args(arguments).output() {
        Ok(done) => Some(Ok(done.stdout)),
        Err(_) => None,
    }
}

/// The Word file has the signatures as pictures.
async fn as_word(stage: &Stage, village: &Tablet) -> Result<()> {
    let dir = downloads(stage, village).await?;
    village.press(Role::Button, "存为 Word 文档").await?;
    let file = until("the Word file is there", LONG, async || downloaded(&dir, "docx")).await?;
    let mut word = zip::ZipArchive::new(fs::File::open(&file)?)?;
    let mut media = Vec::new();
    for name in word.file_names() {
        let name = name?.into_owned();
        if name.starts_with("word/media/") {
            media.push(name);
        }
    }
    ensure!(media.len() == 3, "pictures in the file: {media:?}");
    for name in media {
        let mut bytes = Vec::new();
        word.by_name(&name)?.read_to_end(&mut bytes)?;
        ensure!(bytes.starts_with(b"\x89PNG"), "{name} is no PNG");
    }
    let mut text = String::new();
    word.by_name("word/document.xml")?.read_to_string(&mut text)?;
    for part in PARTIES.iter().chain([&AGREED[3].1]) {
        ensure!(text.contains(part), "“{part}” is not in the Word file");
    }
    Ok(())
}

/// Where what is saved on the tablet goes from now on.
async fn downloads(stage: &Stage, tablet: &Tablet) -> Result<PathBuf> {
    let dir = stage.temp().join("downloads");
    fs::create_dir_all(&dir)?;
    let place = json!({ "behavior": "allow", "downloadPath": dir.to_string_lossy() });
    tablet.devtools("Page.setDownloadBehavior", place).await?;
    Ok(dir)
}

/// A file of a kind that was saved, once it is whole: until then it has another name.
fn downloaded(dir: &Path, kind: &str) -> Result<Option<PathBuf>> {
    let mut files = fs::read_dir(dir)?.filter_map(Result::ok).map(|entry| entry.path());
    Ok(files.find(|path| path.extension().is_some_and(|ending| ending == kind)))
}

/// Those above know that there was an agreement and by when what is to be done; no word of it, no
/// signature, no picture.
async fn nothing_reached_the_township(
    stage: &Stage,
    (relay, network): (&Relay, &Proxy),
) -> Result<()> {
    let township =
        stage.enrolled("township", (relay, network), (TOWNSHIP, "柳主任"), Size::Wide).await?;
    open_dispute(&township).await?;
    forms::part_says(&township, "调解", &["已达成协议", "2030年1月31日前履行"]).await?;
    let text = township.text().await?;
    for word in [SAID, AGREED[0].1, AGREED[3].1, "photo-with-place", "调解材料", "已签名"] {
        ensure!(!text.contains(word), "the township reads “{word}”");
    }
    ensure!(
        township.find_now(Role::Link, "协议书：签名、打印").await?.is_none(),
        "the township can print the agreement"
    );
    township.go("#/").await
}

/// Another tablet of the same station gets the signatures and can print the paper.
async fn the_colleague_has_it(stage: &Stage, (relay, network): (&Relay, &Proxy)) -> Result<()> {
    let colleague =
        stage.enrolled("colleague", (relay, network), (VILLAGE, "杨小弟"), Size::Wide).await?;
    open_dispute(&colleague).await?;
    colleague.press(Role::Link, "协议书：签名、打印").await?;
    for who in PARTIES.iter().chain([&MEDIATOR]) {
        let slot = slot_of(&colleague, who).await?;
        until(&format!("the signature of {who} is known"), LONG, async || {
            let state = colleague.run(SLOT_STATE, vec![json!(slot)]).await?;
            Ok(state.as_str().filter(|text| text.contains("已签名")).map(|_| ()))
        })
        .await?;
        colleague.press(Role::Button, &format!("{slot}｜取回")).await?;
    }
    until("the signatures stand in the colleague's paper", LONG, async || {
        let script = "return document.querySelectorAll('.a4__flow .paper__picture').length;";
        Ok((colleague.run(script, vec![]).await?.as_u64() >= Some(3)).then_some(()))
    })
    .await
}

async fn open_dispute(tablet: &Tablet) -> Result<()> {
    tablet.go("#/disputes").await?;
    tablet.find(Role::Link, TITLE).await.ok();
    until("the dispute is listed", LONG, async || tablet.find_now(Role::Link, TITLE).await).await?;
    tablet.press(Role::Link, TITLE).await?;
    tablet.find(Role::Heading, "调解").await.map(|_| ())
}

fn base64(text: &str) -> Result<Vec<u8>> {
    let digit = |sign: u8| match sign {
        b'A'..=b'Z' => Ok(u32::from(sign - b'A')),
        b'a'..=b'z' => Ok(u32::from(sign - b'a') + 26),
        b'0'..=b'9' => Ok(u32::from(sign - b'0') + 52),
        b'+' => Ok(62),
        b'/' => Ok(63),
        _ => anyhow::bail!("not base64"),
    };
    let signs: Vec<u8> = text.bytes().filter(|sign| *sign != b'=').collect();
    let mut bytes = Vec::with_capacity(signs.len() / 4 * 3);
    for four in signs.chunks(4) {
        let mut all = 0;
        for sign in four {
            all = all << 6 | digit(*sign)?;
        }
        all <<= 6 * (4 - four.len());
        let three = all.to_be_bytes();
        bytes.extend_from_slice(&three[1..four.len()]);
    }
    Ok(bytes)
}
