# Words left between meetings: leaving them, and reading them as the team.

leave-title = Leave words for the next meeting
leave-lead = What you write here is kept as you write it, and can be heard at the next meeting. Nobody changes your words.
leave-now = Do you need somebody now?
leave-not-now = Do not wait for an answer here. Somebody of the team reads these words during working hours, not at night or at the weekend. Ring instead:
leave-text = Your words
leave-text-hint = As long or as short as you like.
leave-answer = In answer to something? You can leave this as it is.
leave-answer-none = No, just so
leave-audience = Who may read this?
leave-audience-needed = Choose who may read this.
leave-when = The team is told that you left words, unless it is a draft. You can see here when somebody has read them.
leave-send = Leave these words
leave-done = Your words are left. The team is told, and you can see below when somebody has read them.
leave-done-draft = Kept as a draft. Nobody reads it, and the team is not told.
leave-own = Words you have left
leave-own-none = You have not left any words yet.
leave-again = Take it up again
leave-fate-draft = A draft: nobody but you reads it.
leave-fate-unread = Nobody of the team has read this yet. It is read during working hours.
leave-fate-read = Read by { $name } on { $at }.

left-title = Words left for us
left-lead = Left between meetings. Whoever wrote them sees who has read them, and when.
left-unread = Nobody has read yet
left-unread-none = All words that were left have been read. New ones also stand on Today.
left-read = I have read this
left-were-read = Read
