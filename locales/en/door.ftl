# The door: signing in, the demonstration, help now.

door-title = Come in
door-lead = There is no password here. You come in by a link that your team gives you.
door-link = If you have a link, open it on this device and press the button there.
door-lost = If your link no longer works, ring your team and ask for a new one.
door-ready = You can come in now.
door-enter = Come in
door-once = This link works once. Nobody can use it after you.

demo-title = Who would you like to be?
demo-lead = This service is made up, and so is everybody in it. Choose somebody and walk in as them. You can come back here at any time and be somebody else.

help-title = Help now
help-lead = If somebody is in danger, ring now. You do not have to be sure.
help-none = No numbers have been set up for this service yet. In danger, ring the emergency number of your country.
help-after = Nothing you do in these pages stops help from coming. You can tell the network about it later, or not at all.
