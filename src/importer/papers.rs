//! Making papers: data and template to a sheet, and from there to HTML or a .docx file.

use ::papers::{FillError, Filled, PaperData, PaperKind, Template, docx, fill};

use crate::{
    bridge::{PaperAsk, PaperMade, PaperSign, PaperTrouble, decode},
    papers::{fields, html, keys, put},
};

/// Lays a paper out for the screen.
///
/// # Errors
/// [`PaperTrouble`].
pub fn lay_out(ask: &PaperAsk) -> Result<PaperMade, PaperTrouble> {
    let (template, mut data) = read(ask)?;
    let before = draft(&template, &data)?;
    let fields = fields(ask.kind, &data, &before.gaps);
    put(&mut data, &ask.typed);
    // An agreement has the number of its mediation, not one of the organ's.
    let number = match ask.kind {
        PaperKind::MediationAgreement => data.mediation.number.clone(),
        _ => data.number.clone().unwrap_or_default(),
    };
    let Filled { sheet, gaps } = filled(&template, data)?;
    Ok(PaperMade {
        number,
        html: html(&sheet),
        footer: sheet.footer.line.clone(),
        draft: sheet.draft,
        fields,
        missing: keys(&gaps),
        signs: sheet
            .sign_lines()
            .into_iter()
            .map(|line| PaperSign {
                place: line.place.clone(),
                label: line.text.clone(),
                signed: line.picture.is_some(),
            })
            .collect(),
    })
}

/// Writes it as .docx.
///
/// # Errors
/// [`PaperTrouble`].
pub fn word_file(ask: &PaperAsk) -> Result<Vec<u8>, PaperTrouble> {
    let (template, mut data) = read(ask)?;
    put(&mut data, &ask.typed);
    let Filled { sheet, .. } = filled(&template, data)?;
    docx(&sheet).map_err(|_| PaperTrouble::Broken)
}

/// The template, the shipped one where the city has none that can be used, and the data.
fn read(ask: &PaperAsk) -> Result<(Template, PaperData), PaperTrouble> {
    let (own, data): (Option<String>, PaperData) = decode(&ask.data).ok_or(PaperTrouble::Broken)?;
    Ok((Template::choose(ask.kind, own.as_deref()).template, data))
}

/// As a draft, whatever the data says.
fn draft(template: &Template, data: &PaperData) -> Result<Filled, PaperTrouble> {
    let data = PaperData { is_draft: true, ..data.clone() };
    fill(template, &data).map_err(trouble)
}

/// As it should be; one that was made out and lacks something again (what was typed for it is not
/// kept with the matter) can only be shown as a draft.
fn filled(template: &Template, data: PaperData) -> Result<Filled, PaperTrouble> {
    match fill(template, &data) {
        Err(FillError::Gaps(_)) => draft(template, &data),
        Ok(filled) => Ok(filled),
        Err(error) => Err(trouble(error)),
    }
}

fn trouble(error: FillError) -> PaperTrouble {
    match error {
        FillError::NotAllowed { .. } => PaperTrouble::NotAllowed,
        FillError::TooLong(field) => PaperTrouble::TooLong(field.label().to_owned()),
        FillError::Gaps(_) | FillError::Picture(_) => PaperTrouble::Broken,
    }
}
