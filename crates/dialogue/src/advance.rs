//! The advance statement: what the person wants known for a time when they cannot say it.
//! Whom to tell, who speaks for them, what helps and what does not, in their own words
//! (Mental Capacity Act 2005, section 4(6)(a): the person's past wishes, in particular written ones).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    sharing::in_the_persons_voice,
    text,
    whole::Whole,
};

/// The person made an advance statement; each replaces the one before, and all stay.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct AdvanceStatementMade {
    /// Whom to tell, and whom not.
    pub tell: String,
    /// Who speaks for me.
    pub speaks: String,
    /// What helps.
    pub helps: String,
    /// What does not help.
    pub helps_not: String,
}

impl Folds for AdvanceStatementMade {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.advance.push(Noted::new(entry, self));
    }
}

impl Decides for AdvanceStatementMade {
    const DEED: Deed = Deed::Answer;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let made = Self {
            tell: text::kept("tell", &self.tell)?,
            speaks: text::kept("speaks", &self.speaks)?,
            helps: text::kept("helps", &self.helps)?,
            helps_not: text::kept("helps-not", &self.helps_not)?,
        };
        let is_first = whole.network.advance.is_empty();
        if made == Self::default() && is_first {
            return Err(Refusal::at("tell", Why::Empty));
        }
        let told = in_the_persons_voice(whole, told)?;
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, made)])
    }
}
