//! Told without consent: a risk, or a law, that weighs more than the person's no; told to somebody outside,
//! as little as is needed, by a named decision (Confidentiality: NHS Code of Practice 2003; Children Act 1989,
//! section 47; Care Act 2014, section 42). The person is told of it unless that itself would put somebody at risk.

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

/// Something was told without the person's consent.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct DisclosedWithoutConsent {
    /// What the risk is, or which law or court asks for it.
    pub risk: String,
    /// To whom.
    pub at_risk: String,
    /// Whether the person was asked and what they said, or why not.
    pub asked: String,
    /// The least that was needed, which is what was told.
    pub least: String,
    /// Who decided.
    pub decided_by: String,
    /// Why: what weighed more.
    pub why: String,
    /// Who was told.
    pub told: String,
    /// On which day.
    pub on: Option<Date>,
    /// When and how the person is told, or why not yet.
    pub person_told: String,
}

impl Folds for DisclosedWithoutConsent {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.disclosures.push(Noted::new(entry, self));
    }
}

impl Decides for DisclosedWithoutConsent {
    const DEED: Deed = Deed::Tend;
    /// Nothing here can hinder what must be told: it is noted afterwards, and every question has room for a sentence.
    fn decide(&self, _: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if let Some(on) = self.on {
            ctx.has_come("on", on)?;
        }
        let disclosed = Self {
            risk: text::needed("risk", &self.risk)?,
            at_risk: text::needed("at-risk", &self.at_risk)?,
            asked: text::needed("asked", &self.asked)?,
            least: text::needed("least", &self.least)?,
            decided_by: text::needed("decided-by", &self.decided_by)?,
            why: text::needed("why", &self.why)?,
            told: text::needed("told", &self.told)?,
            on: self.on,
            person_told: text::needed("person-told", &self.person_told)?,
        };
        let told = told.decided(ctx);
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, disclosed)])
    }
}
