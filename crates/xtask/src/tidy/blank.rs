//! Rust without its comments, strings and characters: what is left is code, each line where it was.

/// The same text with every comment, string and character literal replaced by spaces.
pub(super) fn blank(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    let mut in_word = false;
    while let Some(next) = rest.chars().next() {
        let silent = silent(rest, in_word);
        let (taken, after) = rest.split_at(silent.unwrap_or(next.len_utf8()));
        if silent.is_some() {
            code.extend(taken.chars().map(|one| if one == '\n' { one } else { ' ' }));
        } else {
            code.push(next);
        }
        in_word = silent.is_none() && (next.is_alphanumeric() || next == '_');
        rest = after;
    }
    code
}

/// The length of the comment or literal that begins here, if one does.
fn silent(text: &str, in_word: bool) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(comment(text));
    }
    if let Some(inside) = text.strip_prefix('"') {
        return Some(1 + until(inside, '"'));
    }
    if let Some(inside) = text.strip_prefix('\'') {
        return character(inside).map(|length| 1 + length);
    }
    if in_word {
        return None;
    }
    let bare = text.strip_prefix(['b', 'c']).unwrap_or(text);
    if let Some(inside) = bare.strip_prefix('"') {
        return Some(text.len() - inside.len() + until(inside, '"'));
    }
    let hashes_on = bare.strip_prefix('r')?;
    let inside = hashes_on.trim_start_matches('#');
    let hashes = hashes_on.len() - inside.len();
    let inside = inside.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
    Some(text.len() - inside.len() + length)
}

/// The length of a comment that may hold others.
fn comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut previous = ' ';
    for (at, one) in text.char_indices() {
        match (previous, one) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth = depth.saturating_sub(1),
            _ => {
                previous = one;
                continue;
            }
        }
        if depth == 0 {
            return at + 1;
        }
        previous = ' ';
    }
    text.len()
}

/// The length up to and with the closing mark, one behind a backslash not counted.
fn until(inside: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, one) in inside.char_indices() {
        match one {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if one == mark => return at + one.len_utf8(),
            _ => {}
        }
    }
    inside.len()
}

/// The length of a character literal behind its first mark; a lifetime is none.
fn character(inside: &str) -> Option<usize> {
    let mut next = inside.chars();
    let first = next.next()?;
    if first == '\\' {
        return Some(until(inside, '\''));
    }
    (next.next() == Some('\'')).then(|| first.len_utf8() + 1)
}
