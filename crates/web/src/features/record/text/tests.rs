//! Tests of the entry's small parts: roles and numbers.

use super::{nhs_number, role_in};

#[test]
fn a_role_is_taken_from_a_tie_and_nothing_more() {
    let own = "my his her";
    for (tie, role) in [
        ("my sister, the loud one", "sister"),
        ("Mum. She is the weather in our house", "Mum"),
        ("lives upstairs", "lives upstairs"),
        ("My  brother", "brother"),
        ("", ""),
        ("my", "my"),
        ("the one who knocks before she looks in", ""),
    ] {
        assert_eq!(role_in(tie, own), role, "{tie}");
    }
}

#[test]
fn an_nhs_number_stands_as_it_is_read() {
    assert_eq!(nhs_number("9991234567"), "999 123 4567");
    assert_eq!(nhs_number(""), "");
}
