"""The page of a small game: the first seconds of a track or a theme sound, and one names it.

Lives here: what is asked and told, the seconds as they sound, the table of what is known how soon.
They sound on a player of their own: the music's queue stays as it is, no listen begins, and nothing
on screen, nor any remote control, says what they are. The page belongs to the Journal, whose button
in the rail is checked while it is in front.
Called by: the window's table of pages. Never knows: what comes next (`app/first_notes`), SQL, other
pages.
"""
