//! The papers as a whole: who may issue them, what stands in them, what the files hold.

mod docx;
mod fixture;
mod golden;
mod kinds;
mod pictures;
mod refused;
mod template;
