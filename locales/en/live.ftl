# The live page: people write at one meeting, each in their own voice.

live-title = Writing together
live-lead = People talk; writing can wait. Put this page away and take paper, or sit down together at one screen for five minutes at the end. Whoever likes may also write as we go.
live-link = Write together on this page
live-link-hint = Each voice has its own place, from everybody’s own phone or from one screen.
live-link-first = Note below who has come. Then each of them can also write from their own phone.
live-without = This page needs the browser’s script, which is switched off or has not arrived. Nothing is lost: you can write in forms instead.
live-without-room = To the forms of this meeting
live-without-words = Leave words for the team
live-closed = This meeting has been closed, and everything that was written here is in its record.
live-closed-record = To the meeting’s record
live-room = Forms, and closing the meeting

live-line = How this page stands
live-opening = Opening the page …
live-saved = Saved
live-unsaved-one = Not saved yet: 1 change
live-unsaved-many = Not saved yet: { $n } changes
live-no-signal = No signal, writing on this phone
live-no-signal-one = No signal, writing on this phone. Not saved yet: 1 change
live-no-signal-many = No signal, writing on this phone. Not saved yet: { $n } changes
live-not-saved = Not everything could be added. Your text stands at the top of this page.
live-here = Here now: { $names }
live-here-alone = Nobody else has this page open.
live-wrote = { $names } added words.
live-shows = Now shown: the words of { $names }.
live-shared-changed = Something was added to what we share.

live-away = Put this page away until the closing
live-away-title = We are talking
live-away-words = Nothing needs to be written now. What is written is kept.
live-away-back = Open the page again

live-nav = Besides the voices
live-voices = Voices
live-voices-hint = Each voice is its own, and nobody else can change it. The others see yours when you press “Show”. When the meeting is closed, what is written here goes into its record for those who were here; so write only what they may know.
live-own-words = Your words
live-words-of = Words of { $name }, as they said them
live-show = Show
live-hide = Hide again
live-is-shown = The others see this.
live-is-hidden = Not shown to the others yet.
live-not-shown = Not shown yet.
live-written-by = { $hand } writes for { $name }.
live-written-by-you = You write for { $name }.
live-scribe-take = Write for { $name }
live-scribe-back = Give the pen back to { $name }
live-scribe-own = Let somebody else write for me
live-scribe-who = Who writes for you?
live-scribe-choose = Choose who writes.
live-scribe-send = Hand over the pen
live-add-voice = Add a voice
live-add-voice-hint = Note that somebody is here, also somebody who only speaks. Then come back and write for them.
live-add-voice-ask = Is somebody here who is not on this page? Tell the team: they can add a voice, and write for somebody who only speaks.

live-topics = What we talk about
live-topics-hint = Everybody here can write in these lists. A line that stays empty is left out.
live-topic = Something to talk about
live-topic-add = Add something to talk about
live-questions = Open questions
live-questions-hint = What we hold without an answer. Nothing has to be solved today.
live-question = An open question
live-question-add = Add an open question

live-decisions = Decisions
live-decisions-hint = What is to be decided, what is possible, and how each voice sees it. Not deciding yet is a decision too.
live-decision-add = Add a decision
live-decision-about = What is it about?
live-options = What is possible
live-option = Something that is possible
live-option-add = Add
live-option-remove = Take away
live-stance = How it is seen
live-stance-none = Nothing said yet
live-stance-for = For it
live-stance-against = Against it
live-stance-doubts = With doubts
live-stance-words = In words

live-promises = Promises
live-promises-hint = Who does what. The others see a promise when its voice is shown.
live-promise = What is promised
live-promise-by = By which day, if there is one
live-promise-by-said = by { $day }
live-promise-add = Add a promise

live-reflections = Reflections
live-reflections-hint = Afterwards: the practitioners think aloud with each other while the network listens. Then the network answers.
live-reflection = What I am thinking
live-answer = Answer of

live-next = What comes next
live-next-hint = Agreed by everybody who is here, at the end.
live-next-which = How do we go on?
live-next-meeting = We meet again
live-next-we-call = We will call
live-next-you-call = You call when you want
live-next-enough = Enough for now, as all agreed
live-next-day = Which day?
live-next-hour = At what time?
live-next-where = Where?
live-next-place = The place in words
live-next-about = About when will we call?

live-handing-in = The meeting was closed meanwhile. What you wrote without signal is on its way into its record: please keep this page open.
live-lost-shared = What you wrote in the lists that everybody shares
live-lost-title = This could not be added
live-lost = This page no longer takes these words, so they were not saved. Here is your text: copy it, and give it to the team or keep it.
live-ended = This page has ended: the meeting was closed, or it was noted that you were not there. Everything that was called saved is kept.
live-ended-look = Look again
