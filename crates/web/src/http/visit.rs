//! A visit: somebody signed in, with everything a handler needs to read, act and answer.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use dialogue::{
    Account, Act, Card, Command, CommandId, EntryId, NetworkId, PractitionerId, Refusal, Role, Seat, Service,
    ServiceAct, ServiceCommand, Told, View, Who,
};
use jiff::{Timestamp, tz::TimeZone};
use store::{ActError, Purpose, Safety, StoreError};

use super::{
    app::{App, zone},
    permits,
};
use crate::{
    features::access::narrowed,
    form::Form,
    page::{
        NavItem, OpenNow, Page, SignedIn,
        problem::{Kind, Problem},
    },
    show::Known,
    words::{Words, key},
};

/// The cookie that holds a session's token.
pub const COOKIE: &str = "polyphony";

/// Somebody signed in.
#[derive(Clone)]
pub struct Visit {
    /// The application.
    pub app: App,
    /// Who.
    pub account: Account,
    /// What they are called.
    pub name: String,
    /// The service.
    pub service: Arc<Service>,
    /// The words on screen.
    pub t: Words,
    /// The service's zone.
    pub zone: TimeZone,
    /// The moment of the request.
    pub now: Timestamp,
    /// How much somebody of a network gets online.
    pub view: View,
    /// What stands around the pages of the network that was read.
    around: Arc<Mutex<Option<Around>>>,
}

/// What stands around every page of a network.
#[derive(Clone)]
struct Around {
    network: NetworkId,
    /// What the page was made from, to ask whether it may still be open.
    still: String,
    /// The emergency access in which it is read, and until when.
    emergency: Option<(EntryId, Timestamp)>,
}

/// The session's token from the request's cookies.
pub fn token(parts: &Parts) -> Option<&str> {
    let cookies = parts.headers.get_all(header::COOKIE).into_iter().filter_map(|c| c.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value)
}

/// The networks that somebody is with, in a list.
#[derive(Default)]
pub struct Cards {
    /// A card of each.
    pub cards: Vec<Card>,
    /// Where the safety agreements are of those whose records cannot be read.
    pub damaged: Vec<String>,
}

impl FromRequestParts<App> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let session = match token(parts) {
            Some(token) => app.store().session(token).await.map_err(|e| problem(e).into_response())?,
            None => None,
        };
        let Some(account) = session else {
            return Err(Redirect::to("/sign-in").into_response());
        };
        permits::asked("signed in");
        let service = app.store().service().await.map_err(|e| problem(e).into_response())?;
        let name = name(app, &account, &service).await.map_err(|e| problem(e).into_response())?;
        let zone = zone(&service.is.zone);
        let (t, now) = (Words::default(), app.now());
        let view = app.store().view_width(&account).await.map_err(|e| problem(e).into_response())?;
        let around = Arc::default();
        Ok(Self { app: app.clone(), account, name, service, t, zone, now, view, around })
    }
}

/// What an account is called: a practitioner as the service knows them, others as they are signed in.
async fn name(app: &App, account: &Account, service: &Service) -> Result<String, StoreError> {
    match account.seat {
        Seat::Practitioner(id) => Ok(service.name(id).to_owned()),
        _ => Ok(app.store().account(account.id).await?.map(|profile| profile.name).unwrap_or_default()),
    }
}

/// A problem of the store as a problem of the page.
pub fn problem(error: StoreError) -> Problem {
    let kind = match error {
        StoreError::NotYours => Kind::NotFound,
        StoreError::SomebodyElse => Kind::Conflict,
        StoreError::Busy => Kind::Busy,
        StoreError::DiskFull | StoreError::Unreachable { .. } | StoreError::LostConnection => {
            Kind::Unavailable
        }
        StoreError::PermitLapsed => Kind::Conflict,
        StoreError::Damaged { .. } | StoreError::NewerFact { .. } => Kind::Damaged,
        _ => Kind::Fault,
    };
    Problem::new(kind).because(error)
}

impl Visit {
    /// A page of this visit, with the ways around for who they are.
    pub fn page(&self, title: impl Into<String>) -> Page {
        let mut page = Page::new(self.t, title);
        let way = |href: String, name: &'static str| NavItem::new(href, self.t.say(name));
        let role_line = match self.account.seat {
            Seat::Practitioner(id) => {
                page.nav = vec![
                    way("/today".into(), key("nav-today")),
                    way("/request/new".into(), key("nav-call")),
                    way("/networks".into(), key("nav-networks")),
                    way("/service".into(), key("nav-service")),
                ];
                self.service.practitioners.get(&id).map(|p| p.is.role.clone()).unwrap_or_default()
            }
            // Nothing around a narrowed view leads to more, or shows that there is more.
            Seat::Member(..) if self.view != View::Full => String::new(),
            Seat::Member(network, _) => {
                page.nav = vec![
                    way(format!("/network/{network}"), key("nav-my-network")),
                    way(format!("/network/{network}/story"), key("nav-story")),
                    way(format!("/network/{network}/leave-words"), key("nav-leave-words")),
                ];
                String::new()
            }
            Seat::Administrator => {
                page.nav = vec![way("/service".into(), key("nav-service"))];
                self.t.say("nav-administrator")
            }
        };
        let is_member = matches!(self.account.seat, Seat::Member(..));
        page.who = Some(SignedIn { name: self.name.clone(), role_line, is_member });
        page.account = self.account.id.to_string();
        page.demo = self.app.is_demo();
        page.exit.clone_from(&self.app.options().exit);
        if let Some(around) = self.around() {
            page.still = format!("/network/{}/still?key={}", around.network, around.still);
            page.emergency = around.emergency.map(|(opened, until)| OpenNow {
                close: format!("/network/{}/emergency/{opened}/close", around.network),
                id: crate::form::fresh_id(),
                until: crate::show::time::moment(until, &self.zone),
            });
        }
        page.crisis_line = self.service.is.crisis.first().map(|c| format!("{}: {}", c.who, c.number));
        page
    }

    /// The page with the way marked that it belongs to.
    pub fn page_at(&self, title: impl Into<String>, href: &str) -> Page {
        let mut page = self.page(title);
        page.nav.iter_mut().for_each(|item| item.current = item.href == href);
        page
    }

    /// Reads a network as one of its people, or of those who work with it now: the look is in the
    /// access log before anything of the record is returned.
    /// What is not there and what is not theirs look the same.
    pub async fn read(&self, network: NetworkId) -> Result<Known, Problem> {
        permits::asked("read");
        self.narrowed(network).await?;
        self.read_for(network, Purpose::Read).await
    }

    /// As [`Visit::read`], for the one page that somebody whose view is narrowed still reaches:
    /// where they say how much they want to see.
    pub async fn read_at_any_width(&self, network: NetworkId) -> Result<Known, Problem> {
        if self.view == View::NextMeeting {
            permits::asked("read");
            return self.read_for(network, Purpose::Read).await;
        }
        self.read(network).await
    }

    /// Somebody whose view is narrowed gets one and the same page at every address of their network.
    async fn narrowed(&self, network: NetworkId) -> Result<(), Problem> {
        if self.view == View::Full || !matches!(self.account.seat, Seat::Member(own, _) if own == network) {
            return Ok(());
        }
        let known = match self.view {
            View::Off => None,
            _ => Some(self.read_for(network, Purpose::Read).await?),
        };
        Err(Problem::instead(narrowed::page(self, known)))
    }

    fn around(&self) -> Option<Around> {
        self.around.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads what a duty or a review by name opens, for pages made for that alone. Whoever is with the
    /// network reads it as ever; everybody else gets the few entries that it is about.
    pub async fn read_by_duty(&self, network: NetworkId) -> Result<Known, Problem> {
        match self.read(network).await {
            Err(none) if none.kind() == Kind::NotFound && self.practitioner().is_ok() => {
                self.read_for(network, Purpose::Duty).await
            }
            read => read,
        }
    }

    /// Reads with what a review by name opens, also for the team: what was taken out of sight stands
    /// for its reviewer on the page made for that, and on no other.
    pub async fn read_to_review(&self, network: NetworkId) -> Result<Known, Problem> {
        let known = self.read_by_duty(network).await?;
        let permit = self.permit_to_review(&known).await?;
        let network = self.app.store().network_to_review(&permit).await.map_err(problem)?;
        Ok(Known { network, ..known })
    }

    /// Leave to ask about what is under review here.
    pub async fn permit_to_review(&self, known: &Known) -> Result<store::Permit, Problem> {
        let purpose = if known.standing.belongs() { Purpose::Read } else { Purpose::Duty };
        self.app.store().permit(&self.account, known.id(), purpose).await.map_err(problem)
    }

    async fn read_for(&self, network: NetworkId, purpose: Purpose) -> Result<Known, Problem> {
        let store = self.app.store();
        let permit = store.permit(&self.account, network, purpose).await.map_err(|error| {
            let problem = problem(error);
            if problem.kind() == Kind::Damaged {
                problem.with_safety(format!("/network/{network}/safety"))
            } else {
                problem
            }
        })?;
        let standing = store.standing(&permit).await.map_err(problem)?;
        let network = store.network(&permit).await.map_err(problem)?;
        let known = Known {
            network,
            service: self.service.clone(),
            standing,
            account: self.account,
            t: self.t,
            zone: self.zone.clone(),
            now: self.now,
        };
        let me = known.standing.practitioner.filter(|_| known.standing.role == Role::Emergency);
        let open = me.and_then(|me| known.network.open_emergency(me, self.now));
        let around = Around {
            network: known.id(),
            still: store::still_key(&known.network),
            emergency: open.map(|one| (one.opened.entry.id, one.opened.until)),
        };
        *self.around.lock().unwrap_or_else(PoisonError::into_inner) = Some(around);
        Ok(known)
    }

    /// Reads a network as its team; nobody else learns that it exists.
    pub async fn read_as_team(&self, network: NetworkId) -> Result<Known, Problem> {
        permits::asked("read as team");
        let known = self.read(network).await?;
        if known.is_team() { Ok(known) } else { Err(Problem::not_found()) }
    }

    /// How to keep safe, for a network that cannot be read as usual: its record is damaged, or the
    /// look cannot be written down (promise 7).
    pub async fn read_for_safety(&self, network: NetworkId) -> Result<Safety, Problem> {
        permits::asked("safety");
        let store = self.app.store();
        let permit = store.permit(&self.account, network, Purpose::Safety).await.map_err(problem)?;
        store.safety(&permit).await.map_err(problem)
    }

    /// Acts on a network. The outer error is a problem, the inner one a refusal to show in the form.
    pub async fn act(
        &self,
        network: NetworkId,
        form: &Form,
        told: Told,
        act: Act,
    ) -> Result<Result<(), Refusal>, Problem> {
        permits::asked("act");
        // Being safe and answering an invitation stay possible with a narrowed view.
        let stays = matches!(act, Act::SetView(_) | Act::LiftUnsafePair(_) | Act::AnswerInvitation(_));
        if !(stays && self.view == View::NextMeeting) {
            self.narrowed(network).await?;
        }
        let store = self.app.store();
        // Whoever has just read it is in the access log already.
        if self.around().is_none_or(|around| around.network != network) {
            match store.permit(&self.account, network, Purpose::Act).await {
                // Whoever is not with the network acts by what the policies say, and reads nothing.
                Ok(_) | Err(StoreError::NotYours) => {}
                Err(error) => return Err(problem(error)),
            }
        }
        let command = Command { id: command_id(form)?, told, act };
        answered(self.app.store().act(&self.account, network, command).await)
    }

    /// Carries out what a form asks for, unless something in it is to be put right first, and says
    /// whether it is done. If not, the sentence stands in the form, beside its field: show it again.
    pub async fn carries_out(
        &self,
        network: NetworkId,
        told: Told,
        act: impl Into<Option<Act>>,
        form: &mut Form,
    ) -> Result<bool, Problem> {
        let Some(act) = act.into().filter(|_| form.is_ok()) else { return Ok(false) };
        let done = self.act(network, form, told, act).await?;
        Ok(done.map_err(|refusal| form.refused(&refusal)).is_ok())
    }

    /// Begins a network with its first command.
    pub async fn start(
        &self,
        network: NetworkId,
        form: &Form,
        told: Told,
        act: Act,
    ) -> Result<Result<(), Refusal>, Problem> {
        permits::asked("take a call");
        let command = Command { id: command_id(form)?, told, act };
        answered(self.app.store().start(&self.account, network, command).await)
    }

    /// Acts on the service itself. Errors as [`Visit::act`].
    pub async fn serve(&self, form: &Form, act: ServiceAct) -> Result<Result<(), Refusal>, Problem> {
        permits::asked("serve");
        let command = ServiceCommand { id: command_id(form)?, act };
        answered(self.app.store().act_service(&self.account, command).await)
    }

    /// The cards of the networks they are with. A list names people and holds nobody's words,
    /// so it writes no look. A network whose record is damaged keeps no other from being seen.
    pub async fn cards(&self) -> Result<Cards, Problem> {
        permits::asked("list");
        let mut cards = Cards::default();
        for listed in self.app.store().networks_of(&self.account).await.map_err(problem)? {
            match self.card(listed.network).await {
                Ok(card) => cards.cards.push(card),
                Err(damage) if damage.is_damage() => {
                    tracing::error!(%damage, "a record cannot be read");
                    cards.damaged.push(format!("/network/{}/safety", listed.network));
                }
                Err(error) => return Err(problem(error)),
            }
        }
        Ok(cards)
    }

    /// The card of a network, for a list.
    ///
    /// # Errors
    /// What the store says.
    pub async fn card(&self, network: NetworkId) -> Result<Card, StoreError> {
        let store = self.app.store();
        let permit = store.permit(&self.account, network, Purpose::List).await?;
        store.card(&permit).await
    }

    /// What the person is called on a card.
    pub fn person_on(&self, card: &Card) -> String {
        if card.person.is_empty() { self.t.say("show-person-unknown") } else { card.person.clone() }
    }

    /// The practitioner who visits; others learn that there is no such page.
    pub fn practitioner(&self) -> Result<PractitionerId, Problem> {
        permits::asked("be a practitioner");
        self.account.voice().and_then(Who::practitioner).ok_or_else(Problem::not_found)
    }
}

fn answered<T>(acted: Result<T, ActError>) -> Result<Result<(), Refusal>, Problem> {
    match acted {
        Ok(_) => Ok(Ok(())),
        Err(ActError::Refused(refusal)) => Ok(Err(refusal)),
        Err(ActError::Store(error)) => Err(problem(error)),
    }
}

fn command_id(form: &Form) -> Result<dialogue::CommandId, Problem> {
    form.value("id").parse().map_err(|_| Problem::new(Kind::Incorrect))
}

impl Form {
    /// Puts a refusal beside its field, in words. Without a field it stands in the summary alone.
    pub fn refused(&mut self, refusal: &Refusal) {
        let message = self.t.say(&format!("refused-{}", refusal.why));
        match refusal.field {
            Some(field) => self.fail(field, message),
            None => self.fail_to("maincontent", "maincontent", message),
        }
    }
}

impl Form {
    /// A form that shows what is known now says, in its field `seen`, how many tellings of it its reader
    /// had seen. Where somebody has told more since, it is given back with theirs beside it, so that
    /// nothing is set back unseen. Sent twice it is no conflict: what it finds is its own.
    pub fn told_since<'a>(&mut self, field: &str, told: impl Iterator<Item = &'a EntryId>) -> bool {
        let told: Vec<_> = told.collect();
        let is_own = |id: &&EntryId| self.id_of::<CommandId>("id") == Some(id.command);
        if self.value("seen") == told.len().to_string() || told.iter().any(is_own) {
            return false;
        }
        self.fail(field, self.t.say(key("refused-changed")));
        *self = std::mem::take(self).with("seen", told.len());
        true
    }
}

/// After a change: look at the page again, so that reload and back never send twice (RFC 9110, 303).
pub fn see(path: impl AsRef<str>) -> Response {
    Redirect::to(path.as_ref()).into_response()
}

/// Nothing to show; what was sent is kept.
pub fn kept() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
