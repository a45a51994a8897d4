//! What can go wrong in the store, each as a sentence for people and an exit code for programs.

use std::sync::Arc;

/// Why the store could not do what was asked. `Display` is a sentence that can be shown;
/// it never holds words, names, keys or addresses with passwords.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// There is no database where the configuration points.
    #[error(
        "There is no Polyphony database at {place}. Check the configured place, or make one with `polyphony migrate`."
    )]
    MissingDatabase {
        /// The directory, or host and database name.
        place: String,
    },
    /// A newer Polyphony has written this database.
    #[error(
        "This database was written by a newer Polyphony (schema {found}; this program knows {known}). Upgrade this program; nothing was changed."
    )]
    NewerSchema {
        /// The schema's version in the database.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// No room is left.
    #[error("The disk is full. Nothing of this was saved; make room and send it again.")]
    DiskFull,
    /// No database server answers.
    #[error("No database answers at {place}. Is PostgreSQL running, and may this program reach it?")]
    Unreachable {
        /// Host and database name.
        place: String,
    },
    /// The address asks for TLS, and there is none that this machine trusts.
    #[error(
        "The database at {place} offers no encrypted connection that this machine trusts. Put its certificate authority into the machine's store, or take `sslmode=require` out of the address."
    )]
    NotTrusted {
        /// Host and database name.
        place: String,
    },
    /// The connection to the database broke.
    #[error(
        "The connection to the database was lost. What was being sent may or may not have been saved; send it again, it will not be doubled."
    )]
    LostConnection,
    /// Too many are waiting.
    #[error("The database is busy. Nothing of this was saved; send it again in a moment.")]
    Busy,
    /// The service key does not belong to this database.
    #[error(
        "The service key in {path} does not belong to this database. Put back the key that it was made with (see the recovery sheet)."
    )]
    WrongKey {
        /// The key file.
        path: String,
    },
    /// The database has a key, the key file is not there.
    #[error(
        "The service key {path} is missing, but this database was made with one. Put it back from the recovery sheet; without it nothing can be read."
    )]
    MissingKey {
        /// The key file.
        path: String,
    },
    /// Others on this machine could read the key.
    #[error(
        "The service key {path} can be read by others on this machine (mode {mode:o}). Make it private with `chmod 600`."
    )]
    OpenKey {
        /// The key file.
        path: String,
        /// Its permission bits.
        mode: u32,
    },
    /// The key file holds something else.
    #[error("The file {path} does not hold a service key. Put the key back from the recovery sheet.")]
    NotAKey {
        /// The key file.
        path: String,
    },
    /// What is stored is not what was written.
    #[error("The record is damaged: {what}. Run `polyphony verify`.")]
    Damaged {
        /// Which stream and which entry.
        what: String,
    },
    /// A newer Polyphony has written this entry.
    #[error(
        "{what} was written by a newer Polyphony and cannot be read by this one. Upgrade this program; nothing was changed."
    )]
    NewerFact {
        /// Which entry of which stream.
        what: String,
    },
    /// There is nothing here that this account may open; also said of what does not exist.
    #[error("There is nothing here for you to open.")]
    NotYours,
    /// A permit is good for ten minutes.
    #[error("This look has lasted too long. Open the page again.")]
    PermitLapsed,
    /// Several people changed the same record at the same moment, again and again.
    #[error("Somebody else just changed this. Look again and send it once more.")]
    SomebodyElse,
    /// Somebody said that it must be kept.
    #[error("This network must be kept for now: a request or a hold is open. Nothing was destroyed.")]
    OnHold,
    /// The file is no export, or it was changed, cut short, or sealed with another key.
    #[error(
        "This file cannot be opened with this key: it is no export of Polyphony, was changed or cut short, or belongs to another key. Nothing was taken in."
    )]
    NotAnExport,
    /// The network is here already, or was destroyed here.
    #[error("This network is here already, or was destroyed here. Nothing was taken in.")]
    AlreadyHere,
    /// Something unforeseen; the cause is for the operator's log.
    #[error("The database could not do this. Nothing of it was saved.")]
    Fault {
        /// The chain of causes, without any words of the record.
        #[source]
        cause: Arc<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    /// Wraps an unforeseen cause.
    pub(crate) fn fault(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Fault { cause: Arc::new(cause) }
    }

    /// Something unforeseen, told in a sentence.
    pub(crate) fn odd(sentence: impl Into<String>) -> Self {
        Self::Fault { cause: Arc::new(std::io::Error::other(sentence.into())) }
    }

    /// A stored thing that is not what was written.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// Whether a record is there that cannot be read as a whole.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::NewerFact { .. })
    }

    /// The exit code of a command that ends with this error:
    /// 10 missing database, 11 newer schema, 12 disk full, 13 lost connection, 14 busy,
    /// 15 wrong key, 16 missing key, 17 key readable by others, 18 not a key, 19 damaged,
    /// 20 not yours or lapsed, 21 somebody else changed it, 22 no database answers,
    /// 23 an entry of a newer Polyphony, 24 no trusted encryption, 25 on hold, 26 not an export,
    /// 27 already here, 1 anything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::MissingDatabase { .. } => 10,
            Self::NewerSchema { .. } => 11,
            Self::DiskFull => 12,
            Self::LostConnection => 13,
            Self::Busy => 14,
            Self::WrongKey { .. } => 15,
            Self::MissingKey { .. } => 16,
            Self::OpenKey { .. } => 17,
            Self::NotAKey { .. } => 18,
            Self::Damaged { .. } => 19,
            Self::NotYours | Self::PermitLapsed => 20,
            Self::SomebodyElse => 21,
            Self::Unreachable { .. } => 22,
            Self::NewerFact { .. } => 23,
            Self::NotTrusted { .. } => 24,
            Self::OnHold => 25,
            Self::NotAnExport => 26,
            Self::AlreadyHere => 27,
            Self::Fault { .. } => 1,
        }
    }
}
