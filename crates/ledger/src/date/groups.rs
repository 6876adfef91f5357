//! The numbers in a date and the marks between them.

/// The runs of digits of a text, each with what follows it up to the next.
pub(super) struct Groups {
    groups: Vec<(String, String)>,
}

impl Groups {
    pub(super) fn new(text: &str) -> Self {
        let text = without_time(text);
        let mut groups: Vec<(String, String)> = Vec::new();
        let mut within = false;
        for c in text.chars() {
            match groups.last_mut() {
                Some((digits, _)) if within && c.is_ascii_digit() => digits.push(c),
                _ if c.is_ascii_digit() => {
                    groups.push((c.to_string(), String::new()));
                    within = true;
                }
                Some((_, after)) => {
                    within = false;
                    if c != ' ' || after.is_empty() {
                        after.push(c);
                    }
                }
                None => {}
            }
        }
        Self { groups }
    }

    pub(super) fn count(&self) -> usize {
        self.groups.len()
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.groups.get(at).map_or("", |(digits, _)| digits)
    }

    pub(super) fn digits(&self, at: usize) -> usize {
        self.text(at).len()
    }

    pub(super) fn number(&self, at: usize) -> Option<u32> {
        self.text(at).parse().ok()
    }

    /// What stands between a number and the next.
    pub(super) fn after(&self, at: usize) -> &str {
        self.groups.get(at).map_or("", |(_, after)| after)
    }
}

/// The text up to the time of day, if it gives one.
fn without_time(text: &str) -> &str {
    let text = text.trim_start_matches(['(', '[']);
    const MARKS: [&str; 9] = ["上午", "下午", "晚", "星期", "周", "(", "[", "AM", "PM"];
    let mut end = MARKS.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    for mark in [':', '时', '点', '：'] {
        if let Some(at) = text.find(mark) {
            // The hour itself goes too, and so does the T or space before it.
            let hour = text.get(..at).unwrap_or_default();
            end = end.min(hour.trim_end_matches(|c: char| c.is_ascii_digit()).len());
        }
    }
    text.get(..end).unwrap_or_default()
}
