//! The sentences of the proofs, for the page that a guardian reads.

use std::fmt::Write as _;

const CLOSED: &str = include_str!("../../../../policies/proofs/closed.cedar");
const OPEN: &str = include_str!("../../../../policies/proofs/open.cedar");

const INTRODUCTION: &str = "
## What is proven

The tables show examples. These sentences are proven by `cargo xtask prove` for everybody who could ask and every entry that there could be; they stand in `policies/proofs/`.
";

/// A list of every sentence that is proven.
pub(super) fn list() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (title, text) in [("What nobody may", CLOSED), ("What is never refused", OPEN)] {
        write!(page, "\n### {title}\n\n").unwrap();
        for sentence in sentences(text) {
            writeln!(page, "- {sentence}").unwrap();
        }
    }
    page
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.strip_prefix("@proves(\"")?.strip_suffix("\")"))
}

#[test]
fn every_statement_has_its_sentence_on_one_line() {
    for text in [CLOSED, OPEN] {
        let statements = text.lines().filter(|line| line.starts_with("@id(")).count();
        assert_eq!(sentences(text).count(), statements);
    }
}
