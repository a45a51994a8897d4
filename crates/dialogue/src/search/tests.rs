//! Tests of searching: what counts as the same word, and which letters are marked.

use super::Sought;

fn marked(sought: &str, text: &str) -> Vec<String> {
    Sought::new(sought).unwrap().places(text).into_iter().map(|place| text[place].to_owned()).collect()
}

#[test]
fn capitals_accents_apostrophes_and_line_ends_do_not_count() {
    for (sought, text, found) in [
        ("sofia", "Sofía rang.", &["Sofía"][..]),
        ("SOFÍA", "sofia and Sofia", &["sofia", "Sofia"]),
        ("dont", "I don’t know", &["don’t"]),
        ("don't", "I dont know", &["dont"]),
        ("four nights", "for four\n  nights", &["four\n  nights"]),
        ("strasse", "in der Straße", &["Straße"]),
        ("cafe", "cafe\u{301} then cafés", &["cafe\u{301}", "café"]),
        ("aa", "aaaa", &["aa", "aa"]),
        ("nothing", "something", &[]),
    ] {
        assert_eq!(marked(sought, text), found, "{sought} in {text}");
        assert_eq!(Sought::new(sought).unwrap().is_in(text), !found.is_empty());
    }
}

#[test]
fn less_than_two_letters_is_nothing_to_search_for() {
    for typed in ["", " ", "a", "’’’", " b\n"] {
        assert_eq!(Sought::new(typed), None, "{typed:?}");
    }
    assert!(Sought::new("no").is_some());
}
