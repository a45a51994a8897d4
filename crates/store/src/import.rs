//! Import: a network from another Polyphony. Its entries keep their names and times; they are sealed with a new key
//! and linked into a new chain. Where the old chain ended is kept, so that continuity can be shown.

use std::{collections::HashSet, io::Read};

use dialogue::{Account, AccountId, Body, CommandId, NetworkId, Seat, index};
use jiff::Timestamp;

use crate::{
    Manifest, Store, StoreError,
    accounts::{account_place, add_account},
    engine::{Row, Statement, Unit, Value, Written},
    export::{self, MAGIC, Piece},
    index as rows,
    keys::{self, DataKey},
    permit::instant,
    record::Record,
    stream::{Batch, Kind, SERVICE, Stream},
};

const ADD_FILE: &str = "INSERT INTO blob (network, file, sealed, bytes) VALUES ($1, $2, $3, $4)";
const ADD_LOOK: &str = "INSERT INTO access (network, account, purpose, ten_minutes, at) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT DO NOTHING";
const ADD_ORIGIN: &str =
    "INSERT INTO imported (network, at, origin, old_seq, old_hash) VALUES ($1, $2, $3, $4, $5)";
const ORIGIN: &str = "SELECT at, origin, old_seq, old_hash FROM imported WHERE network = $1";
/// The largest piece: a file and its seal.
const LARGEST: usize = 64 << 20;

/// Where a network came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// When it came.
    pub at: Timestamp,
    /// From which service.
    pub service: String,
    /// The head of its chain there, as `verify --write-heads` wrote it.
    pub head: String,
}

/// What was taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Imported {
    /// What the file says of itself.
    pub manifest: Manifest,
    /// How many entries.
    pub entries: i64,
    /// How many files.
    pub files: i64,
    /// How many accounts.
    pub accounts: usize,
}

/// A whole export, read and checked.
#[derive(Default)]
struct Content {
    manifest: Option<Manifest>,
    service: Vec<(i64, Body)>,
    entries: Vec<(i64, Body)>,
    accounts: Vec<(Account, String, String, bool)>,
    looks: Vec<(AccountId, i64, i64, i64)>,
    files: Vec<(uuid::Uuid, Vec<u8>)>,
}

struct Reader<R> {
    from: R,
    key: DataKey,
    name: [u8; 16],
    nth: u64,
}

fn spoiled() -> StoreError {
    StoreError::NotAnExport
}

impl<R: Read> Reader<R> {
    fn begin(mut from: R, key_file: &std::path::Path) -> Result<Self, StoreError> {
        let keys::Found::Key(secret) = keys::find(key_file)? else {
            return Err(StoreError::NotAKey { path: key_file.display().to_string() });
        };
        let (mut magic, mut name) = ([0; MAGIC.len()], [0; 16]);
        from.read_exact(&mut magic).map_err(|_| spoiled())?;
        from.read_exact(&mut name).map_err(|_| spoiled())?;
        if &magic != MAGIC {
            return Err(spoiled());
        }
        Ok(Self { from, key: export::file_key(&secret, &name), name, nth: 0 })
    }

    fn bytes(&mut self) -> Result<Vec<u8>, StoreError> {
        let mut length = [0; 4];
        self.from.read_exact(&mut length).map_err(|_| spoiled())?;
        let length = usize::try_from(u32::from_be_bytes(length)).map_err(StoreError::fault)?;
        if length > LARGEST {
            return Err(spoiled());
        }
        let mut sealed = vec![0; length];
        self.from.read_exact(&mut sealed).map_err(|_| spoiled())?;
        let plain = self.key.open(&export::place(&self.name, self.nth), &sealed).ok_or_else(spoiled)?;
        self.nth += 1;
        Ok(plain)
    }

    fn piece(&mut self) -> Result<Piece, StoreError> {
        let plain = zeroize::Zeroizing::new(self.bytes()?);
        serde_json::from_slice(&plain)
            .map_err(|_| StoreError::NewerFact { what: "Something in this file".into() })
    }

    /// Everything up to its end; a file that was cut short has none.
    fn content(mut self) -> Result<Content, StoreError> {
        let mut content = Content::default();
        loop {
            match self.piece()? {
                Piece::Manifest(manifest) => content.manifest = Some(manifest),
                Piece::Service { at, body } => content.service.push((at, body)),
                Piece::Entry { at, body } => content.entries.push((at, body)),
                Piece::Account { account, slug, name, is_disabled } => {
                    content.accounts.push((account, slug, name, is_disabled));
                }
                Piece::Look { account, purpose, ten_minutes, at } => {
                    content.looks.push((account, purpose, ten_minutes, at));
                }
                Piece::File { file } => content.files.push((file, self.bytes()?)),
                Piece::End { entries, files } => {
                    let whole = (count(content.entries.len()), count(content.files.len()));
                    return if whole == (entries, files) { Ok(content) } else { Err(spoiled()) };
                }
            }
        }
    }
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

impl Store {
    /// Takes in a network from a file: all of it or nothing.
    ///
    /// # Errors
    /// [`StoreError::NotAnExport`] for a file that is none, was changed or cut, or has another key;
    /// [`StoreError::AlreadyHere`] when the network is, or was destroyed here; what the database says.
    pub async fn import(&self, from: impl Read, key_file: &std::path::Path) -> Result<Imported, StoreError> {
        let content = Reader::begin(from, key_file)?.content()?;
        let manifest = content.manifest.clone().ok_or_else(spoiled)?;
        let network = manifest.network;
        let known = self.0.engine.one(crate::engine::sql::STREAM, vec![network.0.into()]).await?;
        if known.is_some() {
            return Err(StoreError::AlreadyHere);
        }
        self.import_service(&content.service).await?;
        let place = self.0.shelf.place(network);
        let mut held = place.write().await;
        let mut record = Record::begin(&self.0.keys, network)?;
        let mut batch = record.stream.batch();
        for (at, body) in &content.entries {
            record.stream.seal_one(&mut batch, body.clone(), *at, &self.0.keys)?;
        }
        record.take_new(&batch.opened, batch.bytes);
        let after = index::rows(&record.whole);
        let mut statements = rows::changes(network, None, &after, &self.0.keys);
        statements.extend(self.with_it(&content, &manifest, record.stream.key())?);
        let head = batch.head;
        let append = Some(record.stream.append(batch));
        if self.0.engine.write(Unit { append, statements }).await? != Written::Done {
            return Err(StoreError::AlreadyHere);
        }
        record.stream.moved_to(head);
        record.index = Some(after);
        *held = Some(record);
        let (entries, files) = (count(content.entries.len()), count(content.files.len()));
        Ok(Imported { manifest, entries, files, accounts: content.accounts.len() })
    }

    /// Accounts, looks, files, and where it came from.
    fn with_it(
        &self,
        content: &Content,
        manifest: &Manifest,
        key: &DataKey,
    ) -> Result<Vec<Statement>, StoreError> {
        let network = manifest.network;
        let mut all = Vec::new();
        for (account, slug, name, is_disabled) in &content.accounts {
            let key = match account.seat {
                Seat::Member(at, _) if at == network => key,
                Seat::Member(..) => continue,
                Seat::Practitioner(_) | Seat::Administrator => self.0.keys.service(),
            };
            let names = serde_json::to_vec(&(slug, name)).map_err(StoreError::fault)?;
            let sealed = key.seal(&account_place(account), &names)?;
            let disabled_at = is_disabled.then_some(self.now().as_microsecond());
            all.push(add_account(account, slug, sealed, disabled_at, &self.0.keys));
        }
        for (account, purpose, ten_minutes, at) in &content.looks {
            let row: Vec<Value> = vec![
                network.0.into(),
                account.0.into(),
                (*purpose).into(),
                (*ten_minutes).into(),
                (*at).into(),
            ];
            all.push(Statement::new(ADD_LOOK, row));
        }
        for (file, bytes) in &content.files {
            let sealed = key.seal(&crate::files::place(network, dialogue::FileId(*file)), bytes)?;
            let row = vec![network.0.into(), (*file).into(), sealed.into(), count(bytes.len()).into()];
            all.push(Statement::new(ADD_FILE, row));
        }
        let hash = blake3::Hash::from_hex(&manifest.old_hash).map_err(|_| spoiled())?;
        let origin: Vec<Value> = vec![
            network.0.into(),
            self.now().as_microsecond().into(),
            manifest.service.as_str().into(),
            manifest.old_seq.into(),
            hash.as_bytes().into(),
        ];
        all.push(Statement::new(ADD_ORIGIN, origin));
        Ok(all)
    }

    /// Takes in what the other service says of its people, as far as it is not known here.
    async fn import_service(&self, entries: &[(i64, Body)]) -> Result<(), StoreError> {
        let service = self.service().await?;
        let has_name = !service.is.name.is_empty();
        let known: HashSet<CommandId> = entries.iter().map(|(_, body)| body.id.command).collect();
        let known: HashSet<_> = known.into_iter().filter(|id| service.has_seen(*id)).collect();
        let wanted = |body: &Body| {
            let is_name = matches!(body.told.fact, dialogue::Fact::ServiceNamed(_));
            !(known.contains(&body.id.command) || has_name && is_name)
        };
        let mut stream = match self.0.engine.tail(SERVICE, 0).await? {
            None => Stream::begin(&self.0.keys, SERVICE, Kind::Service)?,
            Some(tail) => {
                let mut stream = Stream::found(&self.0.keys, SERVICE, &tail.stream)?;
                stream.open(tail.entries, tail.stream.head)?;
                stream
            }
        };
        let mut batch: Batch = stream.batch();
        for (at, body) in entries.iter().filter(|(_, body)| wanted(body)) {
            stream.seal_one(&mut batch, body.clone(), *at, &self.0.keys)?;
        }
        if batch.is_empty() {
            return Ok(());
        }
        let head = batch.head;
        let append = Some(stream.append(batch));
        if self.0.engine.write(Unit { append, statements: Vec::new() }).await? != Written::Done {
            return Err(StoreError::SomebodyElse);
        }
        stream.moved_to(head);
        Ok(())
    }

    /// Where a network came from, if it was imported.
    ///
    /// # Errors
    /// What the database says.
    pub async fn origin(&self, network: NetworkId) -> Result<Option<Origin>, StoreError> {
        let read = |row: &Row| {
            let hash: [u8; 32] = row.bytes(3)?.try_into().map_err(|_| StoreError::damaged("an origin"))?;
            let head = format!("{network} {} {}", row.int(2)?, blake3::Hash::from_bytes(hash).to_hex());
            Ok(Origin { at: instant(row.int(0)?)?, service: row.text(1)?.to_owned(), head })
        };
        self.0.engine.one(ORIGIN, vec![network.0.into()]).await?.map(|row| read(&row)).transpose()
    }
}
