# A network through the eyes of the person and of its members.

mine-title = Our network
mine-hello = Hello, { $name }
mine-lead-person = This is your network. You decide who is invited, and what is written about you is open to you.
mine-lead-member = You are one of the people around { $person }. Here is whom to turn to, and what was said and agreed.

mine-side = Who is on your side
mine-side-service = Ring the service, { $phone }: somebody there knows who is with you.
mine-holds = Holds this now. Whatever it is about, you can start here.
mine-ring = Ring { $name }:
mine-ring-service = The service
mine-now = If you need somebody now
mine-safety = How we keep safe

mine-next = The next meeting
mine-next-none = No meeting is planned. If you would like one, ring whoever holds this now.
mine-next-call = At the end of the last meeting we said that we will call.
mine-next-call-when = At the end of the last meeting we said that we will call: { $words }
mine-next-you-call = At the end of the last meeting we said that you call when you want.
mine-next-enough = At the end of the last meeting we said that this is enough for now. One call is enough to begin again.
mine-next-remote = From elsewhere:
mine-next-practitioners = From the service:
mine-next-invited = Invited:
mine-answer = Say whether you can come
mine-answer-change = Change what you said
mine-answer-coming = You said that you are coming.
mine-answer-remote = You said that you will join from elsewhere.
mine-answer-cannot = You said that you cannot come.
mine-answer-sends-words = You sent words instead.
mine-answer-not-again = You said that you do not want to be asked again.
mine-what-happens = What happens in a meeting, and who sees what

mine-words = Your words
mine-words-none = You have not said anything here yet. You never have to. If you like, leave words for the next meeting: the team reads them before it.
mine-words-all = All your words
mine-leave = Leave words for the next meeting
mine-back-what = What was written down as your words is here to look at, if you like. You can agree, say it in another way, or say that it was not like that. Not answering does not count as agreeing.
mine-back = Your words on { $day }
mine-back-offered = here if you like
mine-back-agreed = you agreed
mine-back-agreed-noted = somebody noted that you agreed
mine-back-amended = you amended them
mine-back-differs = you see it differently

mine-said = What was said
mine-said-none = There has been no meeting yet. What is said there will stand here.
mine-meeting = The meeting on { $day }
mine-story = The whole story, from the first call

mine-with-us = Questions, decisions, promises
mine-with-us-none = When questions, decisions or promises come up, they stand here.
mine-promises = Promises
mine-promise-by = { $name }, by { $day }
mine-questions = Open questions
mine-decisions = Decisions
mine-decision-open = Being talked about
mine-decision-agreed = Agreed: { $words }
mine-decision-left-open = Left open for now
mine-decision-left-open-words = Left open for now: { $words }
mine-decision-left-open-until = Left open until { $until }
mine-decision-left-open-until-words = Left open until { $until }: { $words }

mine-people = The people
mine-people-wish = You say whom you want at the meetings, and you can change your mind at any time.
mine-away = Far away, or cannot come.
mine-estranged = Not in touch.
mine-dead = Has died, and is still part of the story.
mine-wish-link-alone = Say whether you would rather come alone
mine-wish-link = Say whether you want them there
mine-wish-wanted = You want them there.
mine-wish-not-now = Not now, perhaps later.
mine-wish-not-wanted = You do not want them there.
mine-wish-together = You come together with others.
mine-wish-alone-now = You come alone for now.
mine-wish-alone = You come alone.
mine-wish-page = Whom do you want there?
mine-wish-title = Do you want { $name } at the meetings?
mine-wish-lead = This is yours to say. { $name } gets no message from this page.
mine-wish-title-alone = Would you rather come alone?
mine-wish-lead-alone = You can come together with others, or alone. Nobody will press you, and you can change your mind at any time.
mine-wish-words = In your words, if you like
mine-wish-words-hint = For example: only if my sister is there too.
mine-wish-send = Say it
mine-wish-earlier = What you said before

mine-weighs = What weighs
mine-weighs-home = Where I live
mine-weighs-money = Money
mine-weighs-work = Work or school
mine-weighs-safety = Being safe
mine-weighs-other = Something else

mine-stay = Your stay: { $words }
mine-stay-place = Where
mine-stay-since = Since
mine-stay-ended = Until
mine-stay-after = After that
mine-stay-lawful = By law
mine-stay-detained = Detained: you may not simply leave
mine-stay-informal = Informal: you are there by your own choice
mine-stay-section = Section
mine-stay-rights = Your rights, as explained
mine-stay-leave = Leave
mine-stay-advocate = Advocate
mine-stay-tribunal = Tribunal

mine-known = How the organisation knows you
mine-known-name = Name by law
mine-known-birth = Born
mine-known-nhs = NHS number
mine-known-gp = GP

mine-looked = See who has looked

# What happens in a meeting.

happens-title = What happens in a meeting
happens-lead = A network meeting is a talk between people who matter to each other and people of the service. Everybody is heard, and nobody has to speak.
happens-who = Who is there?
happens-who-1 = The person at the centre and those they want there: family, friends, neighbours, somebody from school or work. At least two practitioners of the service come.
happens-who-2 = The person says who is invited. Coming is always a choice. You may say no, leave early, or send words instead.
happens-meeting = What do we do?
happens-meeting-1 = We sit together, often at home. It takes about an hour and a half. We begin by asking how each of you would like to use this time.
happens-meeting-2 = There is no list of questions to get through. Everybody can say how they see it, and it may be different from how the others see it.
happens-meeting-3 = At some moment the practitioners turn to each other and think aloud about what they have heard, in front of you. It can feel strange at first. Then they ask what you thought about it. You can ask them to stop.
happens-say = What if I do not want to say something?
happens-say-1 = Then you do not say it. Silence is all right. So is crying, and so is going out for some air.
happens-say-2 = Nobody is asked to be calm or to agree. If somebody frightens you, tell the team beforehand, and they will think with you about how to meet.
happens-decide = Who decides?
happens-decide-1 = What concerns the person is talked about while the person is there, also medicine and hospital. We do not hurry. Sometimes the best decision is to wait and meet again soon.
happens-decide-2 = If somebody is in danger, help comes first. Nothing in these pages holds it up.
happens-written = What is written down?
happens-written-1 = Who was there, some of the words, what was agreed and who promised what. It says whose words they are and who wrote them down.
happens-written-2 = After the meeting you can look at your own words, and say that you see it differently. Your view then stands beside them. Nobody changes what somebody else said.
happens-written-3 = You can also leave words between meetings.
happens-sees = Who sees what?
happens-sees-1 = The person at the centre may read what is written about them. They can also see who has looked.
happens-sees-2 = What is said in a meeting can be read by those who were there, by the person, and by the practitioners who are with this network.
happens-sees-3 = When you leave words yourself, you choose who reads them.
happens-sees-4 = What somebody tells the team in confidence, when they call for help, stays with the team until they say that the person may know.
happens-sees-5 = Very rarely the law allows something to be kept from the person, because it could do serious harm, or because it is about somebody else. That needs a reason, a second person who looks at it, and a day for looking again.
happens-sees-6 = Other practitioners of the service do not read it, and neither do those who look after the machine.
happens-now = What if I need somebody now?
happens-now-1 = Do not wait for a meeting. Ring the person of the service who is on your side, or one of the numbers under “Help now”.
mine-ask-access = Ask for a copy of your record
