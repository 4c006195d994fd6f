"""What became of the music: a track's or a work's echoes with what lies around them, and versions
of a track aligned with it by their sound.

`service.Afterlives` reads (`services.afterlives`); `aligning.align_tracks` lays two tracks along
each other from what was heard of both. What is said about an echo or an alignment is kept by
`story.echoes` and `story.alignments`. Called by: the Afterlives page, the library, the Listen page.
Never knows: Qt, how notes are heard.
"""
