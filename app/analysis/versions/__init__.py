"""Where the same musical moment is in two versions of a piece, found in what was heard of both.

`aligning.align` takes the `Pitches` of two tracks and gives anchors: pairs of times that are the
same moment, and how certain they are. See docs/versions.md. Called by: `afterlives`. Never knows:
files, tracks, how an alignment is kept.
"""
