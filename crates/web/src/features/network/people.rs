//! The people of a network as the team reads them: one line of facts each, the person first.

use dialogue::{
    Audience, MemberId, Noted, Who,
    people::{Member, Nearness, TieTold, Wish},
};

use crate::{components::Choice, form::Form, show::Known, words::key};

/// Somebody of the network, ready to be shown.
pub(super) struct Somebody {
    pub(super) id: MemberId,
    pub(super) href: String,
    pub(super) name: String,
    pub(super) is_person: bool,
    /// The tie in the person's words.
    pub(super) tie: String,
    /// Far away, not in touch, dead; empty for those who are near.
    pub(super) nearness: String,
    pub(super) brings: String,
    pub(super) reach: String,
    pub(super) language: String,
    pub(super) needs: String,
    /// What the person wishes about them, in a sentence, and in the person's words.
    pub(super) wish: String,
    pub(super) wish_words: String,
    /// That they do not want to be asked again, in a sentence, and in their words.
    pub(super) not_asked: String,
    pub(super) not_asked_words: String,
}

impl Somebody {
    /// That they do not want to be asked again, with their words; empty where they may be asked.
    pub(super) fn not_asked_line(&self) -> String {
        match (self.not_asked.is_empty(), self.not_asked_words.is_empty()) {
            (false, false) => format!("{} “{}”", self.not_asked, self.not_asked_words),
            _ => self.not_asked.clone(),
        }
    }
}

/// A tie between two members as it is told now, with what was told before.
pub(super) struct TieShown {
    pub(super) between: [MemberId; 2],
    pub(super) who: String,
    pub(super) words: String,
    pub(super) by: String,
    pub(super) earlier: Vec<String>,
}

/// The name of a nearness, on screen.
pub(super) fn nearness_key(nearness: Nearness) -> &'static str {
    match nearness {
        Nearness::Near => key("network-near"),
        Nearness::Away => key("network-away"),
        Nearness::Estranged => key("network-estranged"),
        Nearness::Dead => key("network-dead"),
    }
}

/// A wish in a sentence. About the person themself it says whether they come alone.
pub(super) fn wish_key(is_person: bool, wish: Wish) -> &'static str {
    match (is_person, wish) {
        (false, Wish::Wanted) => key("network-wish-wanted"),
        (false, Wish::NotNow) => key("network-wish-not-now"),
        (false, Wish::NotWanted) => key("network-wish-not-wanted"),
        (true, Wish::Wanted) => key("network-alone-no"),
        (true, Wish::NotNow) => key("network-alone-now"),
        (true, Wish::NotWanted) => key("network-alone"),
    }
}

/// One member, ready to be shown.
pub(super) fn somebody(known: &Known, member: &Member) -> Somebody {
    let (t, person) = (known.t, known.person_name());
    let now = member.now();
    let text =
        |of: fn(&dialogue::people::MemberDescribed) -> &String| now.map(of).cloned().unwrap_or_default();
    let nearness = now.map(|d| d.nearness).filter(|nearness| *nearness != Nearness::Near);
    let wish = member.wishes.last();
    let asking = member.asking.last().filter(|asking| !asking.may_be_asked);
    Somebody {
        id: member.id,
        href: known.href(&format!("people/{}", member.id)),
        name: known.name(Who::Member(member.id)),
        is_person: member.is_person(),
        tie: text(|d| &d.tie),
        nearness: match nearness {
            _ if member.has_left() => t.say("network-has-left"),
            Some(nearness) => t.say(nearness_key(nearness)),
            None => String::new(),
        },
        brings: text(|d| &d.brings),
        reach: member.reach().to_owned(),
        language: text(|d| &d.language),
        needs: text(|d| &d.needs),
        wish: wish
            .map(|w| t.say_with(wish_key(member.is_person(), w.wish), [("person", &person)]))
            .unwrap_or_default(),
        wish_words: wish.map(|w| w.words.clone()).unwrap_or_default(),
        not_asked: asking.map(|_| t.say("network-not-asked")).unwrap_or_default(),
        not_asked_words: asking.map(|a| a.words.clone()).unwrap_or_default(),
    }
}

/// Everybody: the person, those who are near, those away, those not in touch, the dead.
pub(super) fn all(known: &Known) -> Vec<Somebody> {
    let mut members: Vec<_> = known.network.people.members.values().collect();
    members.sort_by_key(|m| {
        (
            !m.is_person(),
            m.has_left(),
            m.now().map(|d| d.nearness).unwrap_or_default(),
            m.name().to_lowercase(),
            m.id,
        )
    });
    members.into_iter().map(|member| somebody(known, member)).collect()
}

/// The ties, each as it was told last.
pub(super) fn ties(known: &Known) -> Vec<TieShown> {
    let mut shown: Vec<TieShown> = Vec::new();
    for tie in known.network.people.ties.iter().rev() {
        let is_same = |s: &&mut TieShown| s.between.contains(&tie.from) && s.between.contains(&tie.to);
        match shown.iter_mut().find(is_same) {
            Some(later) => later.earlier.push(tie.words.clone()),
            None => shown.push(tie_shown(known, tie)),
        }
    }
    shown
}

fn tie_shown(known: &Known, tie: &Noted<TieTold>) -> TieShown {
    let (one, other) = (known.name(Who::Member(tie.from)), known.name(Who::Member(tie.to)));
    TieShown {
        between: [tie.from, tie.to],
        who: known.t.say_with("network-tie-between", [("one", &one), ("other", &other)]),
        words: tie.words.clone(),
        by: told(known, tie),
        earlier: Vec::new(),
    }
}

/// Who told something, who wrote it down, and when: a quiet line beside it.
pub(super) fn told<T>(known: &Known, noted: &Noted<T>) -> String {
    let by = known.told_by(noted);
    let at = known.said_at(&noted.entry);
    if by.is_empty() { at } else { format!("{by} · {at}") }
}

/// Whether all that is known of somebody is a confidence of the team's.
pub fn is_in_confidence(known: &Known, member: &Member) -> bool {
    let released = |call| known.network.requests.get(&call).is_some_and(|r| r.is_released());
    member
        .names
        .iter()
        .all(|naming| matches!(naming.entry.told.audience, Audience::Confidence(call) if !released(call)))
}

/// Who reads what is told about somebody: while they are known in confidence, the team alone.
pub(super) fn readers(known: &Known, member: &Member) -> String {
    let naming = member.names.last().filter(|_| is_in_confidence(known, member));
    known.audience(naming.map_or(Audience::PersonAndTeam, |n| n.entry.told.audience))
}

/// Members as answers to choose from, with an empty one before them.
pub(super) fn choices(known: &Known) -> Vec<Choice> {
    let mut all = vec![Choice::new("", known.t.say("network-choose"))];
    all.extend(known.every_member_choices());
    all
}

/// Two members chosen from lists; whoever is missing is asked for beside the list.
pub(super) fn two(form: &mut Form, fields: [&str; 2]) -> Option<[MemberId; 2]> {
    let [one, other] = fields.map(|field| {
        let chosen = form.id_of(field);
        if chosen.is_none() {
            form.fail(field, form.t.say("refused-nobody-named"));
        }
        chosen
    });
    Some([one?, other?])
}
