"""What any page shows of an entry that is read: its pictures, and its moments that play.

Lives here: pictures in a row and large, links inside a text and how they are heard.
Called by: the journal and the letters.
Never knows: how an entry is written, what a page looks like.
"""
