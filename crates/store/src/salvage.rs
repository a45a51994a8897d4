//! Safety first: of a record that is damaged, whatever can still be read opens for the safety agreement,
//! and for nothing else (promise 7). Nothing is written on a damaged record, and nothing else is shown
//! of it: an entry that cannot be read could be the one that says who may not read another.

use dialogue::{
    Account, Network, Noted, PractitionerId, Role, Standing, advance::AdvanceStatementMade,
    safety::SafetyAgreed,
};

use crate::{
    Permit, Purpose, Store, StoreError,
    record::{Record, View},
};

/// How to keep safe, as far as this viewer may read it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Safety {
    /// What the person is called; empty if that is not known.
    pub person: String,
    /// The safety agreement as it was made last.
    pub agreed: Option<Noted<SafetyAgreed>>,
    /// What the person wants in a crisis, as it was stated last: whom to tell, who speaks for them.
    pub advance: Option<Noted<AdvanceStatementMade>>,
    /// Who holds the network.
    pub holder: Option<PractitionerId>,
    /// Whether the whole record could be read. If not, a later agreement may be what is missing.
    pub is_whole: bool,
}

/// What the crisis page shows of a network.
#[derive(Clone, Debug)]
pub struct Crisis {
    /// The network, folded from what belongs on that page.
    pub network: Network,
    /// Where the viewer stands in it.
    pub standing: Standing,
    /// Whether the whole record could be read. If not, something later may be what is missing.
    pub is_whole: bool,
}

impl Store {
    /// The safety agreement and the advance statement as they stand, as far as this viewer may read them;
    /// of a damaged record, as far as they can be read. The statement of a damaged record opens for the person,
    /// the team and whoever is on call: that somebody's appointment ended could be what is missing.
    ///
    /// # Errors
    /// When the permit has lapsed or is for another purpose, or the database fails.
    pub async fn safety(&self, permit: &Permit) -> Result<Safety, StoreError> {
        permit.good_for(&[Purpose::Safety, Purpose::Read, Purpose::Act], self.now())?;
        let ((standing, view), is_whole) = match self.seen_by(permit.account(), permit.network()).await {
            Err(error) if error.is_damage() => {
                (self.salvaged(permit.account(), permit.network()).await?, false)
            }
            seen => (seen?, true),
        };
        let network = &view.network;
        let is_close = standing.reads_crisis_pages() || standing.role == Role::Person;
        let advance = network.advance.last().filter(|_| is_whole || is_close);
        Ok(Safety {
            person: network.people.person().map(|person| person.name().to_owned()).unwrap_or_default(),
            agreed: network.safety.last().cloned(),
            advance: advance.cloned(),
            holder: network.team.holder(),
            is_whole,
        })
    }

    /// What the crisis page shows, as far as this viewer may read it: the network folded from nothing else;
    /// of a damaged record, as far as it can be read. For the team, and for whoever is on call.
    ///
    /// # Errors
    /// When the permit has lapsed or is for another purpose, or the database fails;
    /// [`StoreError::NotYours`] for whoever is neither.
    pub async fn crisis(&self, permit: &Permit) -> Result<Crisis, StoreError> {
        permit.good_for(&[Purpose::Safety], self.now())?;
        let ((standing, view), is_whole) = match self.seen_by(permit.account(), permit.network()).await {
            Err(error) if error.is_damage() => {
                (self.salvaged(permit.account(), permit.network()).await?, false)
            }
            seen => (seen?, true),
        };
        if !standing.reads_crisis_pages() || view.is_empty() {
            return Err(StoreError::NotYours);
        }
        Ok(Crisis { network: view.network.in_a_crisis(), standing, is_whole })
    }

    /// What a permit for a damaged record rests on: for safety, whatever can be read. For anything else
    /// the damage is said, but not to those who would read nothing anyway.
    pub(crate) async fn damaged_view(
        &self,
        account: &Account,
        network: dialogue::NetworkId,
        purpose: Purpose,
        damage: StoreError,
    ) -> Result<(Standing, View), StoreError> {
        let seen = self.salvaged(account, network).await?;
        match purpose {
            Purpose::Safety => Ok(seen),
            _ if seen.1.is_empty() => Err(StoreError::NotYours),
            _ => Err(damage),
        }
    }

    /// A viewer's fold of those entries of a damaged record that can still be read. It is made anew
    /// each time and never kept.
    async fn salvaged(
        &self,
        account: &Account,
        network: dialogue::NetworkId,
    ) -> Result<(Standing, View), StoreError> {
        let tail = self.0.engine.tail(network.0.into_bytes(), 0).await?.ok_or(StoreError::NotYours)?;
        let mut record = Record::found(&self.0.keys, network, &tail.stream)?;
        for entry in record.stream.open_what_can_be(tail.entries, tail.stream.head) {
            record.whole.apply(entry);
        }
        let ctx = self.asks(account).await?;
        let standing = record.whole.standing(&ctx);
        let mut view = View::empty(&record.whole, network, ctx.now);
        let asking = self.0.policies.asking(&standing);
        view.carry_on(&record.whole, ctx.now, |class| asking.may_read(class));
        Ok((standing, view))
    }
}
