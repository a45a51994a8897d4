# Who has looked.

looked-title = Who has looked
looked-lead-person = Everybody of the service who opened your pages: who they are, what for, and when.
looked-lead-team = Everybody of the service who opened this network. The person sees the same, but for what they may not know of: a review of something kept back, an emergency access that they are told of later.
looked-lead-spoken = Since you first said something here: everybody of the service who opened the record, with what you said in it.
looked-lead-own = When you opened these pages.
looked-what = A look is written down before a page opens. Within ten minutes, it is written down once. Nobody sees here when anybody else of the network read.
looked-ask = If you do not know why somebody looked, ask them, or ask whoever holds this now.
looked-none = Nobody has looked yet.
looked-none-earlier = There is nothing earlier.
looked-earlier = Earlier
looked-who = { $name }, { $place },
looked-hours = { $before } and { $last }
looked-of-your-team = of your team
looked-of-team = of the team
looked-of-cover = standing in for the team
looked-of-emergency = in an emergency
looked-of-on-call = on call
looked-of-service = of the service
looked-read = { $who } read the record at { $hours }
looked-act = { $who } wrote something at { $hours }
looked-safety = { $who } opened how to keep safe at { $hours }
looked-duty = { $who } looked at what waits for a decision or a review at { $hours }
looked-prepare = { $who } looked, to answer a request for access, at { $hours }
looked-unknown = Somebody whose account is gone
