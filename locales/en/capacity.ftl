# Deciding one thing on one day.

capacity-title = Deciding this, on one day
capacity-link = Could they decide this, and best interests
capacity-back = Back to the decision
capacity-back-page = Back
capacity-never-a-label = What stands here is about this decision on that day. It is never a word for a person, and it says nothing about any other decision.
capacity-presumed = Everybody is taken to be able to decide until it is shown otherwise, with all the help that can be given. A decision that others find unwise is still a decision (Mental Capacity Act 2005, section 1).
capacity-assessed = Could they decide it?
capacity-none = Nobody has had to look at this. They decide.
capacity-new = Note how it stood that day
capacity-decides = { $day }: { $person } decides this
capacity-not-that-day = { $day }: { $person } could not decide this, that day
capacity-may-decide = { $person } decides this themself
capacity-could-not = { $person } could not decide this, that day
capacity-outcome = What came of it
capacity-on = On which day
capacity-by = Who looked at it
capacity-by-hint = By name; who else was in the room
capacity-helped = What was done to help them decide
capacity-helped-hint = The time of day, the place, pictures, an interpreter, somebody they trust, waiting. Needed before saying that they could not.
capacity-words = What was seen and heard
capacity-words-hint = Did they understand it, keep it in mind, weigh it, say what they want? In words that you would read out to them.

capacity-talks = The talk about what is best
capacity-talks-what = Only where the person could not decide this. Their own view comes first; then whoever cares for them is heard (Mental Capacity Act 2005, section 4).
capacity-talks-none = There has been no such talk.
capacity-talk-new = Note a talk about what is best
capacity-own-view = { $person }'s own view
capacity-own-view-hint = Now, in their words; and what they have said or written before. If they could not be asked: what was tried.
capacity-heard = Who was heard
capacity-heard-what = Each with what they said, in short. Views stay side by side.
capacity-heard-who = Person { $n }
capacity-heard-words = What person { $n } said
capacity-not-heard = Who was not heard, and why
capacity-not-heard-hint = May stay empty.
capacity-came-to = What came of it
capacity-came-to-hint = And whether it could have waited until they can decide again
