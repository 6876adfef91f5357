//! How the C library's allocator divides memory.

/// Lets all threads share a few arenas. glibc gives each of the relay's some twenty threads one of its own
/// (sqlx has one for each connection to SQLite), none of which hands back what another could use: a third
/// more memory at the peak of a village merge, and time to clear it. Called before there are threads.
///
/// mimalloc was tried instead: a fifth less processor time, three times the memory.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn keep_to_few() {
    // SAFETY: `mallopt` takes two numbers and may be called at any time; no thread runs yet, and a value
    // it does not take changes nothing.
    #[expect(unsafe_code, reason = "there is no other way to say this to the C library")]
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 2);
    }
}

/// Other C libraries have no arenas to share.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn keep_to_few() {}
