"""A work as a whole: how much of its music was heard and how much of its story has music, what is
heard when the story is played, which albums may be its, and what is still missing, with proposals.

It gathers from the story and the library; it only reads, and what is proposed is done by their
verbs. Called by: the work's page, and whoever plays a story. Never knows: how it is drawn.
"""
