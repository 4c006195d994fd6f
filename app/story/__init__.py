"""The story: works, episodes, scenes, characters, and which stretch of a track plays where (cues).

Called by: the scene chooser, the story page, the companion card. Never knows: how it is drawn.
"""
