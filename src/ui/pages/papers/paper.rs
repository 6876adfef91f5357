//! One paper: asked of the engine, laid out by the files worker, filled in here.

use ::papers::{PaperKind, wording};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};

use super::{
    desk::Desk,
    fields::Fields,
    issue::{Issue, Tools},
    preview::Preview,
    signs::Signs,
};
use crate::{
    bridge::{
        Command, DrawnSign, Event, FromImporter, PaperAsk, PaperField, PaperMade, PaperTrouble,
        Reply, ToImporter,
    },
    papers::issued,
    ui::{
        browser,
        components::{Notice, Tone},
        pages::import::reader::Reader,
        words::{failure, papers},
    },
};

/// So long after the last key the paper is laid out anew, milliseconds.
const REST: u32 = 350;

/// The number's field.
pub const NUMBER: &str = "number";

/// A field with what is typed into it.
#[derive(Debug, Clone)]
pub struct Filled {
    /// The field.
    pub field: PaperField,
    /// Its text.
    pub text: RwSignal<String>,
}

/// The paper at hand. A handle.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// The matter.
    pub desk: Desk,
    /// Which paper.
    pub kind: PaperKind,
    /// As it was laid out last.
    pub made: RwSignal<Option<PaperMade>>,
    /// Its fields; made anew only when there are others.
    pub fields: RwSignal<Vec<Filled>>,
    /// Why there is none.
    pub trouble: RwSignal<Option<String>>,
    /// A new one, although one was made out before.
    pub fresh: RwSignal<bool>,
    /// Why its number does not do.
    pub number_wrong: RwSignal<Option<String>>,
    /// The signatures that were drawn for it.
    pub drawn: RwSignal<Vec<DrawnSign>>,
    data: StoredValue<Vec<u8>>,
    turn: StoredValue<u32>,
    reader: StoredValue<Option<Reader>, LocalStorage>,
    rest: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Sheet {
    fn new(desk: Desk, kind: PaperKind) -> Self {
        let sheet = Self {
            desk,
            kind,
            made: RwSignal::new(None),
            fields: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            fresh: RwSignal::new(false),
            number_wrong: RwSignal::new(None),
            drawn: RwSignal::new(Vec::new()),
            data: StoredValue::new(Vec::new()),
            turn: StoredValue::new(0),
            reader: StoredValue::new_local(None),
            rest: StoredValue::new_local(None),
        };
        // The worker goes with the page.
        on_cleanup(move || {
            let _ = sheet.reader.try_update_value(Option::take);
            let _ = sheet.rest.try_update_value(Option::take);
        });
        sheet
    }

    /// Asks the engine what the paper can say, and has it laid out.
    pub fn load(self) {
        let (matter, kind) = (self.desk.matter, self.kind);
        let fresh = self.fresh.get_untracked();
        spawn_local(async move {
            match self.desk.session.ask(Command::PaperData { matter, kind, fresh }).await {
                Ok(Reply::PaperData { data, drawn }) => {
                    self.drawn.try_set(drawn);
                    if self.data.try_set_value(data).is_none() {
                        self.lay_out();
                    }
                }
                Ok(_) => {
                    self.trouble.try_set(Some(papers::trouble(&PaperTrouble::Broken)));
                }
                Err(failed) => {
                    self.trouble.try_set(Some(failure::sentence(&failed)));
                }
            }
        });
    }

    /// What is to be laid out: with every text that differs from what the matter says.
    fn asked(self) -> PaperAsk {
        let typed = self.fields.with_untracked(|fields| {
            fields
                .iter()
                .map(|filled| {
                    (filled.field.key.clone(), filled.text.get_untracked(), &filled.field)
                })
                .filter(|(_, text, field)| *text != field.value)
                .map(|(key, text, _)| (key, text))
                .collect()
        });
        PaperAsk { kind: self.kind, data: self.data.get_value(), typed }
    }

    fn lay_out(self) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.ask(&ToImporter::Paper { turn, ask: self.asked() });
    }

    /// Has the paper written as a file.
    pub fn word(self) {
        self.ask(&ToImporter::Docx { ask: self.asked() });
    }

    fn ask(self, message: &ToImporter) {
        if self.reader.with_value(Option::is_none) {
            self.reader.set_value(Reader::start(move |answer| self.heard(answer)));
        }
        let asked = self.reader.with_value(|reader| reader.as_ref().map(|it| it.ask(message)));
        if asked.is_none() {
            self.trouble.set(Some(papers::WORKER_DIED.to_owned()));
        }
    }

    /// Lays out anew when the typing rests.
    fn typed(self) {
        let rest = Timeout::new(REST, move || self.lay_out());
        self.rest.set_value(Some(rest));
    }

    fn heard(self, answer: Option<FromImporter>) {
        match answer {
            Some(FromImporter::Paper { turn, made }) if turn == self.turn.get_value() => match made
            {
                Ok(made) => self.laid_out(made),
                Err(trouble) => self.trouble.set(Some(papers::trouble(&trouble))),
            },
            Some(FromImporter::Docx(Ok(bytes))) => self.give(&bytes),
            Some(FromImporter::Docx(Err(_))) => {
                self.desk.session.say(papers::WORD_FAILED);
            }
            Some(_) => {}
            None => {
                self.reader.set_value(None);
                self.trouble.set(Some(papers::WORKER_DIED.to_owned()));
            }
        }
    }

    fn laid_out(self, made: PaperMade) {
        self.trouble.set(None);
        let same = self.fields.with_untracked(|fields| {
            fields.iter().map(|filled| &filled.field).eq(made.fields.iter())
        });
        if !same {
            self.take_fields(&made.fields);
        }
        self.made.set(Some(made));
        // What was begun before, on an earlier look at this paper.
        if !same && !self.asked().typed.is_empty() {
            self.lay_out();
        }
    }

    fn take_fields(self, fields: &[PaperField]) {
        let scratch = self.desk.session.scratch;
        let filled = fields.iter().map(|field| {
            let key = self.scratch_key(&field.key);
            let begun = scratch.text(&key);
            let text = if begun.is_empty() { field.value.clone() } else { begun };
            Filled { field: field.clone(), text: RwSignal::new(text) }
        });
        self.fields.set(filled.collect());
    }

    /// Takes a text from the form.
    pub fn put(self, filled: &Filled, text: String) {
        if filled.field.key == NUMBER {
            self.number_wrong.set(None);
        }
        let kept = if text == filled.field.value { "" } else { text.as_str() };
        self.desk.session.scratch.set_text(&self.scratch_key(&filled.field.key), kept);
        filled.text.set(text);
        self.typed();
    }

    /// Whether anything was filled in by hand.
    pub fn has_typed(self) -> bool {
        self.fields.with(|fields| {
            fields.iter().any(|filled| filled.text.with(|text| *text != filled.field.value))
        })
    }

    /// Forgets the number that was typed: it stands in the matter now, and belongs to one paper.
    pub fn forget_number(self) {
        self.desk.session.scratch.set_text(&self.scratch_key(NUMBER), "");
        self.number_wrong.try_set(None);
    }

    /// Its number does not do: says so at the field, and proposes the next one where there is one.
    pub fn renumber(self, why: String) {
        // The page may be gone by now.
        if self.number_wrong.try_set(Some(why)).is_none() {
            self.load();
        }
    }

    /// Takes back all that was filled in by hand.
    pub fn discard(self) {
        for filled in self.fields.get_untracked() {
            let key = self.scratch_key(&filled.field.key);
            self.desk.session.scratch.set_text(&key, "");
            filled.text.set(filled.field.value.clone());
        }
        self.lay_out();
    }

    fn scratch_key(self, field: &str) -> String {
        [&self.desk.matter.to_string(), "/paper/", self.kind.name(), "/", field].concat()
    }

    fn give(self, bytes: &[u8]) {
        let number = self.desk.with(|view, _, _| view.local_nos.first().cloned()).flatten();
        let name = papers::file_name(wording::title(self.kind), &number.unwrap_or_default());
        if browser::download(&name, bytes).is_err() {
            self.desk.session.say(papers::WORD_FAILED);
        }
    }
}

/// One paper with everything one can do with it.
#[component]
pub fn Paper(desk: Desk, kind: PaperKind) -> AnyView {
    let sheet = Sheet::new(desk, kind);
    // When the matter changed, the paper may say something else.
    Effect::new(move |_| {
        desk.view.track();
        sheet.fresh.track();
        sheet.load();
    });
    // A signature's bytes came from another tablet.
    desk.session.on_event(move |event| {
        if let Event::BlobChanged(blob) = event
            && sheet
                .drawn
                .try_with_untracked(|all| all.iter().any(|one| one.blob == *blob && !one.here))
                == Some(true)
        {
            sheet.load();
        }
    });
    let trouble = move || {
        sheet.trouble.get().map(|text| {
            view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }
        })
    };
    let made = Memo::new(move |_| {
        desk.with(|view, office, _| issued(&view.state, kind, office).cloned()).flatten()
    });
    let state = move || {
        let draft = sheet.made.with(|made| made.as_ref().map(|made| made.draft))?;
        let text = match (made.get(), draft) {
            (Some(made), false) => papers::made_on(made.on, &made.number),
            (Some(_), true) if !sheet.fresh.get() => papers::INCOMPLETE.to_owned(),
            _ => papers::DRAFT.to_owned(),
        };
        let tone = if draft { Tone::Careful } else { Tone::Good };
        Some(view! { <Notice tone><p>{text}</p></Notice> })
    };
    view! {
        <div class="papers">
            <div class="papers__tools">
                {state}
                {trouble}
                <Tools sheet />
                <Fields sheet issued=made />
                <Signs sheet />
                <Issue sheet issued=made />
            </div>
            <Preview sheet />
        </div>
    }
    .into_any()
}
