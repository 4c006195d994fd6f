"""The Journal page: every mark and entry by date, to search, hear again and edit.

Lives here: the list by day and session, filters, “On this day”, the year's calendar, entries; in
`entry`, what an entry holds besides its words.
Called by: the window's table of pages.
Never knows: SQL, how sound is made, other pages; it asks the services and the playback.
"""
