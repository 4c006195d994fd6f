"""The story: works, episodes, scenes, characters, and the scene marks on tracks (cues).

Lives here, too: which scenes are covered because they give something away (`covering`).
Called by: the scene chooser, the Story page, the companion card. Never knows: how it is drawn.
"""
