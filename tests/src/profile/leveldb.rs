//! LevelDB's files, as far as one has to read them to see every value that is still in them, deleted or
//! not. A file that is not as expected gives what could be read of it.

/// Blocks of a log, in bytes.
const LOG_BLOCK: usize = 32 << 10;
/// The foot of a table: two handles, padded, and a magic number.
const FOOT: usize = 48;

/// Everything in a table (`.ldb`): the blocks of its data, inflated, as keys and values.
pub fn table(bytes: &[u8]) -> Vec<Vec<u8>> {
    let read = || {
        let foot = bytes.get(bytes.len().checked_sub(FOOT)?..)?;
        let (_, rest) = handle(foot)?;
        let ((at, len), _) = handle(rest)?;
        let index = block(bytes, at, len)?;
        let blocks = entries(&index).into_iter().filter_map(|(_, value)| {
            let ((at, len), _) = handle(&value)?;
            block(bytes, at, len)
        });
        Some(
            blocks
                .flat_map(|block| entries(&block))
                .flat_map(|(key, value)| [key, value])
                .collect(),
        )
    };
    read().unwrap_or_default()
}

/// Everything in a log (`.log`): the keys and values of its batches.
pub fn log(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut batches: Vec<Vec<u8>> = Vec::new();
    for block in bytes.chunks(LOG_BLOCK) {
        let mut rest = block;
        while let [_, _, _, _, low, high, kind, after @ ..] = rest {
            let len = usize::from(u16::from_le_bytes([*low, *high]));
            let Some((part, next)) = after.split_at_checked(len) else { break };
            match kind {
                // Whole, or the first of several.
                1 | 2 => batches.push(part.to_vec()),
                3 | 4 => {
                    if let Some(last) = batches.last_mut() {
                        last.extend_from_slice(part);
                    }
                }
                _ => break,
            }
            rest = next;
        }
    }
    batches.iter().flat_map(|batch| of_batch(batch)).collect()
}

/// The keys and values of a batch.
fn of_batch(batch: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    // A number and a count come first.
    let mut rest = batch.get(12..).unwrap_or_default();
    while let Some((kind, after)) = rest.split_first() {
        let Some((key, after)) = sized(after) else { break };
        found.push(key.to_vec());
        rest = after;
        if *kind == 1 {
            let Some((value, after)) = sized(rest) else { break };
            found.push(value.to_vec());
            rest = after;
        }
    }
    found
}

/// What a value of IndexedDB holds that the browser compressed by itself: a mark, then one stream.
pub fn inflated(value: &[u8]) -> Option<Vec<u8>> {
    // Before the mark stands the value's version, a number of one byte or two.
    let at = value.windows(3).take(8).position(|window| window == [0xff, 0x11, 0x03])?;
    snap::raw::Decoder::new().decompress_vec(value.get(at + 3..)?).ok()
}

/// A block of a table: its content, then how it is compressed, then a checksum.
fn block(bytes: &[u8], at: usize, len: usize) -> Option<Vec<u8>> {
    let content = bytes.get(at..at.checked_add(len)?)?;
    match bytes.get(at + len)? {
        0 => Some(content.to_vec()),
        1 => snap::raw::Decoder::new().decompress_vec(content).ok(),
        _ => None,
    }
}

/// Keys and values of a block: each key says how much of the one before it begins with.
fn entries(block: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    let Some(count) = block.last_chunk().map(|count| u32::from_le_bytes(*count)) else {
        return found;
    };
    let restarts = (count as usize).saturating_add(1).saturating_mul(4);
    let mut rest = block.get(..block.len().saturating_sub(restarts)).unwrap_or_default();
    let mut key: Vec<u8> = Vec::new();
    while !rest.is_empty() {
        let read = || {
            let (shared, rest) = number(rest)?;
            let (own, rest) = number(rest)?;
            let (len, rest) = number(rest)?;
            let (own, rest) = rest.split_at_checked(own)?;
            let (value, rest) = rest.split_at_checked(len)?;
            Some((shared, own, value, rest))
        };
        let Some((shared, own, value, after)) = read() else { break };
        key.truncate(shared);
        key.extend_from_slice(own);
        found.push((key.clone(), value.to_vec()));
        rest = after;
    }
    found
}

/// Where something stands: offset and length.
fn handle(bytes: &[u8]) -> Option<((usize, usize), &[u8])> {
    let (at, rest) = number(bytes)?;
    let (len, rest) = number(rest)?;
    Some(((at, len), rest))
}

fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (len, rest) = number(bytes)?;
    rest.split_at_checked(len)
}

/// A number of seven bits a byte, the lowest first.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0usize;
    for (at, byte) in bytes.iter().take(9).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, bytes.get(at + 1..)?));
        }
    }
    None
}
