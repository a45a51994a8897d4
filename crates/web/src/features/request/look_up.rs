//! "Do we already know this person?": asked at once, answered with no more than who can be reached.

use std::collections::{BTreeMap, BTreeSet};

use dialogue::{
    NetworkId,
    index::{self, NetworkRow},
};

use crate::{
    form::Form,
    http::{Visit, visit::problem},
    page::problem::Problem,
};

/// A network that the call may belong to. It tells whom to ring, and nothing about the person.
pub struct Hit {
    /// The network's identity, as the value of a choice.
    pub network: NetworkId,
    /// Who holds it.
    pub holder: String,
    /// How to reach them.
    pub phone: String,
    /// Whether the one who answers the call is with that network anyway.
    pub is_own: bool,
}

/// Looks for networks by all parts of the person's name, or by a number to reach somebody.
pub async fn hits(visit: &Visit, form: &Form) -> Result<Vec<Hit>, Problem> {
    let store = visit.app.store();
    let name: BTreeSet<_> = index::name_parts(form.value("person-name")).collect();
    let numbers: Vec<_> = index::phone_numbers(form.value("caller-reach")).collect();
    let mut found = BTreeMap::new();
    for (parts, needed) in [(Vec::from_iter(name.clone()), name.len()), (numbers, 1)] {
        if parts.is_empty() {
            continue;
        }
        let known = store.look_up(&visit.account, &parts).await.map_err(problem)?;
        found.extend(
            known.into_iter().filter(|k| k.shares >= needed).map(|k| (k.listed.network, k.listed.row)),
        );
    }
    let own = store.networks_of(&visit.account).await.map_err(problem)?;
    let hit = |(network, row): (NetworkId, NetworkRow)| {
        let holder = row.holder.and_then(|id| visit.service.practitioners.get(&id));
        Hit {
            network,
            holder: holder.map(|h| h.is.name.clone()).unwrap_or_default(),
            phone: holder.map_or_else(|| visit.service.is.phone.clone(), |h| h.is.phone.clone()),
            is_own: own.iter().any(|listed| listed.network == network),
        }
    };
    Ok(found.into_iter().map(hit).collect())
}
