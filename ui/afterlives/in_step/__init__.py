"""A version that the listener has, heard in step with the original.

`card.py` brings it together: `shown.py` is what is seen of both, `finding.py` has them aligned by
their sound, `hearing.py` changes over at the same musical moment, `picture.py` draws both waves
with what belongs together. Called by: the page. Never knows: how a moment is found.
"""
