"""The whole story line as a picture file or on paper.

Lives here: `saving.py` reads, paints and writes; `whole.py` is the picture, painted step by step;
`sheets.py` what it is painted on.
Called by: the card of the story line. Never knows: what is in view.
"""
