# Words of the edge: ways around, and refusals of the rules.

nav-today = Today
nav-call = A call for help
nav-networks = Networks
nav-my-network = Our network
nav-story = The story
nav-leave-words = Leave words
nav-service = The service
nav-administrator = Administrator: keeps things running, reads nobody’s words

form-not-a-date = This is not a day of the calendar. Write it like 22 11 2026.
form-not-an-hour = Write the time as hours and minutes, like 10:05.

refused-empty = Write something here, or leave the page: nothing has been saved yet.
refused-too-long = This is longer than one passage can hold (20,000 characters). Nothing is lost: split it in two.
refused-nobody-named = Choose who it is.
refused-not-here = This is not here. Nothing was changed.
refused-meeting-closed = This meeting has been closed, so its words stay as they are. You can amend them in the read-back.
refused-meeting-open = This meeting has not been closed yet.
refused-called-off = This meeting was called off. Plan a new one if you want to meet.
refused-nobody-came = Note who came first. One person is enough.
refused-not-asked-again = Somebody here does not want to be asked again. Leave them out, or note on their page that they may be asked.
refused-nothing-next = Say what comes next: a day, or “we will call”.
refused-not-your-voice = Only this voice, or the one who wrote it down, can change these words. You can add how you see it beside them.
refused-not-a-practitioner = This is for a practitioner of the service.
refused-nhs-number = This is not a valid NHS number. Check the ten digits, or leave it empty for now.
refused-in-the-future = This time has not come yet.
refused-in-the-past = This day has passed. Choose one that is still to come.
refused-too-late = This is too far away. Choose an earlier day.
refused-not-the-reviewer = Only whoever reviews this can do it.
refused-not-yours-to-decide = Somebody whom the service has named decides on this. Hold it back for now; they will see it.
refused-is-the-person = This cannot be done for the person at the centre.
refused-ends-before-it-begins = This is before the beginning.
refused-needs-holder = Somebody must hold the network. Choose who.
refused-zone = This time zone is not known.
refused-same = Choose somebody else: it is already so.
refused-outside-needs-reason = Say why it was decided outside a meeting, or under which law and by whom.
refused-file = Only pictures (JPEG, PNG, WebP) and PDF papers up to 12 MB can be kept. Your words are still here.
refused-not-agreed = This agreement does not cover it any more, or is with somebody else. Nothing was noted. Look at what holds now.
refused-they-decide = A talk about best interests is for a decision that the person could not take when that was last looked at. Note that first, for this decision and this day; until then they decide.
refused-has-died = Somebody here has died. Leave them out of the invitation.
refused-changed = Somebody else changed the same words since you opened this page. Theirs are kept and shown below; yours are still in the box.
refused-circle-keeps-members = A circle keeps its people, so that nobody reads what was not meant for them. Change the circle on its own page: it becomes a new one.
refused-open-to-the-person = What the team writes is open to the person. If it must be held back, name a ground in a duty entry, or hold it back where it stands.
refused-still-in-confidence = It is still told in confidence. First the one who told it chooses who may read it, or you note their choice.
refused-has-left = Somebody here has left the network. Leave them out.
refused-neutral = This cannot be done just now. Nothing was changed. Ring your team if it matters today.
