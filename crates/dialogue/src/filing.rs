//! Filing: the entry for the organisation's own record was put there, by whom, when and as what.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::MeetingId,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// A meeting was filed in the organisation's own record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MeetingFiled {
    /// The meeting.
    pub meeting: MeetingId,
    /// As what: the reference in the other record.
    pub filed_as: String,
}

/// Filings by meeting.
pub type Filings = BTreeMap<MeetingId, Vec<Noted<MeetingFiled>>>;

impl Network {
    /// Meetings that were held and have not been filed.
    pub fn unfiled(&self) -> impl Iterator<Item = &crate::meeting::Meeting> {
        self.meetings.values().filter(|m| m.is_held() && !self.filings.contains_key(&m.id))
    }
}

impl Folds for MeetingFiled {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if network.meetings.contains_key(&self.meeting) {
            network.filings.entry(self.meeting).or_default().push(Noted::new(entry, self));
        }
    }
}

impl Decides for MeetingFiled {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let meeting = whole.network.meeting(self.meeting).ok_or(Refusal::of(Why::NotHere))?;
        if meeting.closed.is_none() {
            let plan = meeting.plans.last().map(|p| p.entry.id);
            return Err(Refusal::of(Why::MeetingOpen).resting_on(plan));
        }
        let filed = Self { filed_as: text::needed("filed-as", &self.filed_as)?, ..self.clone() };
        let told = Told { voice: ctx.account.voice(), meeting: Some(self.meeting), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, filed)])
    }
}
