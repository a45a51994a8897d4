# Who may read what: audiences chosen anew, circles, belonging, confidences, duty entries, how to reach somebody.

# Beside a box where words are written
audience-when = Whoever may read this can read it from the moment you keep it. The team reads during working hours.
audience-pass-on = We keep this to those you choose. Only when somebody could come to serious harm, above all a child, or when a court tells us to, must we pass it on even if you ask us not to. We tell you first, whenever that is safe.
audience-beside = It can be read from the moment you keep it. Where there is a danger of serious harm, or a court tells us to, we must pass it on even if you ask us not to, and tell you first whenever that is safe.
audience-as-rest = Whoever reads the rest of it reads this
audience-names-team = the team: { $team }
audience-everyone-hint = Today: { $names }. Whoever joins later does not read it.
audience-usual-present = Unless you choose otherwise below, this is read by those at this meeting: { $names }
audience-team-choice = Told in confidence: the team alone
audience-team-hint = For what a member tells us in confidence; { $person } does not read it. What we write ourselves is open to { $person }. Read by { $team }.
audience-team-hint-own = { $person } and the others do not read it. Nobody but you opens it to them. Read by { $team }.
audience-confidence-own = You told this in confidence: only you and the team read it
audience-confidence-told = Told in confidence, third-party information: only the team reads this
audience-team-own = Only you and the team read this
audience-change = Who may read this?
audience-chosen-anew = Chosen anew
audience-chosen = { $at }: { $audience }
audience-chosen-noted = { $at }: { $audience } (noted by { $name })

# Choosing anew
audience-readers-title = Who may read this
audience-readers-words = The words
audience-readers-noted = This is for { $name } to choose. Note it only as { $name } asked, on paper, on the phone or face to face. It is kept with your name beside it.
audience-readers-legend = Who may read it from now on?
audience-readers-later = What somebody has read already they have read. “Everyone” means everyone of today, so choosing it again opens your words to those who joined since. Whoever may read the words sees what was chosen before, and when.
audience-readers-send = Choose this
audience-readers-done = Chosen. This holds from now on.

# Circles
audience-circles-title = Circles
audience-circles-link = Circles: a few people as readers
audience-circles-back = Back to the circles
audience-circles-none = There is no circle that you are in. You can name one.
audience-circle-by = Named by { $name }
audience-circle-change = Change this circle
audience-circle-change-title = Change a circle
audience-circle-change-what = With other people it becomes a new circle. What was told to the circle so far stays with those it was told to: nobody who is added now reads it.

# Belonging
audience-ways = What is yours to decide
audience-left-own = You have left this network. You can still read what you could read until then. If you want to come back, ring the team.
audience-leave-link = Leave this network
audience-leave-title = Leave this network
audience-leave-what = You can leave at any time and need not say why. You keep what you can read now, and read nothing that is said from now on. You are not invited any more. Your own words stay yours. If you want to come back, ring the team: the door is open.
audience-leave-send = Leave this network
audience-left-link = Note that they have left the network
audience-left-title = Somebody leaves the network
audience-left-what = { $name } keeps what they could read until now and reads nothing that is said from now on. They are not invited any more. If they must not read the older words either, narrow their view as well.
audience-left-send = Note that { $name } has left
audience-left-line = Left the network: { $at }.
audience-back-link = Note that they are back
audience-back-title = Somebody comes back
audience-back-what = { $name } reads what is said to everyone from now on, and may be invited again. What was said while they were away stays closed to them, unless a voice opens its own words.
audience-back-send = Note that { $name } is back
audience-back-line = Came back: { $at }.
audience-belonging-words = In words

# Reach
audience-reach-link = Change how to reach them
audience-reach-own-link = How to reach you, and who may know
audience-reach-title = How to reach them
audience-reach-own-title = How to reach you
audience-reach-what = An address or a number is for the team alone. Only its owner opens it to others.
audience-reach-own-what = An address or a number is for the team alone, unless you choose otherwise.

# Confidences
audience-confidences-title = Told in confidence
audience-confidences-link = Told in confidence
audience-confidences-back = Back to what was told in confidence
audience-confidences-lead = What members told us alone. It is somebody else’s information about { $person }, and { $person } never reads it here. Only whoever told it opens it.
audience-confidences-none = Nothing has been told in confidence. When somebody chooses “the team alone”, it stands here.
audience-confidences-calls = Calls of which the person does not know yet
audience-review-link = Note a talk about this
audience-review-none = Nobody has talked with them about it yet.
audience-review-title = A talk about what was told in confidence
audience-review-what = Talk with { $name } about it: must it stay with us, could it be said in a meeting? Noting the talk opens nothing. If { $name } wants it open, they choose themselves who may read it, or you note their choice.
audience-review-outcome = What does { $name } say?
audience-review-keep = It stays with the team.
audience-review-may = It may be opened. They have not done so yet.
audience-review-opened = They have opened it.
audience-review-needed = Choose what came of the talk.
audience-review-words = The talk that was had

# Duty entries
audience-duty-link = Write a duty entry
audience-duty-title = A duty entry
audience-duty-what = Some things the law or your profession demands of you: a section began, a safeguarding referral was made, a medicine was changed, an assessment was done. Write the least that is needed, as facts, with their time and source.
audience-duty-not = What people said belongs in their own voice, what you thought aloud belongs in a reflection, and opinions of anybody’s character belong nowhere.
audience-duty-text = The entry
audience-duty-hint = One or two sentences are usually enough.
audience-hold-heading = Must it be held back?
audience-hold-what = It is open to { $person } from the start. If there is a ground in law, you can hold it back while writing it, for 72 hours at first. Somebody named by the service then decides.
audience-hold = Who may read it
audience-hold-none = Open to { $person }
audience-ground-serious-harm = Hold it back: reading it would be likely to cause serious harm
audience-ground-third-party = Hold it back: it is somebody else’s information
audience-ground-safeguarding = Hold it back: somebody needs protection
audience-ground-investigation = Hold it back: an investigation is going on
audience-hold-words = Why, in words
audience-hold-needed = Choose a ground to hold it back, or leave the reason empty.
