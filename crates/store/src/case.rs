//! A request for access: what the one who asked can read already.

use std::collections::BTreeSet;

use dialogue::{Account, AccountId, Context, EntryId, MemberId, Seat};
use uuid::Uuid;

use crate::{Permit, Purpose, Store, StoreError};

impl Store {
    /// The entries that a member can read on their own pages now.
    ///
    /// # Errors
    /// When the permit has lapsed or is for another purpose, or the database fails.
    pub async fn readable_by(
        &self,
        permit: &Permit,
        member: MemberId,
    ) -> Result<BTreeSet<EntryId>, StoreError> {
        permit.good_for(&[Purpose::Read, Purpose::Duty], self.now())?;
        let seat = Seat::Member(permit.network(), member);
        let ctx = Context::new(self.now(), Account { id: AccountId(Uuid::nil()), seat });
        self.with_record(permit.network(), |record| {
            let standing = record.whole.standing(&ctx);
            let view = self.view(record, &standing, ctx.now);
            view.network.entries.iter().map(|entry| entry.id).collect()
        })
        .await
    }
}
