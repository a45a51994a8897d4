//! The recovery sheet: the service key on paper, shown once when the key is made.

use zeroize::Zeroizing;

use super::{Secret, file::to_hex};

/// The text of the recovery sheet. It holds the key itself: print it, lock it away, keep no copy.
/// It cannot be printed with `{:?}`, and its text is wiped when it goes.
pub struct RecoverySheet(Zeroizing<String>);

impl RecoverySheet {
    pub(crate) fn of(secret: &Secret, key_file: &std::path::Path) -> Self {
        let hex = to_hex(secret);
        let mut text = Zeroizing::new(String::with_capacity(1024));
        text.push_str("POLYPHONY RECOVERY SHEET\n\n");
        text.push_str("This is the service key. Without it nobody can read this service's records, and no backup helps.\n");
        text.push_str(
            "Print this sheet, lock it away from the machine, and keep no copy of it on any disk.\n\n",
        );
        let mut rest = hex.as_str();
        for line in 1..=4 {
            let (now, later) = rest.split_at_checked(16).unwrap_or((rest, ""));
            rest = later;
            text.push_str(&format!("  {line}:"));
            let mut group = now;
            while let Some((four, more)) = group.split_at_checked(4) {
                text.push(' ');
                text.push_str(four);
                group = more;
                if group.is_empty() {
                    break;
                }
            }
            text.push('\n');
        }
        text.push_str("\nTo restore: write the 64 characters without spaces, on one line, into\n  ");
        text.push_str(&key_file.display().to_string());
        text.push_str("\nand make the file private (chmod 600).\n");
        Self(text)
    }

    /// The sheet as text.
    pub fn text(&self) -> &str {
        &self.0
    }
}
