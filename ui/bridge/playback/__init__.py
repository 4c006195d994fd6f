"""The player on the GUI thread: position, queue, volume, output, listens.

Lives here: the playback and what it is made of; the loaded track, which follows the library and has
the words of the album it plays on; passages played one after another, and two heard by turns. The
queue holds lines (track and album entry), marks and listens are the track's.
Called by: the player bar, the Listen page. Never knows: any page.

To hear two passages by turns, make `AlignedPassages` (`app/core/aligned_passages.py`): of a theme's
home and its return by `from_starts(home, found, tempo_ratio)`, of versions by a `TimeMap` through
several anchors. One `PassageTurns(context.playback, parent)` then has the verbs `play(passages,
side, from_ms=, is_alternating=)`, `change_over()`, `seek(musical_ms)` and `stop()`; it may be told
to alternate while it plays. Musical time is the first passage's, in its track; `place_ms` and
`place_changed` tell it, `sounding` and `sounding_changed` the side that is heard, None once it is
over. What follows from Play, Pause, speed and volume needs nothing more.

To play a story, give `context.story_playing` the cues that `services.works` reads:
`play(cues, start, at_ms)`, `stop()`, `next()`, `previous()`; `step` and `moved` tell which cue is
heard, of how many, `reached_cover` that what follows is covered. Meanwhile the player's own “next”
and “previous” go from cue to cue (`Playback.steps`). So they do along other passages, such as a
theme's returns, which a `ToldChain(context.playback, parent)` plays, and of which it has the player
bar tell.

To let one hear a mark, a link or a passage and pause it again, use `hear_passage` (ui/entries) with
a `uid`: `Playback.passage` says whether that sounds, `changed` when it doesn't any more.
"""
