"""The page of letters to later, within the journal.

Lives here: the envelopes and the wax, the list of letters, reading one, breaking a seal.
Called by: the window, through its table of pages. Never knows: other pages, what opens a letter by
itself.
"""
