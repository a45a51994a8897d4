//! Pictures and papers: sealed beside the record, opened only by those who may read the entry that names them.

use dialogue::{Entry, Fact, FileId, NetworkId, file::LARGEST};

use crate::{
    Permit, Purpose, Store, StoreError,
    engine::{Statement, Unit},
    record::Record,
};

const PUT: &str =
    "INSERT INTO blob (network, file, sealed, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const DROP: &str = "DELETE FROM blob WHERE network = $1 AND file = $2";
const ONE: &str = "SELECT sealed FROM blob WHERE network = $1 AND file = $2";

impl Store {
    /// Keeps a file, before the command that attaches it is sent. What is already kept stays as it is.
    ///
    /// # Errors
    /// When the permit has lapsed or is not for acting, the file is too large, or the database fails.
    pub async fn put_file(&self, permit: &Permit, file: FileId, bytes: &[u8]) -> Result<(), StoreError> {
        permit.good_for(&[Purpose::Act], self.now())?;
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        if u64::try_from(size).unwrap_or(u64::MAX) > LARGEST {
            return Err(StoreError::odd("the file is too large"));
        }
        let network = permit.network();
        let sealed = self.network_key(network).await?.seal(&place(network, file), bytes)?;
        let row = vec![network.0.into(), file.0.into(), sealed.into(), size.into()];
        self.0.engine.write(Unit::of(vec![Statement::new(PUT, row)])).await.map(|_| ())
    }

    /// Lets go of a file whose attaching was refused. What an entry names stays.
    ///
    /// # Errors
    /// When the permit has lapsed or is not for acting, or the database fails.
    pub async fn drop_file(&self, permit: &Permit, file: FileId) -> Result<(), StoreError> {
        permit.good_for(&[Purpose::Act], self.now())?;
        let names = |entry: &Entry| matches!(&entry.told.fact, Fact::FileAttached(it) if it.file == file);
        let is_named = |record: &Record| record.whole.entries().iter().any(|entry| names(entry));
        if self.with_record(permit.network(), is_named).await? {
            return Ok(());
        }
        let drop = Statement::new(DROP, vec![permit.network().0.into(), file.0.into()]);
        self.0.engine.write(Unit::of(vec![drop])).await.map(|_| ())
    }

    /// A file, if this viewer may read an entry that attaches it.
    ///
    /// # Errors
    /// [`StoreError::NotYours`] if not, or if there is none; when the permit has lapsed, or the database fails.
    pub async fn file(&self, permit: &Permit, file: FileId) -> Result<Vec<u8>, StoreError> {
        let network = self.network(permit).await?;
        if !network.files.contains_key(&file) {
            return Err(StoreError::NotYours);
        }
        self.opened(permit.network(), file).await
    }

    /// A file, if a review by name, a duty or a decision that waits lets this viewer read the entry that attaches
    /// it: what was taken out of sight for its reviewer, what is withheld for whoever decides on it.
    ///
    /// # Errors
    /// [`StoreError::NotYours`] if not, or if there is none; when the permit has lapsed, or the database fails.
    pub async fn file_to_review(&self, permit: &Permit, file: FileId) -> Result<Vec<u8>, StoreError> {
        let network = self.network_to_review(permit).await?;
        let attaches = |entry: &Entry| matches!(&entry.told.fact, Fact::FileAttached(it) if it.file == file);
        if !network.entries.iter().any(|entry| attaches(entry)) {
            return Err(StoreError::NotYours);
        }
        self.opened(permit.network(), file).await
    }

    async fn opened(&self, network: NetworkId, file: FileId) -> Result<Vec<u8>, StoreError> {
        let row = self
            .0
            .engine
            .one(ONE, vec![network.0.into(), file.0.into()])
            .await?
            .ok_or(StoreError::NotYours)?;
        let bytes = self.network_key(network).await?.open(&place(network, file), row.bytes(0)?);
        bytes.ok_or_else(|| StoreError::damaged(format!("file {file}")))
    }
}

/// What a file is sealed to.
pub(crate) fn place(network: NetworkId, file: FileId) -> Vec<u8> {
    [b"file".as_slice(), network.0.as_bytes(), file.0.as_bytes()].concat()
}
