/// The beginning of a text in so many characters; that there is more is said by a mark at its end.
pub fn excerpt(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn what_is_cut_says_so_and_is_no_longer_than_asked_for() {
        assert_eq!(excerpt("公布物业费", 5), "公布物业费");
        assert_eq!(excerpt("公布物业费用", 5), "公布物业…");
        assert_eq!(excerpt("", 5), "");
        assert_eq!(excerpt("公", 0), "…");
    }
}
