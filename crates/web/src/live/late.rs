//! What phones bring that had no signal when the meeting was closed: once one has sent its all, the difference
//! from what was frozen becomes one amendment of that voice.

use std::{
    collections::HashMap,
    sync::{Arc, Weak, atomic::Ordering},
    time::Duration,
};

use dialogue::{
    Account, Act, Command, CommandId, Seat, Told, When, Who,
    late::{TAKEN_FOR, TakeLate},
    written::derived,
};
use live::{Document, Part, merge, page};
use store::{ActError, LateLive, Sent, StoreError};
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::hub::Hub;

/// How often it is looked whether somebody has sent their all.
const LOOK: Duration = Duration::from_millis(400);
/// How long nothing more must have come from somebody who is still there.
const QUIET: Duration = Duration::from_secs(4);
/// The same after they have gone: another process may still be hearing them.
const GONE: Duration = Duration::from_secs(1);
/// How often it is looked for what another process, or one that was killed, has left.
const ANYWAY: Duration = Duration::from_secs(30);
/// How often what nobody can add to any more is deleted.
const TIDY: Duration = Duration::from_secs(3600);

/// Documents that wait: up to which number, since when, and whether they were refused.
type Waiting = HashMap<Document, (i64, Instant, bool)>;

/// Looks until the hub is gone.
pub(super) async fn watch(hub: Weak<Hub>) {
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut waiting, mut looked, mut tidied) = (Waiting::new(), None::<Instant>, None::<Instant>);
    loop {
        looks.tick().await;
        let Some(hub) = hub.upgrade() else { return };
        let has_come = hub.is_late.swap(false, Ordering::Relaxed);
        let is_due = |last: Option<Instant>, every| last.is_none_or(|at| at.elapsed() >= every);
        if has_come || waiting.values().any(|(_, _, refused)| !refused) || is_due(looked, ANYWAY) {
            if is_due(looked, ANYWAY) {
                waiting.values_mut().for_each(|(_, _, refused)| *refused = false);
            }
            looked = Some(Instant::now());
            if let Err(error) = look(&hub, &mut waiting).await {
                tracing::warn!(%error, "what was written without signal cannot be looked for");
            }
        }
        if is_due(tidied, TIDY) {
            tidied = Some(Instant::now());
            if let Ok(before) = hub.store.now().checked_sub(TAKEN_FOR)
                && let Err(error) = hub.store.forget_frozen(before).await
            {
                tracing::warn!(%error, "live documents that have lapsed could not be deleted");
            }
        }
    }
}

async fn look(hub: &Arc<Hub>, waiting: &mut Waiting) -> Result<(), StoreError> {
    let all = hub.store.late_live().await?;
    let document = |late: &LateLive| Document { meeting: late.meeting, part: Part::Voice(late.voice) };
    waiting.retain(|there, _| all.iter().any(|late| document(late) == *there));
    for late in &all {
        let document = document(late);
        let (upto, since, is_refused) = waiting.entry(document).or_insert((late.upto, Instant::now(), false));
        if *upto != late.upto {
            (*upto, *since, *is_refused) = (late.upto, Instant::now(), false);
        }
        let is_there = hub.lock().hall.documents().any(|open| open == document);
        if *is_refused || since.elapsed() < if is_there { QUIET } else { GONE } {
            continue;
        }
        match settle(hub, late).await {
            Ok(()) => drop(waiting.remove(&document)),
            // More has come, here or there.
            Err(ActError::Store(StoreError::SomebodyElse)) => {}
            Err(error) => {
                *is_refused = true;
                tracing::error!(%error, %document, "what was written without signal is kept, but not yet in the record");
            }
        }
    }
    Ok(())
}

async fn settle(hub: &Arc<Hub>, late: &LateLive) -> Result<(), ActError> {
    let place = late.place();
    let (log, frozen) = (hub.store.live_log(place).await?, hub.store.frozen_live(place).await?);
    if log.upto != late.upto {
        return Err(StoreError::SomebodyElse.into());
    }
    let apart = move || {
        let (before, now) = (page::voice(&frozen)?, page::voice(&log.updates)?);
        Ok::<_, merge::Unreadable>((now.late(&before), merge::merged(&log.updates)?))
    };
    let damaged = || StoreError::Damaged { what: format!("a live page of {}", late.meeting) };
    let read = tokio::task::spawn_blocking(apart).await.map_err(|_| damaged())?;
    let (text, merged) = read.map_err(|_| damaged())?;
    let Some(text) = text else { return hub.store.settle_late(late, &merged, None).await };
    let mut refused = None;
    for account in hands(hub, late).await? {
        match hub.store.settle_late(late, &merged, Some(sent(hub, late, &text, account))).await {
            // They may not do this any more: somebody who has died, a practitioner who has left.
            Err(ActError::Refused(why)) => refused = Some(ActError::Refused(why)),
            Err(ActError::Store(StoreError::NotYours)) => refused = Some(StoreError::NotYours.into()),
            done => return done,
        }
    }
    Err(refused.unwrap_or_else(|| StoreError::NotYours.into()))
}

/// In whose place it is put into the record: the voice's own, or that of the account which sent it.
async fn hands(hub: &Arc<Hub>, late: &LateLive) -> Result<Vec<Account>, StoreError> {
    let own = match late.voice {
        Who::Member(id) => Seat::Member(late.network, id),
        Who::Practitioner(id) => Seat::Practitioner(id),
    };
    let mut hands = vec![Account { id: late.account, seat: own }];
    hands.extend(hub.store.account(late.account).await?.map(|profile| profile.account));
    Ok(hands)
}

fn sent(hub: &Arc<Hub>, late: &LateLive, text: &str, account: Account) -> Sent {
    let LateLive { meeting, voice, .. } = *late;
    let (name, upto) = (voice.to_string(), late.upto.to_be_bytes());
    let of = [meeting.0.as_bytes().as_slice(), name.as_bytes(), &upto];
    let told = Told { occurred_at: late.written_at.map(When::At), ..Told::in_meeting(meeting, voice) };
    let act = Act::TakeLate(TakeLate { meeting, voice, text: text.to_owned() });
    let command = Command { id: CommandId(derived("what a phone brought late", &of)), told, act };
    Sent { account, at: hub.store.now(), command }
}
