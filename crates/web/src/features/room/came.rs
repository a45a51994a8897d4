//! Who came: everybody who was expected, and whoever came besides.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MemberId, Told, Who,
    meeting::Came,
    people::{MemberDescribed, MemberNamed, Nearness},
};

use super::{
    Place,
    sheets::{Sheet, Sheets},
    talk::{From, Talk, once},
};
use crate::{
    components::Choice,
    form::Form,
    http::Visit,
    page::problem::Problem,
    show::came::{presence, presence_name, ways},
};

const SECTION: &str = "came";

/// Somebody who was expected or came.
pub(super) struct Row {
    pub(super) who: Who,
    pub(super) name: String,
    pub(super) role: String,
    /// What they answered to the invitation, if they said something about it.
    pub(super) answer: String,
    /// How they were there as this page shows it, to see whether somebody else has noted otherwise meanwhile.
    pub(super) was: &'static str,
    pub(super) chosen: String,
    pub(super) error: String,
    pub(super) error_id: String,
}

/// The section.
pub(super) struct Part {
    pub(super) rows: Vec<Row>,
    pub(super) ways: Vec<Choice>,
    pub(super) sheet: Sheet,
    pub(super) somebody: Sheet,
    pub(super) others: Vec<Choice>,
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let sheet = sheets.sheet("came", |form| form);
        let rows = talk.everybody().into_iter().map(|who| row(talk, &sheet, who)).collect();
        let somebody = sheets.sheet("somebody", |form| form.with("presence", "there"));
        Self {
            rows,
            ways: ways(talk.visit.t),
            sheet,
            somebody,
            others: talk.picks(talk.known.others_than(&talk.everybody())),
        }
    }

    /// How somebody unexpected was there.
    pub(super) fn there(&self) -> &[Choice] {
        self.ways.get(..3).unwrap_or_default()
    }
}

fn now(talk: &Talk, who: Who) -> &'static str {
    talk.meeting.came.get(&who).map_or("", |came| presence_name(came.presence))
}

fn row(talk: &Talk, sheet: &Sheet, who: Who) -> Row {
    let was = now(talk, who);
    let field = format!("came-{who}");
    let typed = sheet.form.value(&field);
    let answer = who.member().and_then(|id| talk.meeting.answer(id)).map(|a| a.words.clone());
    Row {
        who,
        name: talk.known.name_or_you(who),
        role: talk.known.role(who),
        answer: answer.unwrap_or_default(),
        was,
        chosen: if typed.is_empty() { was.to_owned() } else { typed.to_owned() },
        error: sheet.form.error(&field).unwrap_or_default().to_owned(),
        error_id: format!("came-error-{who}"),
    }
}

/// Notes who came. Only what was changed on this page is noted, so that two devices do not undo each other.
pub(super) async fn came(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let mut form = form.scoped("came");
    let mut acts = Vec::new();
    for who in chosen(&form) {
        let (field, was) = (format!("came-{who}"), form.value(&format!("was-{who}")).to_owned());
        let (value, now) = (form.value(&field).to_owned(), now(&talk, who));
        let Some(presence) = presence(&value).filter(|_| value != was && value != now) else { continue };
        if now != was {
            form.fail(&field, talk.visit.t.say("room-came-changed"));
            continue;
        }
        let came = Came { meeting: talk.meeting.id, who, presence, called: String::new() };
        acts.push((talk.noted(), Act::NoteCame(came)));
    }
    talk.send(From::new("came", SECTION), form, acts).await
}

fn chosen(form: &Form) -> Vec<Who> {
    form.fields().iter().filter_map(|(name, _)| name.strip_prefix("came-")?.parse().ok()).collect()
}

/// Somebody who was not expected: known already, of the service, or named here for the first time.
pub(super) async fn somebody(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let mut form = form.scoped("somebody");
    let known = form.who("who");
    let name = form.filled("name").map(str::to_owned);
    let Some(presence) = presence(form.value("presence")) else {
        form.fail("presence", talk.visit.t.say("form-choose"));
        return talk.again(From::new("somebody", SECTION), form).await;
    };
    let came = |who| Act::NoteCame(Came { meeting: talk.meeting.id, who, presence, called: String::new() });
    let acts = match (known, name) {
        (Some(who), None) => vec![(talk.noted(), came(who))],
        (None, Some(name)) => {
            let member = MemberId(once(&form, "member"));
            let mut acts = named(member, name, form.value("tie"));
            acts.push((talk.noted(), came(Who::Member(member))));
            acts
        }
        (Some(_), Some(_)) => {
            form.fail("name", talk.visit.t.say("room-somebody-both"));
            Vec::new()
        }
        (None, None) => {
            form.fail("who", talk.visit.t.say("room-somebody-nobody"));
            Vec::new()
        }
    };
    talk.send(From::new("somebody", SECTION), form, acts).await
}

fn named(member: MemberId, name: String, tie: &str) -> Vec<(Told, Act)> {
    let named = Act::NameMember(MemberNamed { member, name, is_person: false });
    let mut acts = vec![(Told::default(), named)];
    if !tie.trim().is_empty() {
        let described = MemberDescribed {
            member,
            tie: tie.to_owned(),
            nearness: Nearness::Near,
            brings: String::new(),
            reach: String::new(),
            language: String::new(),
            needs: String::new(),
        };
        acts.push((Told::default(), Act::DescribeMember(described)));
    }
    acts
}
