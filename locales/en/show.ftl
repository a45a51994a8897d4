# How the record is shown on every page.

came-there = In the room
came-remote = From elsewhere
came-left-early = Left early
came-not-there = Not there
came-corrected = { $name }: noted at the meeting as “{ $was }” ({ $hand }). Put right on { $at } by { $by }: “{ $now }”.
came-added = { $name }: nothing was noted at the meeting. Put right on { $at } by { $by }: “{ $now }”.

show-person-unknown = the person (name not known yet)
show-somebody = somebody
show-you = { $name } (you)
show-back-own = Back to our network
show-core-member = { $role } · core team
show-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
show-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
show-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
show-just-now = just now
show-ago = { $span } ago
show-left = { $span } left
show-passed = passed { $span } ago

audience-everyone = Everyone in the network and the team read this
audience-present = Those who were at this meeting, { $person } and the team read this
audience-invited = Those who are invited, { $person } and the team read this
audience-circle = The circle “{ $circle }” and the team read this
audience-person-and-team = { $person } and the team read this
audience-confidence = Told in confidence: only the team reads this
audience-team = Only the team reads this
audience-only-me = Only me: a draft
audience-only-me-hint = Nobody else reads a draft, not even the team. If something must be acted on, tell somebody.

kind-how-it-came-about = How the idea of meeting came about
kind-how-to-use-time = How to use this time
kind-telling = Told
kind-reflection = Reflecting
kind-response = In response
kind-closing = Last words
kind-left = Left for the next meeting
kind-duty = Duty entry

passage-in-answer-to = In answer to { $name }: “{ $words }”
passage-thinking-of = Thinking aloud for { $name }, who was not there
passage-spoken-by = said by { $name }
passage-as-heard-by = as heard by { $name }
passage-written-by = written down by { $name }, agreed
passage-noted-by = noted by { $name }
passage-told-and-written = { $name }, written down by { $scribe }
passage-amended = Amended
passage-differs = Sees it differently
passage-earlier = Earlier wording
passage-paper = Paper
