"""The journal: every mark and entry by date.

Lives here: filters, pages, days and sessions; “on this day”, a year, the same moment across the
years; entries, their links, pictures and people, and the moments that their texts link to.
Called by: the Journal page, the companion card, the command line.
Never knows: SQL, how a row is drawn, how a mark is made.
"""
