//! Somebody of the network: met, named and described in the person's words. What was said before stays.

use askama::Template;
use axum::{extract::Path, http::Uri, response::Response};
use dialogue::{
    Act, MemberId, NetworkId, Noted, Told, Who,
    meet::MeetMember,
    people::{Member, MemberDescribed, Nearness},
    unsafe_pair::UnsafePairMarked,
};

use super::{
    ask::Ask,
    people::{Somebody, TieShown, is_in_confidence, nearness_key, readers, somebody, ties, told, wish_key},
    wish::may_be_wished,
};
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show},
    show::Known,
};

type Place = Path<(NetworkId, MemberId)>;

/// What was told before, and by whom.
struct Earlier {
    words: String,
    by: String,
}

/// A mark that keeps them from being brought together with somebody.
struct Marked {
    words: String,
    by: String,
    href: String,
}

#[derive(Template)]
#[template(path = "features/network/member.html")]
struct MemberPage {
    page: Page,
    known: Known,
    one: Somebody,
    describe_href: String,
    not_asked: String,
    described_by: String,
    belonging: Vec<String>,
    ways: Vec<(String, String)>,
    in_confidence: bool,
    may_be_wished: bool,
    may_be_asked: bool,
    is_dead: bool,
    ties: Vec<TieShown>,
    circles: Vec<String>,
    unsafe_with: Vec<Marked>,
    view_line: String,
    wishes_wider: String,
    earlier: Vec<Earlier>,
    wishes: Vec<Earlier>,
}

/// The network as its team, with one of its members.
pub(super) async fn opened(
    visit: &Visit,
    (network, member): (NetworkId, MemberId),
) -> Result<(Known, Member), Problem> {
    let known = visit.read_as_team(network).await?;
    let member = known.network.people.members.get(&member).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, member))
}

/// Everything that the team knows of somebody.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    let people = &known.network.people;
    let other = |pair: &UnsafePairMarked| match member.id {
        id if id == pair.one => Some(pair.other),
        id if id == pair.other => Some(pair.one),
        _ => None,
    };
    let unsafe_with = people.unsafe_pairs.iter().filter_map(|pair: &Noted<UnsafePairMarked>| {
        let name = known.name(Who::Member(other(pair)?));
        let words = known.t.say_with("network-unsafe-with", [("other", &name), ("words", &pair.words)]);
        let href = known.href(&format!("unsafe-pair/{}/{}", pair.one, pair.other));
        Some(Marked { words, by: told(&known, pair), href })
    });
    let one = somebody(&known, &member);
    Ok(show(MemberPage {
        page: visit.page(visit.t.say("network-member-title")),
        describe_href: format!("{}/describe", one.href),
        not_asked: one.not_asked_line(),
        one,
        described_by: member.described.last().map(|d| told(&known, d)).unwrap_or_default(),
        belonging: crate::features::audience::belonging_lines(&known, &member),
        ways: crate::features::audience::ways_of(&known, &member),
        in_confidence: is_in_confidence(&known, &member),
        may_be_wished: may_be_wished(&known, &member),
        is_dead: member.is_dead(),
        may_be_asked: member.asking.last().is_none_or(|a| a.may_be_asked),
        ties: ties(&known).into_iter().filter(|tie| tie.between.contains(&member.id)).collect(),
        circles: people
            .circles
            .values()
            .filter(|c| c.members.contains(&member.id))
            .map(|c| c.name.clone())
            .collect(),
        unsafe_with: unsafe_with.collect(),
        view_line: known.t.say_with(
            "apart-view-link",
            [("view", &known.t.say(crate::features::apart::view_key(member.view())))],
        ),
        wishes_wider: member.wishes_wider().map(|_| known.t.say("apart-view-wishes")).unwrap_or_default(),
        earlier: earlier(&known, &member),
        wishes: wishes(&known, &member),
        known: known.clone(),
    }))
}

/// Earlier names and descriptions, the latest first.
fn earlier(known: &Known, member: &Member) -> Vec<Earlier> {
    let mut all = Vec::new();
    for named in member.names.iter().rev().skip(1).filter(|n| !n.name.is_empty()) {
        let words = known.t.say_with("network-was-called", [("name", &named.name)]);
        all.push((named.entry.recorded_at, Earlier { words, by: told(known, named) }));
    }
    for described in member.described.iter().rev().skip(1) {
        let words = in_words(known, described);
        all.push((described.entry.recorded_at, Earlier { words, by: told(known, described) }));
    }
    for reached in member.reaches.iter().rev().skip(1).filter(|told| !told.reach.is_empty()) {
        let words = format!("{}: {}", known.t.say("network-reach"), reached.reach);
        all.push((reached.entry.recorded_at, Earlier { words, by: told(known, reached) }));
    }
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, earlier)| earlier).collect()
}

/// A description in one text, a line for each thing told.
fn in_words(known: &Known, described: &Noted<MemberDescribed>) -> String {
    let t = known.t;
    let label = |name: String, words: &String| (!words.is_empty()).then(|| format!("{name}: {words}"));
    let lines = [
        label(t.say("network-tie"), &described.tie),
        Some(t.say(nearness_key(described.nearness))),
        label(t.say("network-brings"), &described.brings),
        label(t.say("network-reach"), &described.reach),
        label(t.say("network-language"), &described.language),
        label(t.say("network-needs"), &described.needs),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Earlier wishes and answers about being asked, the latest first.
fn wishes(known: &Known, member: &Member) -> Vec<Earlier> {
    let (t, person) = (known.t, known.person_name());
    let mut all = Vec::new();
    for wish in member.wishes.iter().rev().skip(1) {
        let said = t.say_with(wish_key(member.is_person(), wish.wish), [("person", &person)]);
        let words = format!("{said} {}", wish.words);
        all.push((wish.entry.recorded_at, Earlier { words, by: told(known, wish) }));
    }
    for asking in member.asking.iter().rev().skip(1) {
        let said = if asking.may_be_asked { t.say("network-asked") } else { t.say("network-not-asked") };
        let words = format!("{said} {}", asking.words);
        all.push((asking.entry.recorded_at, Earlier { words, by: told(known, asking) }));
    }
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, earlier)| earlier).collect()
}

fn draft_key(network: NetworkId) -> String {
    format!("network-{network}-people-new")
}

fn fields(ask: Ask, form: &Form, known: &Known) -> Ask {
    let t = known.t;
    let nearness = [
        ("near", Nearness::Near),
        ("away", Nearness::Away),
        ("estranged", Nearness::Estranged),
        ("dead", Nearness::Dead),
    ];
    let nearness = nearness.map(|(value, nearness)| Choice::new(value, t.say(nearness_key(nearness))));
    let person = known.person_name();
    ask.field(form.text("name", t.say("network-name")).hint(t.say("network-name-hint")).autocomplete("off"))
        .field(
            form.text("tie", t.say_with("network-tie-label", [("person", &person)]))
                .hint(t.say_with("network-tie-hint", [("person", &person)]))
                .autocomplete("off"),
        )
        .field(form.choice("nearness", t.say("network-nearness"), &nearness))
        .field(form.area("brings", t.say("network-brings")).hint(t.say("network-brings-hint")).rows(3))
        .field(form.area("reach", t.say("network-reach")).hint(t.say("network-reach-hint")).rows(2))
        .field(form.text("language", t.say("network-language")))
        .field(form.area("needs", t.say("network-needs")).hint(t.say("network-needs-hint")).rows(2))
}

fn ask_new(visit: &Visit, known: &Known, form: Form, is_from_stay: bool) -> Ask {
    let t = visit.t;
    let person = known.person_name();
    let ask = Ask::new(visit, known, t.say("network-member-new"), form.clone());
    let hint = if is_from_stay { t.say("network-member-from-stay") } else { String::new() };
    fields(ask.text(hint), &form, known)
        .readers(t.say_with("network-member-readers", [("person", &person)]))
        .draft(draft_key(known.id()))
}

fn is_from_stay(uri: &Uri) -> bool {
    uri.query().is_some_and(|query| query.split('&').any(|part| part == "from=stay"))
}

/// The form for somebody new, as it was left if it was left.
pub(super) async fn new(visit: Visit, Path(network): Path<NetworkId>, uri: Uri) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let fresh = Form::fresh().with("made", fresh_id()).with("nearness", "near");
    let form = visit.draft_or(&draft_key(network), fresh).await?;
    Ok(ask_new(&visit, &known, form, is_from_stay(&uri)).show())
}

fn described(form: &Form, member: MemberId) -> MeetMember {
    let text = |name: &str| form.value(name).to_owned();
    MeetMember {
        name: text("name"),
        described: MemberDescribed {
            member,
            tie: text("tie"),
            nearness: match form.value("nearness") {
                "away" => Nearness::Away,
                "estranged" => Nearness::Estranged,
                "dead" => Nearness::Dead,
                _ => Nearness::Near,
            },
            brings: text("brings"),
            reach: text("reach"),
            language: text("language"),
            needs: text("needs"),
        },
    }
}

/// Takes somebody new into the network.
pub(super) async fn meet(
    visit: Visit,
    Path(network): Path<NetworkId>,
    uri: Uri,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let Some(member) = form.id_of::<MemberId>("made") else {
        return Err(Problem::new(crate::page::problem::Kind::Incorrect));
    };
    let act = Act::MeetMember(described(&form, member));
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        visit.forget_draft(&draft_key(network)).await?;
        return Ok(see(known.href(&format!("people/{member}"))));
    }
    Ok(ask_new(&visit, &known, form, is_from_stay(&uri)).again())
}

fn ask_anew(visit: &Visit, known: &Known, member: &Member, form: Form) -> Ask {
    let t = visit.t;
    let one = somebody(known, member);
    let ask = Ask::new(visit, known, t.say("network-member-anew"), form.clone())
        .about(one.name.clone())
        .back(one.href, t.say_with("network-back", [("person", &one.name)]));
    let ask = match member.described.last().filter(|_| !form.is_ok()) {
        Some(now) => ask.words(t.say("network-stands-now"), in_words(known, now), told(known, now)),
        None => ask,
    };
    let ask = match member.reaches.last().filter(|_| !form.is_ok()) {
        Some(now) => ask.words(t.say("network-reach"), now.reach.clone(), told(known, now)),
        None => ask,
    };
    let readers = if is_in_confidence(known, member) || member.is_person() {
        readers(known, member)
    } else {
        t.say_with("network-member-readers", [("person", &known.person_name())])
    };
    fields(ask, &form, known).text(t.say("network-earlier-stays")).readers(readers)
}

fn tellings(member: &Member) -> impl Iterator<Item = &dialogue::EntryId> {
    let names = member.names.iter().map(|n| &n.entry.id);
    let described = member.described.iter().map(|d| &d.entry.id);
    names.chain(described).chain(member.reaches.iter().map(|r| &r.entry.id))
}

/// The form with what is known of somebody now.
pub(super) async fn anew(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    let now = member.now().cloned().unwrap_or_else(|| MemberDescribed::nothing_yet(member.id));
    let nearness = match now.nearness {
        Nearness::Near => "near",
        Nearness::Away => "away",
        Nearness::Estranged => "estranged",
        Nearness::Dead => "dead",
    };
    let form = Form::fresh()
        .with("seen", tellings(&member).count())
        .with("name", member.name())
        .with("nearness", nearness)
        .with("tie", now.tie)
        .with("brings", now.brings)
        .with("reach", member.reach())
        .with("language", now.language)
        .with("needs", now.needs);
    Ok(ask_anew(&visit, &known, &member, form).show())
}

/// Describes somebody anew; the description before stays.
pub(super) async fn describe(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    if !form.told_since("name", tellings(&member)) {
        let act = Act::MeetMember(described(&form, member.id));
        match visit.act(place.0, &form, Told::default(), act).await? {
            Ok(()) => return Ok(see(known.href(&format!("people/{}", member.id)))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(ask_anew(&visit, &known, &member, form).again())
}
