"""The story: works and their sagas, episodes, scenes, characters, and scene marks on tracks (cues);
where it lives on (echoes), what is said and sung in it, and which tracks are versions of others.

Lives here, too: how far the listener is (`progress`), and what is covered because it gives
something away (`covering`).
Called by: the scene chooser, the Story page, the companion card. Never knows: how it is drawn.
"""
