"""What an entry holds besides its words: pictures, people, moments that play inside the text.

Lives here: the parts of the entry dialog for them, the large view of a picture, and how a link in a
text is heard.
Called by: the entry dialog and the journal's rows.
Never knows: how an entry is stored, what a row looks like.
"""
