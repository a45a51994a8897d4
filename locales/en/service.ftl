# The service: its name, its settings, its people.

service-title = The service
service-lead-administrator = You keep the service’s particulars and its people in order. Nobody’s words and nobody’s name from a network stand here.
service-lead-practitioner = What everybody who comes in may know about the service.
service-unnamed = This service has no name yet
service-is = Particulars
service-name = Name
service-phone = Telephone
service-phone-hint = The number that people of the networks ring when they know no other.
service-zone = Time zone
service-zone-hint = As in the IANA list, for example Europe/London. All times on the pages are in it.
service-legal = Which record is the legal one?
service-legal-organisation = The organisation’s own: each meeting is filed there
service-legal-organisation-named = The organisation’s own, { $name }: each meeting is filed there
service-legal-polyphony = This one
service-other = What the organisation’s own record is called
service-other-hint = For example RiO or SystmOne.
service-empty = not written yet
service-change = Change the particulars and the numbers
service-crisis = Whom to ring in danger
service-crisis-what = The first of these stands on every page, all of them under “Help now”, for everybody.
service-crisis-none = No numbers yet. Write them in now: the first stands on every page, all of them under “Help now”.
service-crisis-legend = Number { $n }
service-crisis-who = Who answers, and when
service-crisis-number = Number
service-crisis-who-needed = Say who answers this number.
service-crisis-number-needed = Write the number, or leave both empty.
service-settings = The particulars of the service
service-save = Save
service-back = Back to the service

service-people = Practitioners
service-people-none = Nobody works here yet. Take in the first practitioner: a call for help needs somebody who answers it.
service-people-none-yet = Nobody works here yet.
service-left = Have left
service-left-what = Their words stay theirs. They can no longer come in.
service-peer = peer practitioner
service-edit = Describe anew
service-me-link = Change your own sentence and number
service-join = Take in a practitioner
service-join-title = Take in a practitioner
service-one-title = A practitioner
service-person-name = Name
service-role = What they do
service-role-hint = For example nurse, social worker, doctor, peer practitioner.
service-is-peer = They are a peer practitioner: somebody with lived experience, a full author here
service-line = A sentence of their own
service-line-hint = For those who will meet them, in their own words.
service-person-phone = Telephone
service-person-phone-hint = People of the networks that they are with see this number. If it is empty, they see the service’s.
service-again = They have left. Saving this takes them in again.

service-leave = Let them go
service-leave-what = From then on they can no longer come in. What they have said and written stays theirs.
service-leave-send = They have left the service
service-leave-holds = { $n ->
    [one] They still hold one network.
   *[other] They still hold { $n } networks.
} Somebody else must hold it first: anybody of its team can take it on the network’s page. Nothing was changed.

service-me-title = How people see you
service-me-lead = Those who will meet you see your name, what you do, this sentence and this number.
service-me-line = A sentence of your own
service-me-line-hint = For example: I like to listen for a good while before I say anything.
service-me-phone = Your number
service-me-phone-hint = People of your networks ring it. If it is empty, they see the service’s.

service-duty-title = Who is named for what
service-duty-lead-in = A duty opens nothing by itself but what it is about. Everybody of the service sees who has which.
service-duty-nobody = Nobody yet
service-duty-relieve = Relieve
service-duty-change = Change who is named
service-duty-give = Name somebody
service-duty-who = Who?
service-duty-which = For what?
service-duty-none-chosen = Choose a duty.
service-duty-send = Name them
service-duty-health-professional = Health professional
service-duty-health-professional-what = Says whether reading something would cause serious harm, as the law asks of an appropriate health professional.
service-duty-decider = Decides on keeping back
service-duty-decider-what = Decides on every other ground for keeping an entry from the person.
service-duty-safeguarding-lead = Safeguarding lead
service-duty-safeguarding-lead-what = Leads safeguarding, and decides what nobody has reviewed in time.
service-duty-caldicott-guardian = Caldicott guardian
service-duty-caldicott-guardian-what = Answers for how confidences are kept, and decides what nobody has reviewed in time.
service-duty-records-officer = Records officer
service-duty-records-officer-what = Answers requests for access, and reads a record only while one is open.
service-duty-lead = Lead
service-duty-lead-what = Leads the service, is told at once of an emergency access and reviews it; reads no record by that.
service-duty-on-call = On call, and the ward
service-duty-on-call-what = Reads the crisis page of every network, and nothing else of it.
