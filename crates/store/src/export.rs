//! Export: everything of one network in one file, for another Polyphony. It is sealed from beginning to end
//! with a key that is carried by another road; each piece is bound to its place, so that none can be left out,
//! doubled or moved.

use std::io::Write;

use dialogue::{AccountId, Body, NetworkId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Store, StoreError,
    engine::StreamId,
    keys::{self, DataKey, Secret},
    stream::{SERVICE, Stream},
};

/// What an export begins with.
pub(crate) const MAGIC: &[u8; 20] = b"polyphony-export/01\n";
const FILES: &str = "SELECT file FROM blob WHERE network = $1 ORDER BY file";
const FILE: &str = "SELECT sealed FROM blob WHERE network = $1 AND file = $2";
const LOOKS: &str =
    "SELECT account, purpose, ten_minutes, at FROM access WHERE network = $1 ORDER BY at, account, purpose";

/// What the file says of itself, first of all.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Which network.
    pub network: NetworkId,
    /// The service it comes from.
    pub service: String,
    /// When it was written, in microseconds since 1970.
    pub at: i64,
    /// How many entries its stream has there.
    pub old_seq: i64,
    /// The last code of its chain there, in hexadecimal: what `verify --write-heads` noted there.
    pub old_hash: String,
}

/// One piece of an export. A file's bytes follow its piece.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "a piece lives for one line")]
pub(crate) enum Piece {
    Manifest(Manifest),
    /// An entry of the service: who its practitioners are.
    Service {
        at: i64,
        body: Body,
    },
    /// An entry of the network.
    Entry {
        at: i64,
        body: Body,
    },
    /// An account: a member's, or that of a practitioner who wrote or looked here.
    Account {
        account: dialogue::Account,
        slug: String,
        name: String,
        is_disabled: bool,
    },
    /// A look.
    Look {
        account: AccountId,
        purpose: i64,
        ten_minutes: i64,
        at: i64,
    },
    /// A file; its bytes are the next piece.
    File {
        file: Uuid,
    },
    /// The end, with the number of entries and of files.
    End {
        entries: i64,
        files: i64,
    },
}

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    /// The manifest of the file.
    pub manifest: Manifest,
    /// How many entries.
    pub entries: i64,
    /// How many files.
    pub files: i64,
}

/// Pieces as they go into a file: a length, then the sealed piece.
pub(crate) struct Pieces<W> {
    out: W,
    key: DataKey,
    name: [u8; 16],
    nth: u64,
}

/// The key of one file from the key that is carried.
pub(crate) fn file_key(secret: &Secret, name: &[u8; 16]) -> DataKey {
    let mut from = Zeroizing::new([0; 48]);
    let (master, file) = from.split_at_mut(32);
    master.copy_from_slice(secret.as_slice());
    file.copy_from_slice(name);
    DataKey::new(Zeroizing::new(blake3::derive_key("polyphony 2026-11 export of a network", from.as_slice())))
}

/// What a piece is sealed to: its file and its place in it.
pub(crate) fn place(name: &[u8; 16], nth: u64) -> Vec<u8> {
    [name.as_slice(), &nth.to_be_bytes()].concat()
}

impl<W: Write> Pieces<W> {
    fn begin(mut out: W, secret: &Secret) -> Result<Self, StoreError> {
        let name: [u8; 16] = keys::random()?;
        out.write_all(MAGIC).and_then(|()| out.write_all(&name)).map_err(StoreError::fault)?;
        let key = file_key(secret, &name);
        Ok(Self { out, key, name, nth: 0 })
    }

    fn bytes(&mut self, plain: &[u8]) -> Result<(), StoreError> {
        let sealed = self.key.seal(&place(&self.name, self.nth), plain)?;
        self.nth += 1;
        let length = u32::try_from(sealed.len()).map_err(StoreError::fault)?;
        let written = self.out.write_all(&length.to_be_bytes()).and_then(|()| self.out.write_all(&sealed));
        written.map_err(StoreError::fault)
    }

    fn piece(&mut self, piece: &Piece) -> Result<(), StoreError> {
        let plain = Zeroizing::new(serde_json::to_vec(piece).map_err(StoreError::fault)?);
        self.bytes(&plain)
    }
}

impl Store {
    /// Writes everything of a network into a file, sealed with the key in a key file, which is made if it is not there.
    ///
    /// # Errors
    /// [`StoreError::NotYours`] if there is no such network; what the database, the key file or the file say.
    pub async fn export(
        &self,
        network: NetworkId,
        key_file: &std::path::Path,
        out: impl Write,
    ) -> Result<Exported, StoreError> {
        let id = network.0.into_bytes();
        let (stream, entries) = self.bodies(id).await?.ok_or(StoreError::NotYours)?;
        let secret = match keys::find(key_file)? {
            keys::Found::Key(secret) => secret,
            keys::Found::Nothing => keys::make(key_file)?,
        };
        let mut pieces = Pieces::begin(out, &secret)?;
        let manifest = Manifest {
            network,
            service: self.service().await?.is.name.clone(),
            at: self.now().as_microsecond(),
            old_seq: stream.head.seq,
            old_hash: blake3::Hash::from_bytes(stream.head.hash).to_hex().to_string(),
        };
        pieces.piece(&Piece::Manifest(manifest.clone()))?;
        if let Some((_, service)) = self.bodies(SERVICE).await? {
            for (at, body) in service {
                pieces.piece(&Piece::Service { at, body })?;
            }
        }
        let mut hands: Vec<AccountId> = entries.iter().map(|(_, body)| body.told.by).collect();
        for (at, body) in entries {
            pieces.piece(&Piece::Entry { at, body })?;
        }
        self.export_looks(network, &mut pieces, &mut hands).await?;
        self.export_accounts(network, &mut pieces, &hands).await?;
        let files = self.export_files(network, &mut pieces).await?;
        let entries = manifest.old_seq;
        pieces.piece(&Piece::End { entries, files })?;
        pieces.out.flush().map_err(StoreError::fault)?;
        Ok(Exported { manifest, entries, files })
    }

    /// The stream and its entries, open.
    async fn bodies(&self, id: StreamId) -> Result<Option<(Stream, Vec<(i64, Body)>)>, StoreError> {
        let Some(tail) = self.0.engine.tail(id, 0).await? else { return Ok(None) };
        if tail.stream.is_destroyed() {
            return Ok(None);
        }
        let mut stream = Stream::found(&self.0.keys, id, &tail.stream)?;
        let opened = stream.open(tail.entries, tail.stream.head)?;
        let body = |entry: &std::sync::Arc<dialogue::Entry>| {
            (entry.recorded_at.as_microsecond(), Body { id: entry.id, told: entry.told.clone() })
        };
        let bodies = opened.iter().map(body).collect();
        Ok(Some((stream, bodies)))
    }

    async fn export_looks<W: Write>(
        &self,
        network: NetworkId,
        pieces: &mut Pieces<W>,
        hands: &mut Vec<AccountId>,
    ) -> Result<(), StoreError> {
        for row in self.0.engine.rows(LOOKS, vec![network.0.into()]).await? {
            let account = AccountId(row.uuid(0)?);
            hands.push(account);
            let (purpose, ten_minutes, at) = (row.int(1)?, row.int(2)?, row.int(3)?);
            pieces.piece(&Piece::Look { account, purpose, ten_minutes, at })?;
        }
        Ok(())
    }

    async fn export_accounts<W: Write>(
        &self,
        network: NetworkId,
        pieces: &mut Pieces<W>,
        hands: &[AccountId],
    ) -> Result<(), StoreError> {
        let mut profiles = self.accounts_of(network).await?;
        let mut others: Vec<_> = hands.to_vec();
        others.sort();
        others.dedup();
        for id in others {
            if !profiles.iter().any(|one| one.account.id == id) {
                profiles.extend(self.account(id).await?);
            }
        }
        for crate::Profile { account, slug, name, is_disabled } in profiles {
            pieces.piece(&Piece::Account { account, slug, name, is_disabled })?;
        }
        Ok(())
    }

    async fn export_files<W: Write>(
        &self,
        network: NetworkId,
        pieces: &mut Pieces<W>,
    ) -> Result<i64, StoreError> {
        let key = self.network_key(network).await?;
        let mut count = 0;
        for row in self.0.engine.rows(FILES, vec![network.0.into()]).await? {
            let file = row.uuid(0)?;
            let row = self.0.engine.one(FILE, vec![network.0.into(), file.into()]).await?;
            let Some(row) = row else { continue };
            let of = crate::files::place(network, dialogue::FileId(file));
            let bytes = key.open(&of, row.bytes(0)?);
            let bytes = bytes.ok_or_else(|| StoreError::damaged(format!("file {file}")))?;
            pieces.piece(&Piece::File { file })?;
            pieces.bytes(&bytes)?;
            count += 1;
        }
        Ok(count)
    }
}
