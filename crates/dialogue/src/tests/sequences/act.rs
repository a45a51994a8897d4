//! Which act a step of a made-up life is, and what it says.

use super::*;

#[allow(clippy::too_many_lines, reason = "one line an act")]
pub(super) fn act(step: Step, record: &Record) -> Act {
    let Step { a, b, .. } = step;
    let text = || format!("words of step {}", record.sent);
    let words = pick(&PASSAGES, a);
    let meeting = pick(&[FIRST, SECOND], a);
    let request = pick(&[CALL, CALL_2], a);
    let one = pick(&MEMBERS, a);
    let other = pick(&MEMBERS, b);
    let colleague = pick(&PRACTITIONERS, b);
    let question = QuestionId(n(310 + u128::from(a % 2)));
    let decision = DecisionId(n(320 + u128::from(a % 2)));
    let promise = PromiseId(n(330 + u128::from(a % 2)));
    let stay = StayId(n(340 + u128::from(a % 2)));
    let some_day = day("2025-09-01").checked_add(jiff::Span::new().days(i64::from(b))).unwrap();
    let entries = record.whole.entries();
    let nobodys = EntryId { command: CommandId(n(9)), nth: 0 };
    let entry = usize::from(a).checked_rem(entries.len()).map_or(nobodys, |at| entries[at].id);
    let withheld_now = record.network().withholdings.now().next().map(|(id, _)| id);
    let emergency = record.network().emergencies.last().map_or(entry, |one| one.opened.entry.id);
    match step.act {
        0 => {
            let mut taken = if a.is_multiple_of(2) { call(record.now) } else { second_call(record.now) };
            taken.asked.caller_is_person = b == 1;
            taken.asked.may_know = pick(&[Answer::NotAsked, Answer::No, Answer::Yes], b);
            taken.asked.caller.member = Some(one).filter(|_| b > 16);
            Act::TakeCall(taken)
        }
        1 => Act::HearCall(CallHeard { request }),
        2 | 45 => {
            let may_know = pick(&[Answer::Yes, Answer::No, Answer::NotSure], b);
            Act::AnswerConfidence(ConfidenceAnswered { request, may_know, words: text() })
        }
        3 => Act::CorrectClock(ClockCorrected { request, called_at: record.now, reason: text() }),
        4 => Act::OfferHelp(HelpOffered { request, offer: text() }),
        5 => {
            let answer = pick(&[OfferAnswer::Accepted, OfferAnswer::Postponed, OfferAnswer::Declined], b);
            Act::AnswerOffer(OfferAnswered { request, answer, by: text(), words: text() })
        }
        6 => Act::SpeakOfSafety(SafetySpoken { request, practitioner: colleague, words: text() }),
        7 => Act::Hold(HeldBy { holder: colleague, words: text() }),
        8 => Act::JoinTeam(TeamJoined { practitioner: colleague, words: text() }),
        9 => Act::LeaveTeam(TeamLeft { practitioner: colleague, words: text() }),
        10 => Act::NameMember(MemberNamed { member: one, name: format!("Somebody {a}"), is_person: b > 12 }),
        11 => {
            let (tie, reach) = (text(), "07700 900123".to_owned());
            let nearness = pick(&[Nearness::Near, Nearness::Estranged, Nearness::Dead], b);
            let (brings, language, needs) = (text(), text(), text());
            Act::DescribeMember(MemberDescribed {
                member: one,
                tie,
                nearness,
                brings,
                reach,
                language,
                needs,
            })
        }
        12 => Act::TellTie(TieTold { from: one, to: other, words: text() }),
        13 => {
            let wish = pick(&[Wish::Wanted, Wish::NotNow, Wish::NotWanted], b);
            Act::TellWish(WishTold { member: one, wish, words: text() })
        }
        14 => Act::NoteKnownAs(KnownAs { legal_name: text(), ..KnownAs::default() }),
        15 => Act::TellCircumstance(CircumstanceTold { about: Circumstance::Work, words: text() }),
        16 => Act::MarkUnsafePair(UnsafePairMarked {
            one,
            other,
            words: text(),
            at_risk: Some(one).filter(|_| b > 9),
        }),
        17 => {
            let (circle, instead_of) = if b > 16 { (CIRCLE_2, Some(CIRCLE)) } else { (CIRCLE, None) };
            Act::NameCircle(CircleNamed { circle, name: text(), members: [one, other].into(), instead_of })
        }
        18 => asking(one, b.is_multiple_of(2)),
        19 => {
            let (place, own_word, lawful) = (text(), text(), Lawful::default());
            Act::BeginStay(StayBegan { stay, place, own_word, began: some_day, lawful })
        }
        20 => Act::TellStay(StayTold { stay, own_word: text(), lawful: Lawful::default() }),
        21 => Act::EndStay(StayEnded { stay, ended: some_day, words: text() }),
        22 | 46 => {
            let invited = [ROBIN, other].into();
            Act::PlanMeeting(MeetingPlanned { invited, practitioners: [colleague].into(), ..plan(meeting) })
        }
        23 => Act::CallOff(MeetingCalledOff { meeting, reason: text() }),
        24 => Act::GiveInvitation(InvitationGiven { meeting, member: one, how: text() }),
        25 => {
            let answer = pick(&[Coming::Coming, Coming::Cannot, Coming::NotAgain], b);
            Act::AnswerInvitation(InvitationAnswered { meeting, member: one, answer, words: text() })
        }
        26 | 47 => {
            let presence = pick(&[Presence::There, Presence::Remote, Presence::NotThere], a);
            Act::NoteCame(Came { meeting, who: somebody(b), presence, called: String::new() })
        }
        27 if a % 2 == 0 => {
            Act::NameScribe(ScribeNamed { meeting, voice: Who::Member(one), scribe: somebody(b) })
        }
        27 => next(meeting),
        28 => closes(meeting, record.now),
        73 => {
            let presence = pick(&[Presence::There, Presence::NotThere], a);
            Act::CorrectCame(CameCorrected { meeting, who: somebody(b), presence, words: text() })
        }
        29 | 48 => {
            let kind = pick(&Kind::ALL, b);
            let in_answer_to = Some(pick(&PASSAGES, b));
            Act::Speak(WordsSpoken {
                words,
                kind,
                text: text(),
                in_answer_to,
                thinking_of: Some(one).filter(|_| b > 20),
            })
        }
        30 => {
            // A passage that is there, as it stands or as it stood before.
            let there = record.network().words.values().last();
            let seen = there.map_or(0, |passage| u32::try_from(passage.rewordings.len()).unwrap());
            let words = there.map_or(words, |passage| passage.spoken.words);
            Act::Reword(WordsReworded { words, text: text(), seen: seen + u32::from(b > 20) })
        }
        31 => Act::ReadWords(WordsRead { words }),
        32 => Act::OfferShared(SharedWordsOffered {
            words,
            text: text(),
            voices: [somebody(a), somebody(b)].into(),
        }),
        33 => {
            let offered = record.network().shared.values().next();
            let voice = offered.and_then(|shared| shared.offered.voices.first().copied());
            let (words, who) = offered.map_or((words, somebody(b)), |shared| {
                (shared.offered.words, voice.filter(|_| b > 8).unwrap_or(somebody(b)))
            });
            Act::AnswerShared(SharedWordsAnswered { words, who, stands: b > 12 })
        }
        34 => Act::OpenQuestion(QuestionOpened { question, text: text() }),
        35 => {
            let to = pick(&[Move::Dissolved, Move::Reopened], b);
            Act::MoveQuestion(QuestionMoved { question, to, words: text() })
        }
        36 => Act::OpenDecision(DecisionOpened {
            decision,
            about: text(),
            is_medicine: b > 9,
            options: vec![text()],
        }),
        37 => Act::NameOption(OptionNamed { decision, option: text() }),
        38 => Act::TakeStance(StanceTaken { decision, who: somebody(b), words: text() }),
        39 => {
            let outcome = Outcome::LeftOpen { until: Some(some_day), words: text() };
            let outcome = if b > 9 { Outcome::Agreed(text()) } else { outcome };
            let taken = if b.is_multiple_of(3) { Taken::Outside(text()) } else { Taken::InMeeting };
            Act::ComeOut(DecisionCameOut { decision, outcome, taken })
        }
        40 => Act::MakePromise(PromiseMade { promise, who: somebody(b), what: text(), by: Some(some_day) }),
        41 => Act::SettlePromise(PromiseSettled { promise, became: Became::Kept, words: text() }),
        42 => Act::AgreeSafety(SafetyAgreed { helps: text(), ..SafetyAgreed::default() }),
        43 => Act::OfferWords(WordsOffered { meeting, who: somebody(b), how: Given::Paper }),
        44 => Act::AgreeWords(WordsAgreed { meeting, who: somebody(b) }),
        49 => Act::AmendWords(WordsAmended { words, meeting: FIRST, text: text() }),
        50 => Act::SeeDifferently(SeenDifferently { words, meeting: FIRST, text: text() }),
        51 => Act::FileMeeting(MeetingFiled { meeting, filed_as: text() }),
        52 => {
            let file = FileId(n(350 + u128::from(b)));
            let media_type = KINDS[0].to_owned();
            Act::AttachFile(FileAttached { file, words, media_type, bytes: 10, shows: text() })
        }
        53 => Act::HoldBack(EntryHeldBack { entry, ground: pick(&Ground::ALL, b), words: text() }),
        54 => Act::TakeOutOfSight(TakenOutOfSight {
            entry,
            why: pick(&Misplaced::ALL, b),
            words: text(),
            reviewer: BEL,
        }),
        55 => {
            let hidden = record.network().out_of_sight.keys().next().copied();
            Act::PutBack(PutBack { entry: hidden.unwrap_or(entry), words: text() })
        }
        56 => {
            let audience = pick(&[Audience::Everyone, Audience::Circle(CIRCLE), Audience::Team], b);
            Act::ChangeAudience(AudienceChanged { entry, audience })
        }
        57 => Act::LeaveNetwork(MemberLeft { member: one, words: text() }),
        58 => Act::ReturnToNetwork(MemberReturned { member: one, words: text() }),
        59 => Act::SetView(ViewSet {
            member: one,
            view: pick(&[View::Full, View::NextMeeting, View::Off], b),
            words: text(),
        }),
        60 => Act::TellReach(ReachTold { member: one, reach: "07700 900456".into() }),
        61 => {
            let pair = record.network().people.unsafe_pairs.first().map(|mark| (mark.one, mark.other));
            let (one, other) = pair.unwrap_or((one, other));
            Act::LiftUnsafePair(UnsafePairLifted { one, other, words: text() })
        }
        62 => {
            let until = record.now + SignedDuration::from_hours(i64::from(b));
            Act::GiveCover(CoverGiven { practitioner: colleague, words: text(), from: record.now, until })
        }
        63 => Act::EndCover(CoverEnded { practitioner: colleague }),
        64 => Act::OpenInEmergency(EmergencyOpened {
            practitioner: colleague,
            words: text(),
            until: record.now,
        }),
        65 => Act::CloseEmergency(EmergencyClosed { opened: emergency }),
        70 => {
            let until = record.now.to_zoned(jiff::tz::TimeZone::UTC).date().tomorrow().unwrap();
            Act::DeferTelling(EmergencyTellingDeferred { opened: emergency, words: text(), until })
        }
        71 => Act::ReviewEmergency(EmergencyReviewed { opened: emergency, words: text() }),
        66 => Act::Appoint(AppointmentMade {
            member: one,
            office: pick(&Office::ALL, b),
            reads: pick(&[Reads::AsMember, Reads::AsThePerson], a),
            from: some_day,
            until: None,
            words: text(),
        }),
        67 => {
            let open = record.network().appointments.iter().find(|one| one.ended.is_none());
            let (member, office) =
                open.map_or((one, Office::Deputy), |open| (open.made.member, open.made.office));
            Act::EndAppointment(AppointmentEnded { member, office, words: text() })
        }
        68 => Act::AskAccess(AccessAsked { member: one, on: some_day, words: text() }),
        69 => {
            let asked = record.network().cases.last().map(|case| case.asked.entry.id);
            Act::AnswerAccess(AccessAnswered { asked: asked.unwrap_or(entry), words: text() })
        }
        89 | 93 => {
            let open = record.network().cases.last();
            let first = open.and_then(|case| record.network().lines(case).first().map(|l| l.entry.id));
            let case = open.map_or(entry, |case| case.asked.entry.id);
            let lines = vec![first.unwrap_or(entry)];
            Act::DecideLines(DecideLines { case, lines, decision: Giving::Give, words: text() })
        }
        90 => {
            let case = record.network().cases.last().map_or(entry, |case| case.asked.entry.id);
            let (on, words) = (some_day, text());
            Act::GiveHarmOpinion(HarmOpinionGiven { case, given_by: BEL, on, is_harm_likely: b > 9, words })
        }
        91 => Act::NoteCandour(CandourNoted { what: text(), on: some_day }),
        92 => {
            let noted = record.network().candours.last().map_or(entry, |one| one.noted.entry.id);
            let on = record.now.to_zoned(jiff::tz::TimeZone::UTC).date();
            Act::TellCandour(CandourTold { noted, on, meeting: None, letter: None, words: text() })
        }
        74 => Act::LayHold(LegalHold { words: text() }),
        75 => {
            let hold = record.network().holds_now().next().map(|hold| hold.laid.entry.id);
            Act::LiftHold(LegalHoldLifted { hold: hold.unwrap_or(entry), words: text() })
        }
        76 => {
            let with = if b > 18 { Recipient::Outside(text()) } else { Recipient::Member(other) };
            let until = Some(record.now.to_zoned(jiff::tz::TimeZone::UTC).date()).filter(|_| b > 9);
            let (agreement, how) = (AgreementId(n(360 + u128::from(a % 3))), SaidHow::Online);
            Act::AgreeSharing(SharingAgreed { agreement, with, topic: text(), until, how })
        }
        77 => {
            let agreement = AgreementId(n(360 + u128::from(a % 3)));
            Act::WithdrawSharing(SharingWithdrawn { agreement, words: text() })
        }
        78 => {
            let agreement = Some(AgreementId(n(360 + u128::from(a % 3)))).filter(|_| b > 6);
            Act::NoteShared(NoteShared { agreement, to: Recipient::Member(other), what: text(), how: text() })
        }
        79 => Act::StateInAdvance(AdvanceStatementMade { helps: text(), ..AdvanceStatementMade::default() }),
        80 => Act::AssessCapacity(CapacityAssessed {
            decision,
            on: some_day,
            assessed_by: text(),
            helped: text(),
            words: text(),
            able: if b > 18 { Able::Decides } else { Able::NotThatDay },
        }),
        81 => Act::TalkBestInterests(BestInterestsTalked {
            decision: record.network().capacity.last().map_or(decision, |one| one.decision),
            on: some_day,
            own_view: text(),
            heard: vec![Heard { who: text(), words: text() }],
            not_heard: text(),
            came_to: text(),
        }),
        82 => Act::JudgeChildDecides(ChildDecides {
            about: text(),
            on: some_day,
            view: text(),
            judged_by: text(),
            words: text(),
        }),
        83 => Act::DiscloseWithoutConsent(DisclosedWithoutConsent {
            risk: text(),
            at_risk: text(),
            asked: text(),
            least: text(),
            decided_by: text(),
            why: text(),
            told: text(),
            on: Some(some_day),
            person_told: text(),
        }),
        84 => Act::NoteDeath(DeathNoted { member: one, on: When::On(some_day), words: text() }),
        85 => Act::TakeBackDeath(DeathTakenBack { member: one, words: text() }),
        86 => Act::DecideReading(ReadingDecided { words: text(), from: some_day }),
        87 => {
            let goodbye = Some(meeting).filter(|_| b > 12);
            Act::EndNetwork(NetworkEnded { words: text(), goodbye, open_door: text() })
        }
        88 => Act::ReopenNetwork(NetworkReopened { words: text() }),
        94 => {
            let entry = Some(entry).filter(|_| b > 12);
            Act::AskCorrection(CorrectionAsked { member: one, entry, words: text(), on: some_day })
        }
        95 => {
            let asked = record.network().corrections.last().map(|one| one.asked.entry.id);
            let outcome = pick(&CorrectionOutcome::ALL, b);
            Act::AnswerCorrection(CorrectionAnswered {
                asked: asked.unwrap_or(entry),
                outcome,
                words: text(),
            })
        }
        96 => {
            let hidden = record.network().out_of_sight.keys().next().copied();
            Act::KeepOutOfSight(KeptOutOfSight { entry: hidden.unwrap_or(entry), words: text() })
        }
        72 => {
            let told = record.network().confidences_told().next().map(|entry| entry.id);
            let (entry, outcome) = (told.unwrap_or(entry), pick(&Reviewed::ALL, b));
            Act::ReviewConfidence(ConfidenceReviewed { entry, outcome, words: text() })
        }
        97 => Act::WishInvitation(InvitationWished { meeting, member: Some(one), words: text() }),
        _ if b.is_multiple_of(2) => withheld(withheld_now.unwrap_or(entry)),
        _ => withheld_no_more(withheld_now.unwrap_or(entry)),
    }
}
