"""Letters to later: entries that were sealed, what opens them, and who asks.

Lives here: the letters there are, sealing, opening by hand and by what they waited for.
Called by: the Letters page, what watches the clock and the listening. Never knows: SQL, Qt, the
player.
"""
