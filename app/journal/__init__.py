"""The journal: every mark and entry over time, found again and heard again.

Lives here: filters, pages, days and sessions; this day, a year; entries and what they point at.
Called by: the journal pages, the companion card, the command line.
Never knows: SQL, how a row is drawn, how a mark is made.
"""
