//! The key file: one line of hexadecimal, mode 0600, outside the database.

use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

use zeroize::Zeroizing;

use super::{Secret, random};
use crate::StoreError;

/// What stands where the key file should be.
pub(crate) enum Found {
    /// A key.
    Key(Secret),
    /// Nothing.
    Nothing,
}

/// Reads the key file; refuses one that others may read.
pub(crate) fn find(path: &Path) -> Result<Found, StoreError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(StoreError::fault(error)),
    };
    let mode = file.metadata().map_err(StoreError::fault)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(StoreError::OpenKey { path: shown(path), mode });
    }
    let mut text = Zeroizing::new(String::new());
    file.read_to_string(&mut text).map_err(|_| not_a_key(path))?;
    from_hex(text.trim()).map(Found::Key).ok_or_else(|| not_a_key(path))
}

/// Makes a new key file. It is on the disk before this returns, and never replaces another.
pub(crate) fn make(path: &Path) -> Result<Secret, StoreError> {
    let secret: Secret = Zeroizing::new(random()?);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder).map_err(StoreError::fault)?;
    }
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(StoreError::fault)?;
    let line = Zeroizing::new(format!("{}\n", to_hex(&secret).as_str()));
    file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).map_err(StoreError::fault)?;
    File::open(folder.unwrap_or(Path::new(".")))
        .and_then(|folder| folder.sync_all())
        .map_err(StoreError::fault)?;
    Ok(secret)
}

/// A path as it is shown to people.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn not_a_key(path: &Path) -> StoreError {
    StoreError::NotAKey { path: shown(path) }
}

/// The key in hexadecimal.
pub(super) fn to_hex(secret: &Secret) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(65));
    for byte in secret.iter() {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(nibble.into(), 16).unwrap_or('0'));
        }
    }
    text
}

fn from_hex(text: &str) -> Option<Secret> {
    let digits: Zeroizing<Vec<u8>> = Zeroizing::new(
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?,
    );
    let mut secret: Secret = Zeroizing::new([0; 32]);
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in secret.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *byte = high << 4 | low;
    }
    Some(secret)
}
