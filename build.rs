//! What the linker is told about the app's three programs, each by itself.

/// A program and the most memory it may ever take, in bytes (whole pages of 64 KiB): a limit, nothing is
/// taken before it is used. With one declared the browser can set the addresses aside at the start and
/// need not look for new ones at each growth; and a fault that eats memory ends the program, which is
/// started again, and not the device.
const PROGRAMS: [(&str, u64); 3] = [("ui", 512 << 20), ("engine", 1 << 30), ("importer", 1 << 30)];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() != Ok("wasm32") {
        return;
    }
    for (program, bytes) in PROGRAMS {
        println!("cargo::rustc-link-arg-bin={program}=--max-memory={bytes}");
    }
    // `cargo xtask build` cuts these into chunks. It sees from the relocations which function calls
    // which, and what data belongs to which.
    for program in ["ui", "engine"] {
        println!("cargo::rustc-link-arg-bin={program}=--emit-relocs");
    }
}
