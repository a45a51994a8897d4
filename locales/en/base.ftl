# Words that every page shares.

app-name = Polyphony

page-skip = Skip to main content
page-demo = This is a demonstration. Everybody in it is made up, and nothing you write here reaches anybody.
page-help-now = Help now
page-nav = Ways around
page-signed-in = Signed in as { $name }
page-sign-out = Sign out
page-exit = Leave this page
page-exit-key = , or press the Shift key three times

ui-information = Information:
ui-important = Important:
ui-breadcrumb = Breadcrumb
ui-back-to = Back to

draft-saved = Draft saved at
draft-unsaved = Not saved yet – we will try again

form-error-word = Error:
form-problem = There is a problem
form-day = Day
form-month = Month
form-year = Year
form-too-long = What you sent is too long for us to take in one piece

problem-title = Something did not work
problem-reference = If you tell us about it, this reference helps us to find it: { $reference }

problem-unauthenticated = Please sign in
problem-unauthenticated-kept = You are not signed in, or it has been so long that we signed you out. What was saved is still there.
problem-unauthenticated-do = Sign in and go on where you were. If you came by a link, ask for a new one.

problem-forbidden = This is not yours to do
problem-forbidden-kept = Nothing was changed.
problem-forbidden-do = If you think that it should be, ask the people whom you meet with.

problem-not-found = We cannot find that page
problem-not-found-kept = It may have moved, or it may not be open to you. Nothing was changed.
problem-not-found-do = Check the address, or go back to the first page.

problem-gone = This is no longer here
problem-gone-kept = It was here, and has been taken away. Nothing else was changed.
problem-gone-do = Go back to the first page. If you came by a link, ask for a new one.

problem-incorrect = We could not use what was sent
problem-incorrect-kept = Nothing was changed. What you typed is still in the form: go back to find it.
problem-incorrect-do = Go back, look at the form again, and send it once more.

problem-conflict = Somebody else changed this just now
problem-conflict-kept = Their change is kept. Yours is not in the record yet.
problem-conflict-do = Go back, look at what is there now, and send yours again.

problem-unsupported = We cannot read it in this form
problem-unsupported-kept = Nothing was changed.
problem-unsupported-do = Go back and use the form on the page.

problem-busy = Too much at once
problem-busy-kept = Nothing was changed.
problem-busy-do = Wait a few seconds, then try again.

problem-unavailable = Part of the service does not answer
problem-unavailable-kept = What the page called saved is safe.
problem-unavailable-do = Try again in a few minutes. If you need somebody now, use “Help now” at the top.

problem-damaged = Part of this record cannot be read just now
problem-damaged-kept = Nobody did anything wrong. If you have just sent something, it was not saved; everything else is left as it is, so that it can be mended.
problem-damaged-do = Ring your team for anything that matters today. If you need somebody now, use “Help now” at the top. Whoever looks after the computers runs `polyphony verify`.
list-damaged = The record of one of your networks cannot be read just now, so its calls, meetings and promises are missing from this page. Tell whoever looks after the computers: `polyphony verify` names the place.
problem-safety = The safety agreement and the numbers to ring open all the same

problem-fault = Something went wrong on our side
problem-fault-kept = What the page called saved is safe. What you sent last may not be.
problem-fault-do = Try again. If you need somebody now, use “Help now” at the top.
page-changed = What may be read here has changed. The page opens anew.
page-emergency = Open in an emergency.
page-emergency-until = Everybody concerned is told. It closes by itself on { $until }.
page-emergency-close = Close it now
