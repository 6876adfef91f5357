//! Lines of text that come from addresses, from forms and from what people type.

use casework::{Moment, worklist::RowFilter};
use ident::OfficeCode;

/// A line of text.
pub fn texts(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let filter = RowFilter::from_text(&text);
    assert_eq!(RowFilter::from_text(&filter.to_text()), filter, "a filter is read as written");
    if let Ok(code) = OfficeCode::parse(&text) {
        assert_eq!(OfficeCode::parse(code.as_str()).as_ref(), Ok(&code));
    }
    let _ = lookup::Query::parse(&text);
    let epoch = ledger::Epoch::From1900;
    let _ = ledger::Cell::Text(text.into_owned()).written(epoch);
    if let Some(number) = bytes.first_chunk::<8>() {
        let number = f64::from_be_bytes(*number);
        let _ = ledger::Cell::Number(number).written(epoch);
        let _ = epoch.date(number);
        let _ = Moment::from_millis(i64::from_be_bytes(number.to_be_bytes())).date();
    }
}
