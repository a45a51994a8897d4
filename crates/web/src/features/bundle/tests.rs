//! Tests of the right of access.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{collections::BTreeMap, sync::Arc};

use dialogue::{
    Act, Audience, Duty, EntryId, Fact, FileId, MemberId, Network, ServiceAct, ServiceCommand, Told, Who,
    WordsId,
    case::AccessAsked,
    duty::DutyGiven,
    guard::Ground,
    line::{DecideLines, Fate, Giving, HarmOpinionGiven},
    words::{Kind, WordsSpoken},
};
use store::Purpose;

use super::make::{Bundle, BundleFile, NotYet, zipped};
use crate::{
    show::Known,
    testing::{TestApp, id},
    words::Words,
};

/// Ines is the records officer, Tom the health professional; neither belongs to the family.
async fn app() -> TestApp {
    let app = TestApp::new().await;
    for (slug, duty) in [("ines", Duty::RecordsOfficer), ("tom", Duty::HealthProfessional)] {
        let given = DutyGiven { practitioner: app.practitioner(slug), duty };
        let command = ServiceCommand { id: dialogue::CommandId(id()), act: ServiceAct::Give(given) };
        app.store.act_service(&app.account("ada"), command).await.unwrap();
    }
    app
}

async fn writes(app: &TestApp, slug: &str, voice: Who, audience: Audience, text: &str) {
    let spoken = WordsSpoken {
        words: WordsId(id()),
        kind: Kind::Left,
        text: text.into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { voice: Some(voice), audience: Some(audience), ..Told::default() };
    app.act(slug, told, Act::Speak(spoken)).await;
}

async fn told(app: &TestApp) {
    writes(app, "leila", app.voice("leila"), Audience::PersonAndTeam, "We sat in the garden.").await;
    writes(app, "bern", app.voice("bern"), Audience::Everyone, "He sings at night, I like it.").await;
    writes(app, "leila", app.voice("bern"), Audience::Team, "I am afraid of his dog.").await;
}

/// Sam asks; the address of the request, below the network.
async fn asks(app: &TestApp) -> (EntryId, String) {
    let sent = app.sam().await.send_form(&app.at("ask-access"), &[("words", "All of it.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let case = known(app).await.network.cases[0].asked.entry.id;
    (case, format!("access/{case}"))
}

/// The network as the records officer knows it.
async fn known(app: &TestApp) -> Known {
    let account = app.account("ines");
    let permit = app.store.permit(&account, app.network, Purpose::Duty).await.unwrap();
    Known {
        network: app.store.network(&permit).await.unwrap(),
        service: app.store.service().await.unwrap(),
        standing: app.store.standing(&permit).await.unwrap(),
        account,
        t: Words::default(),
        zone: jiff::tz::TimeZone::get("Europe/London").unwrap(),
        now: app.store.now(),
    }
}

fn holds(text: &'static str) -> impl Fn(&Fact) -> bool {
    move |fact| matches!(fact, Fact::WordsSpoken(spoken) if spoken.text.contains(text))
}

fn line(known: &Known, is: impl Fn(&Fact) -> bool) -> EntryId {
    known.network.entries.iter().find(|entry| is(&entry.told.fact)).unwrap().id
}

async fn gives_opinion(app: &TestApp, case: EntryId, is_harm_likely: bool) {
    let given = HarmOpinionGiven {
        case,
        given_by: app.practitioner("tom"),
        on: "2026-11-22".parse().unwrap(),
        is_harm_likely,
        words: "I know him well.".into(),
    };
    app.act("ines", Told::default(), Act::GiveHarmOpinion(given)).await;
}

async fn decides(app: &TestApp, case: EntryId, lines: Vec<EntryId>, decision: Giving) {
    let act = DecideLines { case, lines, decision, words: "Weighed.".into() };
    app.act("ines", Told::default(), Act::DecideLines(act)).await;
}

/// Everything that waits is given.
async fn gives_the_rest(app: &TestApp, case: EntryId) {
    let known = known(app).await;
    let lines = known.network.lines(known.network.case(case).unwrap());
    let open = lines.into_iter().filter(|line| line.fate == Fate::Open).map(|line| line.entry.id).collect();
    decides(app, case, open, Giving::Give).await;
}

fn files(known: &Known, case: EntryId) -> Vec<BundleFile> {
    Bundle::of(known, known.network.case(case).unwrap()).unwrap().files(&BTreeMap::new()).unwrap()
}

fn text(files: &[BundleFile]) -> String {
    files.iter().map(|file| format!("{}\n{}", file.name, String::from_utf8_lossy(&file.bytes))).collect()
}

#[tokio::test]
async fn the_person_asks_sees_by_when_it_is_answered_and_reads_the_answer() {
    let app = app().await;
    let (case, _) = asks(&app).await;
    let page = app.sam().await.get(&app.at("ask-access")).await;
    page.shows("Sam (you), on 22 November 2026").shows("All of it.").shows("answered by 22 December 2026");
    page.shows("What would you like?").shows("You, the team and the records officer read this");
    app.ines().await.get("/records").await.shows("answered by Tuesday 22 December 2026");
    let answer = [("words", "Given by hand. You may complain to the ICO.")];
    let ines = app.ines().await;
    let here = app.at(&format!("access/{case}"));
    let hidden = ines.get(&here).await.hidden();
    let id = &hidden.iter().find(|(name, _)| name == "id").unwrap().1;
    let empty = ines.post(&format!("{here}/answer"), &[("id", id), ("words", " ")]).await;
    assert_eq!(empty.status, 422);
    let sent = ines.post(&format!("{here}/answer"), &[("id", id), answer[0]]).await;
    assert_eq!((sent.status, sent.location.as_str()), (303, "/today"));
    app.sam().await.get(&app.at("ask-access")).await.shows("Answered on").shows("Given by hand.");
    assert_eq!(ines.get(&here).await.status, 404, "the officer reads only while the request is open");
}

#[tokio::test]
async fn the_team_notes_a_request_that_came_by_word_and_keeps_what_was_typed() {
    let app = app().await;
    let leila = app.leila().await;
    let at = app.at("ask-access");
    let sent = leila.send_form(&at, &[("words", "She rang.")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose who it is.").shows("She rang.");
    let jo = app.jo.to_string();
    let on = [("on-day", "20"), ("on-month", "11"), ("on-year", "2026")];
    let late = [("member", jo.as_str()), ("words", "She rang."), on[0], on[1], ("on-year", "2027")];
    let late = leila.send_form(&at, &late).await;
    assert_eq!(late.status, 422);
    late.shows("has not come yet").shows("She rang.");
    let sent = leila.send_form(&at, &[("member", &jo), ("words", "She rang."), on[0], on[1], on[2]]).await;
    assert_eq!(sent.status, 303);
    app.jo().await.get(&at).await.shows("She rang.").shows("20 December 2026");
    app.sam().await.get(&at).await.hides("She rang.");
}

#[tokio::test]
async fn each_line_is_decided_with_a_ground_and_every_decision_is_logged() {
    let app = app().await;
    told(&app).await;
    let (case, below) = asks(&app).await;
    let ines = app.ines().await;
    let page = ines.get(&app.at(&below)).await;
    page.shows("Told to the team in confidence")
        .shows("I am afraid of his dog")
        .shows("Words of somebody else");
    page.hides("We sat in the garden");
    ines.get(&app.at(&format!("{below}?lines=all"))).await.shows("We sat in the garden");
    let dog = line(&known(&app).await, holds("dog"));
    let at = app.at(&format!("{below}/line/{dog}"));
    let sent = ines.send_form(&at, &[("words", "Asked Bern.")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Asked Bern.");
    let sent = ines.send_form(&at, &[("decision", "keep"), ("words", "Asked Bern.")]).await;
    assert_eq!(sent.status, 422);
    let harm = [("decision", "keep"), ("ground", "serious-harm"), ("words", "Asked Bern.")];
    let sent = ines.send_form(&at, &harm).await;
    assert_eq!(sent.status, 422);
    sent.shows("Note theirs first").shows("Asked Bern.");
    let part = [("decision", "part"), ("part", ""), ("words", "Asked Bern.")];
    assert_eq!(ines.send_form(&at, &part).await.status, 422);
    let third = [("decision", "keep"), ("ground", "third-party"), ("words", "Asked Bern.")];
    assert_eq!(ines.send_form(&at, &third).await.status, 303);
    let page = ines.get(&app.at(&format!("{below}?lines=all"))).await;
    page.shows("Is kept back.").shows("Ines Vale · Asked Bern.");
    let known = known(&app).await;
    let logged = &known.network.case(case).unwrap().lines[&dog];
    assert_eq!(logged[0].decision, Giving::KeepBack(Ground::ThirdParty));
    assert_eq!(logged[0].entry.told.voice, Some(app.voice("ines")));
}

#[tokio::test]
async fn what_they_can_already_read_is_given_at_once_but_never_a_confidence() {
    let app = app().await;
    told(&app).await;
    let (_, below) = asks(&app).await;
    let ines = app.ines().await;
    let at = app.at(&format!("{below}/give-known"));
    let hidden = ines.get(&app.at(&below)).await.hidden();
    let id = &hidden.iter().find(|(name, _)| name == "id").unwrap().1;
    assert_eq!(ines.post(&at, &[("id", id)]).await.status, 303);
    let page = ines.get(&app.at(&below)).await;
    page.shows("I am afraid of his dog").hides("He sings at night");
}

#[tokio::test]
async fn the_opinion_on_serious_harm_is_noted_with_who_and_when() {
    let app = app().await;
    let (_, below) = asks(&app).await;
    let ines = app.ines().await;
    let at = app.at(&format!("{below}/opinion"));
    let tom = app.practitioner("tom").to_string();
    let leila = app.practitioner("leila").to_string();
    let on = [("on-day", "21"), ("on-month", "11"), ("on-year", "2026"), ("words", "I know him well.")];
    let with = |by: &str, harm: &str| {
        let mut all = on.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec();
        all.extend([("given-by".to_owned(), by.to_owned()), ("harm".to_owned(), harm.to_owned())]);
        all
    };
    for (by, harm) in [(leila.as_str(), "no"), (tom.as_str(), "")] {
        let all = with(by, harm);
        let fields: Vec<_> = all.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let sent = ines.send_form(&at, &fields).await;
        assert_eq!(sent.status, 422);
        sent.shows("I know him well.").shows("value=\"21\"");
    }
    let all = with(&tom, "no");
    let fields: Vec<_> = all.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(ines.send_form(&at, &fields).await.status, 303);
    let page = ines.get(&app.at(&below)).await;
    page.shows("Tom Brook said on 21 November 2026").shows("I know him well.");
}

#[tokio::test]
async fn the_bundle_waits_until_every_line_and_the_opinion_are_there() {
    let app = app().await;
    told(&app).await;
    let (case, below) = asks(&app).await;
    let at = app.at(&format!("{below}/bundle"));
    assert_eq!(app.ines().await.get(&at).await.status, 409);
    gives_the_rest(&app, case).await;
    let now = known(&app).await;
    assert_eq!(Bundle::of(&now, now.network.case(case).unwrap()).err(), Some(NotYet::Opinion));
    assert_eq!(app.ines().await.get(&at).await.status, 409);
    gives_opinion(&app, case, false).await;
    let seen = app.ines().await.get(&at).await;
    assert_eq!(seen.status, 200);
    assert_eq!(seen.headers["content-type"], "application/zip");
    assert!(seen.body.starts_with("PK"));
}

#[tokio::test]
async fn the_bundle_is_numbered_without_gaps_and_holds_no_identity_of_the_record() {
    let app = app().await;
    told(&app).await;
    let (case, _) = asks(&app).await;
    gives_opinion(&app, case, true).await;
    let dog = line(&known(&app).await, holds("dog"));
    let sings = line(&known(&app).await, holds("sings"));
    decides(&app, case, vec![dog], Giving::KeepBack(Ground::SeriousHarm)).await;
    decides(&app, case, vec![sings], Giving::GiveInPart("He sings […].".into())).await;
    gives_the_rest(&app, case).await;
    let known = known(&app).await;
    let files = files(&known, case);
    let all = text(&files);
    assert!(all.contains("We sat in the garden.") && all.contains("He sings […]."));
    for hidden in ["dog", "at night", "Weighed", "serious-harm", "I know him well"] {
        assert!(!all.contains(hidden), "{hidden}");
    }
    for entry in &known.network.entries {
        assert!(!all.contains(&entry.id.command.to_string()));
        assert!(!all.contains(&entry.told.by.to_string()));
    }
    let uuid = |word: &str| word.parse::<uuid::Uuid>().is_ok();
    assert!(!all.split(|c: char| !(c.is_ascii_hexdigit() || c == '-')).any(uuid), "an identity is in it");
    let data: serde_json::Value = serde_json::from_slice(&files[1].bytes).unwrap();
    let numbers: Vec<_> =
        data["lines"].as_array().unwrap().iter().map(|l| l["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
    let sums = String::from_utf8(files.last().unwrap().bytes.clone()).unwrap();
    assert_eq!(sums.lines().count(), files.len() - 1);
}

/// Two records that differ only in lines that are kept back: one has them (with their decisions), in one
/// they say something else, in one they never were.
#[tokio::test]
async fn what_is_kept_back_leaves_no_trace_in_any_byte() {
    let app = app().await;
    told(&app).await;
    let (case, _) = asks(&app).await;
    gives_opinion(&app, case, false).await;
    let dog = line(&known(&app).await, holds("dog"));
    decides(&app, case, vec![dog], Giving::KeepBack(Ground::ThirdParty)).await;
    let bern = known(&app).await;
    let named = line(&bern, |fact| matches!(fact, Fact::MemberNamed(named) if named.name == "Bern"));
    decides(&app, case, vec![named], Giving::KeepBack(Ground::ThirdParty)).await;
    gives_the_rest(&app, case).await;
    let with = known(&app).await;
    let of = |network: Network| {
        let known = Known { network: Arc::new(network), ..with.clone() };
        zipped(&files(&known, case)).unwrap()
    };
    let whole = of((*with.network).clone());
    let changed = |keep: &dyn Fn(EntryId) -> Option<&'static str>| {
        let mut network = Network::empty(with.network.id);
        for entry in &with.network.entries {
            let about = match &entry.told.fact {
                Fact::LineDecided(decided) => decided.entry,
                _ => entry.id,
            };
            match keep(about) {
                None => network.apply(entry.clone()),
                Some("") => {}
                Some(other) => {
                    let mut entry = (**entry).clone();
                    if let Fact::WordsSpoken(spoken) = &mut entry.told.fact {
                        Arc::make_mut(spoken).text = other.into();
                    }
                    network.apply(Arc::new(entry));
                }
            }
        }
        network
    };
    let without = of(changed(&|id| (id == dog).then_some("")));
    let otherwise = of(changed(&|id| (id == dog).then_some("Something quite different, and longer.")));
    assert!(whole == without, "without the line");
    assert!(whole == otherwise, "with another line in its place");
    // The test would notice: a line that is given makes another bundle.
    let garden = line(&with, holds("garden"));
    assert!(whole != of(changed(&|id| (id == garden).then_some("We sat in the yard."))));
}

#[tokio::test]
async fn attachments_are_in_the_bundle_under_numbers_of_its_own() {
    let app = app().await;
    let (case, _) = asks(&app).await;
    gives_opinion(&app, case, false).await;
    gives_the_rest(&app, case).await;
    let known = known(&app).await;
    let bundle = Bundle::of(&known, known.network.case(case).unwrap()).unwrap();
    assert_eq!(bundle.attachments(), Vec::<FileId>::new());
}

#[tokio::test]
async fn nobody_but_the_records_officer_finds_the_request_and_only_while_it_is_open() {
    let app = app().await;
    let nothing = app.at(&format!("access/{}", EntryId { command: dialogue::CommandId(id()), nth: 0 }));
    assert_eq!(app.ines().await.get(&nothing).await.status, 404, "nothing is open");
    let (case, below) = asks(&app).await;
    let dog = known(&app).await.network.entries[0].id;
    for slug in ["leila", "tom", "ada", "sam", "jo", "bern"] {
        let browser = app.signed_in(slug).await;
        for path in ["", "/opinion", "/bundle", &format!("/line/{dog}")] {
            let there = browser.get(&app.at(&format!("{below}{path}"))).await;
            let not_there = browser.get(&format!("{nothing}{path}")).await;
            assert_eq!((there.status, not_there.status), (404, 404), "{slug} {path}");
        }
    }
    assert_eq!(app.ines().await.get(&app.at("ask-access")).await.status, 404, "an officer asks for nobody");
    let other: MemberId = app.bern;
    let asked = AccessAsked { member: other, on: "2026-11-20".parse().unwrap(), words: "Mine.".into() };
    app.act("leila", Told::default(), Act::AskAccess(asked)).await;
    app.sam().await.get(&app.at("ask-access")).await.hides("Mine.");
    let _ = case;
}

#[tokio::test]
async fn the_copy_and_its_lines_speak_in_the_readers_words_and_change_nobodys_own() {
    let app = app().await;
    // Words that are spelt like an answer to choose from stay as they were said.
    writes(&app, "sam", Who::Member(app.sam), Audience::Everyone, "not-asked").await;
    let asking = dialogue::people::CircumstanceTold {
        about: dialogue::people::Circumstance::Work,
        words: "The shop waits for me.".into(),
    };
    app.act("leila", Told::default(), Act::TellCircumstance(asking)).await;
    let (case, below) = asks(&app).await;
    let page = app.ines().await.get(&app.at(&format!("{below}?lines=all"))).await;
    page.shows("A call for help").shows("In their own words").shows("May the person know of it");
    page.shows("Something that weighs").shows("work or school").shows("left between meetings");
    page.hides("help-asked").hides("Help asked").hides("own_words").hides("how-it-came");
    gives_opinion(&app, case, false).await;
    gives_the_rest(&app, case).await;
    let files = files(&known(&app).await, case);
    let html = String::from_utf8(files[0].bytes.clone()).unwrap();
    assert!(html.contains("<html lang=\"en\">"), "the language of the words");
    assert!(
        html.contains("A call for help") && html.contains("not-asked") && html.contains("work or school")
    );
    assert!(!html.contains("words-spoken") && !html.contains("Words spoken"));
    let data: serde_json::Value = serde_json::from_slice(&files[1].bytes).unwrap();
    let lines = data["lines"].as_array().unwrap();
    let call = lines.iter().find(|line| line["kind"] == "help-asked").unwrap();
    assert_eq!(call["said"], "A call for help");
}

#[tokio::test]
async fn an_opinion_that_says_too_little_is_given_back_as_it_was_typed() {
    let app = app().await;
    let (_, below) = asks(&app).await;
    let ines = app.ines().await;
    let at = app.at(&format!("{below}/opinion"));
    let tom = app.practitioner("tom").to_string();
    let sent = ines.send_form(&at, &[("given-by", &tom), ("words", "I know him well.")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("I know him well.").shows("Give the day.").shows("Choose one");
    assert!(sent.body.contains("harm-error") && sent.body.contains("on-error"), "beside their fields");
    let chosen = sent.body.split(&format!("value=\"{tom}\"")).nth(1).unwrap();
    assert!(chosen[..chosen.find('>').unwrap()].contains("checked"));
    let leila = app.practitioner("leila").to_string();
    let day = [("on-day", "22"), ("on-month", "11"), ("on-year", "2026"), ("harm", "no")];
    let fields = [&[("given-by", leila.as_str()), ("words", "I know him.")], &day[..]].concat();
    let sent = ines.send_form(&at, &fields).await;
    assert_eq!(sent.status, 422, "only whom the service names for it");
    sent.shows("I know him.");
    let late = [("given-by", tom.as_str()), ("words", ""), day[0], day[1], ("on-year", "2027"), day[3]];
    assert_eq!(ines.send_form(&at, &late).await.status, 422);
}
