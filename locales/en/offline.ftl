# Without signal: the offline page, what could not be added, signing out with words that have not been sent.

offline-title = No signal
offline-lead = This page needs signal, and there is none just now.
offline-meetings = What you can open without signal
offline-none = No meeting is kept on this device. A meeting of the next three days is kept here once it has been noted, with signal, that you are there.
offline-until = You can read and write there now. What you write stays on this device and is sent by itself as soon as there is signal. It is kept here until
offline-ring = If you need somebody now
offline-ring-what = Ringing often works where the internet does not.

offline-refused = Could not be added. Here is your text.
offline-refused-what = You wrote it without signal, and when it was sent it could no longer be added. It stands in no record. Copy it, and give it to your team or write it again where it fits.
offline-refused-text = Your text
offline-copy = Copy the text
offline-copied = Copied
offline-refused-done = I have it, take it away

offline-sign-out = Something you wrote has not been sent yet
offline-sign-out-what = It is on this device and nowhere else. If you sign out now, it is gone. If you stay, it is sent by itself as soon as there is signal.
offline-sign-out-stay = Stay signed in
offline-sign-out-lose = Sign out and lose it
offline-gone = Nothing is kept on this device any more. There is no signal to sign you out everywhere: close this browser, or come back to this page when there is signal and sign out there.

offline-waits = What you wrote is still on this device. Come in again, and it is sent.
