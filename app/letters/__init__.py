"""Letters to later: entries that were sealed, what opens them, and who asks.

Lives here: the letters there are, sealing, opening by hand and by what they waited for.
A page that shows an entry as it is sealed goes on showing it until it has read again, some
milliseconds: whoever sealed it has just had its words before them, and a page that is blank with
each change, or while the journal is busy, would cost more.
Called by: the Letters page, what watches the clock and the listening. Never knows: SQL, Qt, the
player.
"""
