//! libFuzzer around one of the targets; `CUNZHAN_FUZZ` names it.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

static TARGET: OnceLock<fn(&[u8])> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let target = TARGET.get_or_init(|| {
        let name = std::env::var("CUNZHAN_FUZZ").expect("CUNZHAN_FUZZ names a target");
        fuzz::target(&name).expect("a target of that name")
    });
    target(bytes);
});
