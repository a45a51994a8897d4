# What waits for somebody, by name or by duty.

matters-title = What waits for you
matters-what = Decisions, reviews and answers, the most urgent first. Nothing here opens or closes by itself when a day passes.
matters-none = Nothing waits for you. When something does, it stands here before its day.
matters-back = Back to Today
matters-overdue-head = Overdue
matters-ahead-head = To come
matters-by = By { $day }
matters-overdue = Overdue since { $day }
matters-overdue-closed = Overdue since { $day }; still closed
matters-overdue-sight = Overdue since { $day }; still out of sight
matters-elsewhere = A network that you are not with
matters-by-name = It waits for you by name.
matters-by-duty = It waits for you: { $duty }.
matters-was-for = { $name } was to do it ({ $phone }). It is overdue, so it has come to you too.
matters-was-for-duty = This was for somebody else: { $duty }. It is overdue, so it has come to you too.
matters-duty-health-professional = you are a health professional who decides on serious harm
matters-duty-decider = you decide what may be kept back
matters-duty-safeguarding-lead = you lead safeguarding
matters-duty-caldicott-guardian = you are the Caldicott guardian
matters-duty-records-officer = you answer for the records
matters-duty-lead = you lead the service
matters-duty-on-call = you are on call
matters-what-held = Decide on an entry that is held back
matters-what-withheld = Review an entry that is withheld
matters-what-out-of-sight = Review an entry that was taken out of sight
matters-what-emergency = Review an emergency access
matters-what-access = Answer a request for the record
matters-what-correction = Answer a request to put something right
matters-line = { $n ->
    [one] 1 thing waits for you
   *[other] { $n } things wait for you
}
matters-line-late = { $n ->
    [one] 1 thing waits for you, and is overdue
   *[other] { $n } things wait for you, { $late } of them overdue
}
matters-counts = What waits in the whole service
matters-counts-what = Numbers alone. Fewer than five are not told as a number, so that nobody can be recognised.
matters-few = fewer than five
matters-count-held = Held back, to be decided
matters-count-withheld = Withheld, to be reviewed
matters-count-out-of-sight = Out of sight, to be reviewed
matters-count-emergency = Emergency access, to be reviewed
matters-count-access = Requests for the record, to be answered
matters-count-correction = Requests to put right, to be answered
