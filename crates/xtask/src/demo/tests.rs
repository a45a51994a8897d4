//! What `polyphony demo` is told.

use super::*;

fn told(more: &[&str]) -> String {
    let more: Vec<String> = more.iter().map(|word| (*word).to_owned()).collect();
    words(&more).join(" ")
}

#[test]
fn an_address_and_a_folder_unless_said() {
    let run = "run -p polyphony -- demo";
    for (more, expected) in [
        (&[][..], "--listen 127.0.0.1:7070 --data var/demo"),
        (&["--listen", "[::1]:80"], "--data var/demo --listen [::1]:80"),
        (&["--data=x"], "--listen 127.0.0.1:7070 --data=x"),
        (&["--data", "x", "--listen=y"], "--data x --listen=y"),
        (&["--dataset"], "--listen 127.0.0.1:7070 --data var/demo --dataset"),
    ] {
        assert_eq!(told(more), format!("{run} {expected}"));
    }
}
