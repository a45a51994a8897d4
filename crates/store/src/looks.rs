//! Who has looked: looks by the service, as far as this reader may know of them. Never whether or when
//! another member read.

use dialogue::{Account, Deed, Duty, Network, NetworkId, PractitionerId, Role, Standing, Who};
use jiff::Timestamp;

use crate::{
    Permit, Purpose, Store, StoreError,
    engine::Row,
    permit::{Look, instant, ten_minutes},
};

/// So many looks stand on a page.
pub const LOOKS_A_PAGE: usize = 200;

const LOOKS: &str = "SELECT x.account, x.purpose, x.at, a.practitioner, a.member FROM access x \
    LEFT JOIN account a ON a.id = x.account WHERE x.network = $1 AND x.at < $2 \
    AND (a.practitioner IS NOT NULL OR x.account = $3) ORDER BY x.at DESC, x.account LIMIT 500";
const BATCH: usize = 500;

/// A page of looks, the newest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Looked {
    /// The looks.
    pub looks: Vec<Look>,
    /// Where there are earlier ones: those before this moment.
    pub earlier: Option<Timestamp>,
}

impl Looked {
    /// By the times that this reader knows.
    fn in_order(&mut self) {
        self.looks.sort_by_key(|look| std::cmp::Reverse(look.at));
    }
}

/// What somebody may know of looks.
struct Reader {
    account: Account,
    standing: Standing,
    network: std::sync::Arc<Network>,
    /// Since when they see the looks of others.
    since: Option<Timestamp>,
}

impl Reader {
    /// Whether they may know of a look; whose are the record officer's is asked of the service.
    fn may_know(&self, look: &Look, is_officer: impl Fn(PractitionerId) -> bool) -> bool {
        if look.account == self.account.id {
            return true;
        }
        let (Some(since), Some(Who::Practitioner(id))) = (self.since, look.who) else { return false };
        if look.at < since {
            return false;
        }
        // What waits for a decision or a review is nobody's to know of but those who decide, and the team.
        // That somebody prepares the answer to a request for access is known to whoever knows of that request.
        look.purpose != Purpose::Duty
            || self.standing.is_team()
            || (is_officer(id)
                && self.network.cases.iter().any(|case| case.asked.entry.recorded_at <= look.at))
    }

    /// The look as this reader may know it. That somebody wrote is known from what they wrote and this reader reads,
    /// and since when that was; where nothing of it may be read, nothing was written.
    fn knows(&self, look: Look) -> Option<Look> {
        let is_whole = !matches!(self.standing.role, Role::Person | Role::Member);
        if look.purpose != Purpose::Act || look.account == self.account.id || is_whole {
            return Some(look);
        }
        let ten_minutes = ten_minutes(look.at);
        let wrote = self.network.entries.iter().filter(|entry| entry.told.by == look.account);
        let at = wrote.map(|entry| entry.recorded_at).find(|at| self::ten_minutes(*at) == ten_minutes)?;
        Some(Look { at, ..look })
    }

    /// For whoever reviews an emergency access and is not with the network: what was looked at in it.
    fn reviews(&self, look: &Look) -> bool {
        let Some(Who::Practitioner(id)) = look.who else { return false };
        self.network.emergencies.iter().any(|one| one.covers(id, look.at))
    }
}

impl Store {
    /// Who has looked, newest first, as far as this reader may know: looks by the service for the person,
    /// the team, and, since their first words, for every member who has spoken; and one's own.
    ///
    /// # Errors
    /// When the permit has lapsed or is for another purpose, or the database fails.
    pub async fn who_looked(&self, permit: &Permit) -> Result<Vec<Look>, StoreError> {
        Ok(self.looked_before(permit, Timestamp::MAX).await?.looks)
    }

    /// A page of those looks, from before a moment.
    ///
    /// # Errors
    /// As [`Store::who_looked`].
    pub async fn looked_before(&self, permit: &Permit, before: Timestamp) -> Result<Looked, StoreError> {
        permit.good_for(&[Purpose::Read, Purpose::Duty], self.now())?;
        let account = *permit.account();
        let (standing, view) = self.seen_by(&account, permit.network()).await?;
        let since = match standing.role {
            _ if !self.0.policies.may(&standing, Deed::Look) => None,
            Role::Member => first_words(&view.network, &standing),
            _ => Some(Timestamp::MIN),
        };
        let reader = Reader { account, standing, network: view.network, since };
        self.known_looks(permit.network(), &reader, before).await
    }

    async fn known_looks(
        &self,
        network: NetworkId,
        reader: &Reader,
        mut before: Timestamp,
    ) -> Result<Looked, StoreError> {
        let service = self.service_lately().await?;
        let is_officer = |id| service.duties(id).has(Duty::RecordsOfficer);
        let until = before;
        let mut page = Looked::default();
        loop {
            let args = vec![network.0.into(), before.as_microsecond().into(), reader.account.id.0.into()];
            let rows = self.0.engine.rows(LOOKS, args).await?;
            let looks = rows.iter().map(look).collect::<Result<Vec<_>, _>>()?;
            let found = looks.len();
            let Some(last) = looks.last().map(|look| look.at) else { break };
            let told = self.told_now(network, reader, looks).await?;
            for look in told.into_iter().filter_map(|look| reader.knows(look)) {
                // It stands on the page before, by the time that this reader knows.
                if look.at >= until {
                    continue;
                }
                if !(reader.may_know(&look, is_officer) || reader.reviews(&look)) {
                    continue;
                }
                if page.looks.len() == LOOKS_A_PAGE {
                    page.in_order();
                    page.earlier = page.looks.last().map(|look| look.at);
                    return Ok(page);
                }
                page.looks.push(look);
            }
            if found < BATCH {
                break;
            }
            before = last;
        }
        page.in_order();
        Ok(page)
    }

    /// Those looks that are not part of an emergency access of which the person is told later.
    async fn told_now(
        &self,
        network: NetworkId,
        reader: &Reader,
        looks: Vec<Look>,
    ) -> Result<Vec<Look>, StoreError> {
        if !matches!(reader.standing.role, Role::Person | Role::Member) {
            return Ok(looks);
        }
        let now = self.now();
        self.with_record(network, |record| {
            let is_later = |look: &Look| match look.who {
                Some(Who::Practitioner(id)) => record.whole.is_told_later(id, look.at, now),
                _ => false,
            };
            looks.into_iter().filter(|look| !is_later(look)).collect()
        })
        .await
    }
}

/// When a member's first words were recorded.
fn first_words(network: &Network, standing: &Standing) -> Option<Timestamp> {
    let own = network.words.values().filter(|passage| passage.spoken.entry.told.voice == standing.voice);
    own.map(|passage| passage.spoken.entry.recorded_at).min()
}

fn look(row: &Row) -> Result<Look, StoreError> {
    let practitioner = row.maybe_uuid(3)?.map(|id| Who::Practitioner(PractitionerId(id)));
    let member = row.maybe_uuid(4)?.map(|id| Who::Member(dialogue::MemberId(id)));
    Ok(Look {
        account: dialogue::AccountId(row.uuid(0)?),
        who: practitioner.or(member),
        purpose: Purpose::read(row.int(1)?).ok_or_else(|| StoreError::damaged("the purpose of a look"))?,
        at: instant(row.int(2)?)?,
    })
}
