# The duty of candour: what went wrong, and how it was told.

candour-title = When something went wrong
candour-lead = When something we did, or left undone, has gone wrong, we say so: what happened, that we are sorry, and what happens now.
candour-none = Nothing is noted.
candour-to-be-told = It has not been told yet. It is told in the next meeting, or sooner.
candour-told-on = Told on { $day }
candour-in-meeting = in the meeting of { $day }
candour-letter-on = letter of { $day }
candour-tell-link = Note how it was told
candour-note-title = Note what went wrong
candour-what = What happened?
candour-what-hint = In plain words, as you would tell it at the table. What is not known yet can be said later.
candour-on = On which day?
candour-day-needed = Give the day.
candour-note-send = Note it
candour-back = Back to what went wrong
candour-tell-title = How it was told
candour-tell-what = Regulation 20 asks for four things: tell the person as soon as you can, with support beside them; say that you are sorry; say what is known and what happens now; and write a letter.
candour-tell-on = On which day was it told?
candour-meeting = In which meeting?
candour-no-meeting = Not in a meeting
candour-words = What was said
candour-words-hint = The apology, what is known, what happens now.
candour-letter = The day of the letter, once it is sent
candour-tell-send = Note it
candour-room-title = To be told
candour-room-link = What went wrong, and how to tell it
