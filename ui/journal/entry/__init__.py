"""What an entry is given besides its words: pictures, people, moments that play inside the text.

Lives here: the parts of the entry dialog for them, and an entry's pictures in its row.
Called by: the entry dialog and the journal's rows.
Never knows: how an entry is stored; how it is read is in `ui/entries`.
"""
