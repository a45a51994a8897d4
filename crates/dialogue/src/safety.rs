//! The safety agreement, made together: who notices, who calls whom, what helps.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// How to keep safe was agreed; each agreement replaces the one before, and all stay.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SafetyAgreed {
    /// Who notices, and what they notice.
    pub notices: String,
    /// Who calls whom.
    pub calls: String,
    /// What helps, and what does not.
    pub helps: String,
}

impl Folds for SafetyAgreed {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.safety.push(Noted::new(entry, self));
    }
}

impl Decides for SafetyAgreed {
    const DEED: Deed = Deed::Tend;
    /// The safety agreement is for everyone in the network, wherever it was made.
    fn decide(&self, _: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let agreed = Self {
            notices: text::kept("notices", &self.notices)?,
            calls: text::kept("calls", &self.calls)?,
            helps: text::kept("helps", &self.helps)?,
        };
        if agreed == Self::default() {
            return Err(Refusal::at("notices", Why::Empty));
        }
        Ok(vec![told.draft(ctx, Audience::Everyone, agreed)])
    }
}
