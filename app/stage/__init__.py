"""What the Stage shows while a track plays: which feelings drift by and when, which stills an
opening without scenes cuts through, who speaks a line.

Only computes, from values that others read. Called by: the Stage page. Never knows: the journal,
pixels.
"""
