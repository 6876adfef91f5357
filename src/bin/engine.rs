//! The engine's program, and where it is cut: what lists need is here, all else comes as a chunk
//! (docs/adr/0007). `cargo xtask build` makes it.

use cunzhan::engine::{self, Rest};
use leptos::wasm_split::{SplitLoaderError, wasm_split};

#[wasm_split(rest, wasm_split_path = leptos::wasm_split, fallible)]
fn rest() -> Result<Rest, SplitLoaderError> {
    Ok(engine::rest())
}

fn main() {
    engine::start(|| Box::pin(async { rest().await.ok() }));
}
