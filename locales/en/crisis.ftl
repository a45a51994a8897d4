# The crisis page, and its sheets on paper.

crisis-title = Crisis page
crisis-link = The crisis page, to ring or print
crisis-back = All crisis pages
crisis-print = One page to ring from and to print. It is for the hour when nobody who knows this network can be reached.
crisis-made = As it stood on { $at }
crisis-not-whole = Part of this record cannot be read just now. Something newer may be missing here: ring first.
crisis-unread = A network whose record cannot be read just now
crisis-ring = Whom to ring
crisis-holds = holds this now
crisis-service = The service
crisis-person = { $person }:
crisis-safe = How to keep safe, as agreed together
crisis-safe-none = Nothing has been agreed yet. Ask what has helped before.
crisis-near = Who is near
crisis-near-none = Nobody is noted as near.
crisis-stay = Staying
crisis-since = since { $day }
crisis-next = The next meeting
crisis-next-none = No meeting is planned.
crisis-list-title = Crisis pages
crisis-list-what = One page for each network: whom to ring, how to keep safe, who is near, what comes next. Nothing else of the record opens here. That you opened a page is written down, and the person sees it.
crisis-list-none = There is no network yet.
crisis-list-holder = { $holder } holds this
crisis-sheets-link = All of them, to print
crisis-sheets-look = Printing writes down a look for every network. Lock the paper away, and shred yesterday’s.
crisis-sheets-title = Crisis sheets
