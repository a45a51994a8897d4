# A network, for its team.

network-title = Network
network-jumps = On this page
network-keep = Keep this
network-choose = Choose…
network-may-be-empty = May stay empty.
network-stands-now = As it stands now
network-earlier = Told before
network-earlier-stays = What was told before stays beside it, with who told it and when.
network-in-words-of = In the words of { $name }

# Calls and clock
network-clock = The call: a first meeting within a day
network-not-safe = They said that they are not safe, or not sure. Nobody of us has spoken with them about it yet.
network-unheard = Another call has come in. See it.
network-call-of = The call of { $at }

# Meetings
network-meetings = Meetings
network-ahead-none = No meeting is planned.
network-plan = Plan a meeting
network-meeting-to-write = Its time has passed. Write down who came, or call it off.
network-held = Last meetings
network-held-all = All meetings

# Words left
network-left-words = Words left for us
network-left-what = Nobody of the team has read these yet.
network-left-read = Say that you have read them

# People
network-people = People
network-people-none = So far only { $person } stands here. Who else matters, near or far, alive or dead?
network-is-person = at the centre
network-near = Near, and can come
network-away = Far away, or cannot come
network-estranged = Not in touch
network-has-left = Has left the network
network-dead = Has died, and is still part of this
network-is = Now
network-tie = The tie
network-tie-label = Who are they to { $person }?
network-tie-hint = As { $person } says it: “my sister, the loud one”
network-name = Name
network-name-hint = As people call them. “The one upstairs” will do while nobody knows.
network-nearness = How are they part of this?
network-brings = What they bring
network-brings-hint = What they are good at and offer: “can drive”, “sleeps on the sofa”, “makes him laugh”
network-reach = How to reach them
network-reach-hint = A number, an address, when they can talk
network-language = Which language do they like to speak?
network-language-short = Speaks
network-needs = What do they need to take part?
network-needs-hint = An interpreter, large print, no stairs, a dog in the room
network-needs-short = Needs
network-member-title = Somebody of the network
network-member-new = Name somebody
network-member-another = Name somebody else
network-member-anew = Tell it anew
network-member-from-stay = People of the ward or the house can belong to the network too: a nurse, an advocate, somebody from the next bed. Use the name that they are happy to be called by.
network-member-readers = Everyone in the network reads the name. How to reach them is for the team alone, until they say otherwise. The rest is read by { $person } and the team.
network-member-confidence = { $person } does not know yet that they called. Until they agree, only the team sees them here.
network-describe = Change or add to this
network-was-called = Was called { $name } here

# At the meetings
network-at-meetings = At the meetings
network-wish-none = { $person } has not said anything about this yet.
network-wish-link = Note whether they are wanted there
network-wish-title = Wanted at the meetings?
network-wish-legend = Does { $person } want { $name } there?
network-wish-whose = This is for { $person } to say. Write it down only as { $person } says it.
network-wish-wanted = { $person } wants them there
network-wish-not-now = { $person } does not want them there for now
network-wish-not-wanted = { $person } does not want them there
network-wishes-before = What was said before
network-alone-link = Note who is to come along
network-alone-title = Alone or with others?
network-alone-legend = How does { $person } want to meet?
network-alone-no = { $person } wants others to be there
network-alone-now = { $person } wants to come alone for now
network-alone = { $person } wants to come alone
network-asking-stop = Note that they do not want to be asked again
network-asking-again = They may be asked again
network-not-asked = Does not want to be asked again.
network-asked = May be asked to meetings.

# Ties and circles
network-ties = Ties between people
network-ties-none = Nothing is told here yet.
network-tie-add = Tell of a tie between two people
network-tie-title = A tie between two people
network-tie-what = What is between two people, as { $person } sees it.
network-tie-between = { $one } and { $other }
network-tie-from = One
network-tie-to = The other
network-tie-words = What is between them?
network-tie-words-hint = In plain words: “have not spoken since the wedding”, “ring each other every night”
network-circles = Circles
network-circle-add = Name a circle
network-circle-title = A circle
network-circle-what = A circle is a few people with a name, such as “the two of us” or “those who live here”. Whoever speaks can choose that only a circle reads their words. The team and { $person } read them too.
network-circle-name = What is it called?
network-circle-name-hint = Those in it see this name.
network-circle-members = Who is in it?
network-circle-whose = Whose circle is it?
network-circle-of-person = { $person } asked for it
network-circle-of-mine = Mine
network-circle-readers = Those in the circle, { $person } and the team see that it exists and who is in it.

# Not to be brought together
network-unsafe-add = Mark two people who must not be brought together
network-unsafe-together = { $one } and { $other } must not be brought together.
network-unsafe-with = Must not be brought together with { $other }. { $words }

# What is open
network-questions = Open questions
network-questions-none = No question is held open just now.
network-question-add = Open a question
network-decisions = Decisions
network-decisions-none = Nothing is to be decided, and nothing has been. That is fine.
network-decisions-open = Open
network-decisions-agreed = Agreed
network-decision-add = Open a decision
network-decision-agreed = Agreed: { $words }
network-decision-left-open = Left open until { $until }
network-decision-no-outcome = Not decided yet
network-decision-outside = Taken outside a meeting. It stands on the next meeting’s page, to be talked about.
network-promises = Promises
network-promises-none = No promise is open.
network-promise-add = Write down a promise
network-promise-by = { $who }, by { $day }
network-promise-overdue = The day has passed

# Being safe
network-safety = Keeping safe
network-safety-none = There is no safety agreement yet.
network-safety-make = Make one together
network-safety-open = The whole agreement
network-safety-notices = Who notices, and what
network-safety-calls = Who rings whom
network-safety-helps = What helps

# What weighs
network-weighs = What weighs
network-weighs-none = Nothing is written here yet: home, money, work, being safe, or anything else.
network-weighs-add = Write down something that weighs
network-weighs-title = Something that weighs
network-weighs-voice = Whose words are they?
network-weighs-about = What is it about?
network-weighs-words = In their own words
network-weighs-hint = As they say it. Nobody has to fill in the others.
network-weighs-home = Home
network-weighs-money = Money
network-weighs-work = Work or school
network-weighs-safety = Being safe
network-weighs-other = Something else

# How the organisation knows the person
network-known-as = For the organisation
network-known-as-none = Nothing is noted. Nothing has to be.
network-known-as-change = Name by law, NHS number and GP
network-known-as-title = How the organisation knows them
network-known-as-what = Needed only for the organisation’s own record. Everything here may stay empty.
network-legal-name = Name by law
network-birth-date = Date of birth
network-nhs-number = NHS number
network-nhs-number-hint = Ten digits, like 943 476 5919
network-gp = GP practice
network-gp-hint = Its name, and how to reach it

# Holder and core team
network-holds = Who holds this
network-team-link = Hand on, join or leave
network-team-title = Who holds this, and who stays
network-team-what = Somebody always holds the network. The core team stays with it throughout, as agreed with the people in it.
network-team-back = Back to the team
network-holder = Holder
network-core = Core team
network-core-none = No core team has been agreed yet.
network-since = Since { $at }
network-held-before = Held it before
network-left-core = Left the core team
network-team-has-left = Has left the service. Somebody else should take their place.
network-on = Since which day?
network-on-hint = Leave it empty if it is today.
network-hold-link = Hand on the holding
network-hold-title = Hand on the holding
network-hold-now = { $holder } holds this network now, until the moment you send this.
network-hold-leaves = You are not in the core team. If you hand this on, the network leaves your list unless you are named for a meeting that is ahead.
network-hold-legend = Who holds it from now on?
network-hold-words = Why, and who was told?
network-hold-words-hint = Everyone in the network reads this. People like to hear it from you before they read it here.
network-hold-send = Hand it on
network-join-link = Somebody joins
network-join-title = Joining the core team
network-join-what = Whoever joins stays with the network throughout, at home and on the ward.
network-join-legend = Who joins?
network-join-words = How was it agreed?
network-leave-link = Somebody leaves
network-leave-title = Leaving the core team
network-leave-what = A goodbye in a meeting is worth more than a line here. Who leaves, and who was told?
network-leave-legend = Who leaves?
network-leave-words = Why, and who was told?
network-leave-hint = Everyone in the network reads this.

# Stays
network-stay = On a ward or in a crisis house
network-stay-none = Not now.
network-stay-add = A stay has begun
network-stay-title = A stay
network-stay-new = A stay has begun
network-stay-back = Back to the stay
network-own-word = What does { $person } call it?
network-own-word-hint = Their own word: “the ward”, “the locked place”, “the quiet house”. May stay empty.
network-stay-place = Where is it?
network-stay-place-hint = Ward or house, and the number to ring
network-stay-began = Since which day?
network-stay-since = since { $day }
network-stay-ended = Ended on { $day }
network-stay-people = People of the ward or the house who join the network
network-stay-meeting = Plan a meeting there
network-stay-tell = Change or add to this
network-stay-end = The stay has ended
network-stay-end-anew = Correct the day it ended
network-stay-end-day = Which day did it end?
network-stay-end-words = Where to, and with whom?
network-stay-end-hint = “Home, with Jo for the first nights.” May stay empty.
network-law-heading = How it stands in law
network-law-what = For England and Wales. What nobody knows yet may stay empty.
network-law-none = Nothing is noted yet.
network-law = In law
network-informal = Informal: free to leave
network-detained = Detained
network-law-not-known = Not known
network-section = Section
network-section-hint = Such as 2, 3 or 136
network-rights = Rights explained
network-rights-hint = When, by whom, and how they were understood. They can be explained again.
network-leave = Leave
network-leave-granted-hint = As it was granted: how long, where, with whom
network-advocate = Advocate
network-advocate-hint = Name, and how to reach them
network-tribunal = Date of the tribunal

# What there is to read
network-record = To read
network-story = The story
network-looked = Who has looked

# The person's say
network-say = Who is told, who stands beside, how it ends
network-unsafe-open = Open the mark
