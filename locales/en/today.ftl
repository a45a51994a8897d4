# Today, and the list of networks.

today-title = Today
today-take-call = Take a call for help
today-not-safe = { $person }: the caller said they are not safe, or not sure. Nobody has spoken with them yet.
today-waiting = Waiting to meet
today-waiting-none = Nobody in your networks is waiting for a first meeting.
today-you-hold = You hold this
today-holds = { $holder } holds this
today-meetings = Meetings today
today-meetings-none = No meetings today in your networks.
today-look = To look at
today-unheard = { $person }: another call has come in
today-unread = { $person }: somebody left words for you
today-unfiled = { $person }: a meeting is not filed yet
today-promises-title = What you promised
today-promises-none = Nothing promised by you is open.
today-promises = { $person }: { $n ->
    [one] one promise
   *[other] { $n } promises
}{ $due ->
    [0] {""}
   *[other] , { $due } due
}
today-elsewhere = Elsewhere in the service
today-elsewhere-what = You are not with these networks, so you see only that somebody waits, and who holds it.
today-somebody = somebody

networks-title = Networks
networks-none = You are not with any network yet. Taking a call begins one.
networks-next = Next meeting { $at }
networks-no-next = No next meeting agreed
networks-rests = At rest
networks-last = last met { $at }
networks-stay = in hospital or a crisis house
networks-holder = held by { $holder }

place-home = At home
place-ward = On the ward
place-clinic = At the service
place-elsewhere = Elsewhere
place-video = By video
place-phone = By telephone
today-emergency = A record was opened in an emergency. Review it by { $due }.
today-crisis = Crisis pages, for whoever is on call
