//! Acting: decide on the whole, seal, link, write entries and index rows together, answer from the view.

use dialogue::{
    Account, Command, Context, EntryId, NetworkId, Refusal, Service, Standing, Why, decide, index,
};
use jiff::Timestamp;

use crate::{
    Store, StoreError,
    engine::{Statement, Unit, Written},
    index as rows, live,
    permit::instant,
    record::Record,
    stream::Batch,
};

/// How often a command is decided anew when others keep writing to the same record.
const TRIES: usize = 5;

/// What became of a command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acted {
    /// The entries that it made; none if it had been carried out before, or changed nothing.
    pub entries: Vec<EntryId>,
    /// Whether it had been carried out before: the same form sent twice.
    pub was_done_before: bool,
}

/// Why a command was not carried out.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ActError {
    /// The record's rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One command of several, with who sent it and when.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Who.
    pub account: Account,
    /// When; never earlier than what is already recorded.
    pub at: Timestamp,
    /// What.
    pub command: Command,
}

/// Whether an act may begin a record that is not there yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    Yes,
    No,
}

impl Store {
    /// Carries out a command in a network.
    ///
    /// # Errors
    /// [`ActError::Refused`] with what the sender may know of the reason;
    /// [`StoreError::NotYours`] where the sender may not do this or there is no such network;
    /// [`StoreError::SomebodyElse`] after others have been quicker five times.
    pub async fn act(
        &self,
        account: &Account,
        network: NetworkId,
        command: Command,
    ) -> Result<Acted, ActError> {
        let sent = [Sent { account: *account, at: self.now(), command }];
        first(self.carry_out(network, &sent, Begin::No, &[]).await?)
    }

    /// Carries out the first command of a new network: its stream and its key begin with it.
    /// Sent again, it is known again.
    ///
    /// # Errors
    /// As [`Store::act`].
    pub async fn start(
        &self,
        account: &Account,
        network: NetworkId,
        command: Command,
    ) -> Result<Acted, ActError> {
        let sent = [Sent { account: *account, at: self.now(), command }];
        first(self.carry_out(network, &sent, Begin::Yes, &[]).await?)
    }

    /// Carries out several commands of one network in one commit: all of them or none.
    /// Begins the network if it is not there.
    ///
    /// # Errors
    /// As [`Store::act`]; the first command that is refused.
    pub async fn act_all(&self, network: NetworkId, sent: &[Sent]) -> Result<Vec<Acted>, ActError> {
        self.carry_out(network, sent, Begin::Yes, &[]).await
    }

    /// Carries out a command with statements that belong to it. Where one of them finds that what it rests on
    /// is no longer so, nothing is done.
    pub(crate) async fn act_beside(
        &self,
        network: NetworkId,
        sent: Sent,
        beside: &[Statement],
    ) -> Result<Acted, ActError> {
        first(self.carry_out(network, &[sent], Begin::No, beside).await?)
    }

    async fn carry_out(
        &self,
        network: NetworkId,
        sent: &[Sent],
        begin: Begin,
        beside: &[Statement],
    ) -> Result<Vec<Acted>, ActError> {
        let service = self.service_lately().await?;
        let place = self.0.shelf.place(network);
        let mut held = place.write().await;
        let mut is_fresh = false;
        for _ in 0..TRIES {
            // Taken out while it is in doubt: whoever comes after a failure reads it anew.
            let mut record = match held.take().filter(|record| record.stream.has_begun()) {
                Some(record) if !is_fresh => record,
                other => {
                    is_fresh = true;
                    match self.caught_up(network, other).await? {
                        Some(record) => record,
                        None if begin == Begin::Yes => Record::begin(&self.0.keys, network)?,
                        None => return Err(StoreError::NotYours.into()),
                    }
                }
            };
            let mut batch = record.stream.batch();
            let decided = self.decide_all(&mut record, &mut batch, sent, &service);
            if batch.is_empty() {
                let was_known = |acted: &Vec<Acted>| acted.iter().all(|acted| acted.was_done_before);
                let is_settled = is_fresh || decided.as_ref().is_ok_and(was_known);
                *held = record.stream.has_begun().then_some(record);
                if is_settled {
                    return decided;
                }
                // Perhaps only because what is held is older than the database.
                is_fresh = true;
                continue;
            }
            match decided {
                Ok(acted) => match self.write_batch(&mut record, batch, beside).await? {
                    Written::Done => {
                        self.weigh(&place, &record);
                        *held = Some(record);
                        drop(held);
                        self.0.changes.tell(network);
                        return Ok(acted);
                    }
                    // A meeting cannot just end while there are words on its live page.
                    Written::Unmet if beside.is_empty() => return Err(Refusal::of(Why::WrittenLive).into()),
                    Written::Unmet => return Err(StoreError::SomebodyElse.into()),
                    Written::Conflict => {}
                },
                Err(error) if is_fresh => return Err(error),
                Err(_) => {}
            }
            is_fresh = true;
        }
        Err(StoreError::SomebodyElse.into())
    }

    /// Decides one command after another, each on the whole with what the ones before it made.
    fn decide_all(
        &self,
        record: &mut Record,
        batch: &mut Batch,
        sent: &[Sent],
        service: &Service,
    ) -> Result<Vec<Acted>, ActError> {
        let mut acted = Vec::with_capacity(sent.len());
        for Sent { account, at, command } in sent {
            if record.whole.has_seen(command.id) {
                acted.push(Acted { entries: Vec::new(), was_done_before: true });
                continue;
            }
            let ctx = Context {
                duties: service.duties_of(account.seat),
                ..Context::new(instant(at.as_microsecond())?, *account)
            };
            let standing = record.whole.standing(&ctx);
            if !record.may(&standing, command.deed(account), &self.0.policies) {
                return Err(self.not_allowed(record, &standing, ctx.now));
            }
            let at = at.as_microsecond();
            let drafts = decide(&record.whole, command, &ctx)
                .map_err(|refusal| self.softened(record, &standing, refusal, ctx.now))?;
            let (from, sealed) = (batch.opened.len(), batch.bytes);
            record.stream.seal(batch, command.id, drafts, at, &self.0.keys)?;
            let new = batch.opened.get(from..).unwrap_or_default();
            record.take_new(new, batch.bytes - sealed);
            acted.push(Acted { entries: new.iter().map(|entry| entry.id).collect(), was_done_before: false });
        }
        Ok(acted)
    }

    async fn write_batch(
        &self,
        record: &mut Record,
        batch: Batch,
        beside: &[Statement],
    ) -> Result<Written, StoreError> {
        let kept = record.index.take();
        let (index, mut statements) = match kept {
            Some(kept) if !batch.opened.iter().any(|entry| index::may_change(&entry.told.fact)) => {
                (kept, Vec::new())
            }
            before => {
                let after = index::rows(&record.whole);
                let statements = rows::changes(record.network, before.as_ref(), &after, &self.0.keys);
                (after, statements)
            }
        };
        if beside.is_empty() {
            statements.extend(batch.opened.iter().flat_map(|entry| live::freezing(record.network, entry)));
        }
        statements.extend(beside.iter().cloned());
        let head = batch.head;
        let append = Some(record.stream.append(batch));
        let written = self.0.engine.write(Unit { append, statements }).await?;
        if written == Written::Done {
            record.stream.moved_to(head);
            record.index = Some(index);
        }
        Ok(written)
    }

    /// What is said to somebody who may not do this: no more than they may know of the record.
    fn not_allowed(&self, record: &Record, standing: &Standing, at: Timestamp) -> ActError {
        if self.view(record, standing, at).is_empty() {
            StoreError::NotYours.into()
        } else {
            Refusal::neutral().into()
        }
    }

    /// A refusal that rests on an entry which the sender may not read says nothing more than no (promise 4).
    fn softened(&self, record: &Record, standing: &Standing, refusal: Refusal, at: Timestamp) -> ActError {
        let may_read = |id: &EntryId| {
            record.class_of(*id, at).is_some_and(|class| self.0.policies.may_read(standing, &class))
        };
        if refusal.rests_on.iter().all(may_read) { refusal.into() } else { Refusal::neutral().into() }
    }
}

fn first(acted: Vec<Acted>) -> Result<Acted, ActError> {
    acted.into_iter().next().ok_or_else(|| StoreError::odd("a command came to nothing").into())
}
