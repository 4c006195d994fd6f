"""The journal page: every mark and entry over time, found again and heard again.

Lives here: the list by day and sitting, filters, on this day, the year calendar, entry editing.
Called by: the window's pages.
Never knows: SQL, how sound is made, other pages; it asks the services and the playback.
"""
