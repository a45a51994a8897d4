//! Where functions begin and how long they are, read from code without comments and strings.

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    /// Where it begins, from 1.
    pub(super) line: usize,
    /// From `fn` to the closing brace.
    pub(super) lines: usize,
}

/// Every function with a body, those inside others too.
pub(super) fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn") {
        let (before, from) = code.split_at(at);
        let is_whole = !before.ends_with(|one: char| one.is_alphanumeric() || one == '_');
        let Some(name) = name(from).filter(|_| is_whole) else {
            continue;
        };
        if let Some(body) = length(from) {
            found.push(Function {
                name: name.to_owned(),
                line: before.matches('\n').count() + 1,
                lines: from.get(..body).map_or(0, |whole| whole.matches('\n').count() + 1),
            });
        }
    }
    found
}

/// The name behind `fn`; a type such as `fn(u8)` has none.
fn name(from: &str) -> Option<&str> {
    let rest = from.strip_prefix("fn")?;
    let word = rest.trim_start();
    let end =
        word.find(|one: char| !(one.is_alphanumeric() || one == '_' || one == '#')).unwrap_or(word.len());
    word.get(..end).filter(|name| !name.is_empty() && rest.len() > word.len())
}

/// How many bytes to the closing brace of the body; `None` where a semicolon stands in its place.
fn length(from: &str) -> Option<usize> {
    let mut brackets = 0_i32;
    let mut braces = 0_i32;
    for (at, one) in from.char_indices() {
        match one {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces == 0 && brackets == 0 {
                    return Some(at + 1);
                }
            }
            ';' if braces == 0 && brackets == 0 => return None,
            _ => {}
        }
    }
    None
}
