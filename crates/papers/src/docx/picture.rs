//! Pictures in the text (DrawingML, inline).

use std::io;

use crate::Picture;
use crate::sheet::Block;

use super::parts::{R, picture_id};
use super::xml::Xml;

/// Namespace of drawings in a text.
pub const WP: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
/// Namespace of drawings.
pub const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// Namespace of pictures.
pub const PIC: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// English Metric Units of a millimetre.
const MILLIMETRE: u32 = 36_000;

/// The pictures of a sheet, in the order they stand.
pub fn of(blocks: &[Block]) -> Vec<&Picture> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Sign(line) => found.extend(&line.picture),
            Block::KeepTogether(blocks) => found.extend(of(blocks)),
            _ => {}
        }
    }
    found
}

/// A run with the picture of this number, counted from 0; its size in millimetres.
pub fn write(xml: &mut Xml, at: usize, size: (u16, u16)) -> io::Result<()> {
    let (wide, high) = (u32::from(size.0) * MILLIMETRE, u32::from(size.1) * MILLIMETRE);
    let (wide, high) = (wide.to_string(), high.to_string());
    let (number, id) = ((at + 1).to_string(), picture_id(at));
    let name = ["Picture ", &number].concat();
    let extent = [("cx", wide.as_str()), ("cy", high.as_str())];
    let called = [("id", number.as_str()), ("name", name.as_str())];
    let around = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    xml.element("w:r", &[], |xml| {
        xml.element("w:drawing", &[], |xml| {
            xml.element("wp:inline", &around, |xml| {
                xml.empty("wp:extent", &extent)?;
                xml.empty("wp:docPr", &called)?;
                xml.element("a:graphic", &[], |xml| {
                    xml.element("a:graphicData", &[("uri", PIC)], |xml| {
                        xml.element("pic:pic", &[], |xml| {
                            xml.element("pic:nvPicPr", &[], |xml| {
                                xml.empty("pic:cNvPr", &called)?;
                                xml.empty("pic:cNvPicPr", &[])
                            })?;
                            xml.element("pic:blipFill", &[], |xml| {
                                xml.empty("a:blip", &[("xmlns:r", R), ("r:embed", &id)])?;
                                xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]))
                            })?;
                            xml.element("pic:spPr", &[], |xml| {
                                xml.element("a:xfrm", &[], |xml| {
                                    xml.empty("a:off", &[("x", "0"), ("y", "0")])?;
                                    xml.empty("a:ext", &extent)
                                })?;
                                xml.element("a:prstGeom", &[("prst", "rect")], |xml| {
                                    xml.empty("a:avLst", &[])
                                })
                            })
                        })
                    })
                })
            })
        })
    })
}
