# Who has looked.

looked-title = Who has looked
looked-lead-person = Everybody who opened your pages: who they are, what for, and when.
looked-lead-team = Everybody who opened this network. The person sees the same list.
looked-lead-own = When you opened these pages.
looked-what = A look is written down before a page opens. Within ten minutes, it is written down once.
looked-ask = If you do not know why somebody looked, ask them, or ask whoever holds this now.
looked-none = Nobody has looked yet.
looked-read = read at { $hours }
looked-act = wrote something at { $hours }
looked-safety = opened how to keep safe at { $hours }
looked-duty = looked at what waits for their decision or review at { $hours }
looked-unknown = Somebody whose account is gone
