//! A child who decides for themself: judged for one question at a time, by somebody named, with the child's own view
//! (Gillick v West Norfolk and Wisbech AHA (1986) AC 112). Who has parental responsibility is an appointment.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    network::{Network, Noted},
    refusal::Refusal,
    text,
    whole::Whole,
};

/// Somebody judged that a child may decide something for themself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ChildDecides {
    /// What about: who reads, who is told, a treatment.
    pub about: String,
    /// On which day.
    pub on: Date,
    /// The child's own view, in their words.
    pub view: String,
    /// Who judged it.
    pub judged_by: String,
    /// On what they based it: what the child understands and weighs.
    pub words: String,
}

impl Folds for ChildDecides {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.child_decides.push(Noted::new(entry, self));
    }
}

impl Decides for ChildDecides {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, _: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        ctx.has_come("on", self.on)?;
        let judged = Self {
            about: text::needed("about", &self.about)?,
            view: text::needed("view", &self.view)?,
            judged_by: text::needed("judged-by", &self.judged_by)?,
            words: text::needed("words", &self.words)?,
            on: self.on,
        };
        let told = told.decided(ctx);
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, judged)])
    }
}
