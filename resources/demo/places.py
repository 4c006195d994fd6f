"""Where the score moves people, and which feelings lay near in each stretch of the two years."""

from __future__ import annotations

STEMS = {
    "opening": "my-heart-1-opening",
    "love": "my-heart-2-love",
    "action": "my-heart-3-action",
    "night_train": "my-heart-4-night-train",
    "rooftop": "my-heart-5-rooftop",
    "lanterns": "my-heart-6-lanterns",
    "platform": "my-heart-7-platform",
    "reunion": "my-heart-8-reunion",
    "second_opening": "my-heart-9-second-opening",
    "kitchen_table": "table-music/kitchen-table",
}
MAIN = ("opening", "love", "action")
"""The three that two years went round; the rest of the score is heard beside them."""
FIRST_HEARD = {
    "opening": 730,
    "love": 648,
    "action": 344,
    "night_train": 640,
    "rooftop": 638,
    "lanterns": 600,
    "platform": 268,
    "reunion": 9,
    "second_opening": 341,
    "kitchen_table": 402,
}
"""Days ago: nobody can have loved a theme before its episode."""

PLACES: dict[str, dict[str, tuple[float, float, dict[str, float]]]] = {
    # place: first beat, last beat, what the music asks for
    "opening": {
        "heartbeat": (0, 8, {"wonder": 2, "nostalgia": 2, "tension": 1, "peacefulness": 1}),
        "entry": (11, 16, {"wonder": 4, "tenderness": 3, "nostalgia": 2, "comfort": 1}),
        "first_leap": (12, 14, {"wonder": 2, "longing": 2, "goosebumps": 1}),
        "ninth": (28, 32, {"goosebumps": 3, "wonder": 2, "longing": 2, "transcendence": 1}),
        "bridge": (44, 52, {"longing": 3, "nostalgia": 2, "sadness": 1}),
        "gminor": (60, 64, {"sadness": 2, "tension": 2, "longing": 2}),
        "roll": (64, 68, {"tension": 4, "goosebumps": 1}),
        "full": (68, 76, {"joyful_activation": 5, "power": 3, "triumph": 2, "goosebumps": 2}),
        "top": (84, 88, {"transcendence": 4, "goosebumps": 3, "joyful_activation": 2, "awe": 2}),
        "deceptive": (96, 100, {"goosebumps": 3, "awe": 3, "wonder": 2}),
        "landing": (100, 104, {"triumph": 3, "power": 2, "joyful_activation": 2}),
        "celesta": (107, 112, {"tenderness": 4, "nostalgia": 3, "comfort": 2, "peacefulness": 1}),
        "last_note": (113, 116, {"peacefulness": 4, "tenderness": 1}),
    },
    "love": {
        "window": (0, 7, {"peacefulness": 3, "longing": 2, "sadness": 1}),
        "piano_entry": (7, 12, {"tenderness": 5, "nostalgia": 2}),
        "cello_answer": (13, 16, {"comfort": 4, "tenderness": 3, "sadness": 1}),
        "abchord": (24, 28, {"wonder": 3, "longing": 2, "nostalgia": 2, "awe": 1}),
        "turn": (36, 40, {"longing": 4, "goosebumps": 2, "tension": 1}),
        "violins": (40, 48, {"tenderness": 4, "transcendence": 2, "sadness": 1}),
        "summit": (56, 60, {"transcendence": 4, "heartbreak": 3, "goosebumps": 3}),
        "homecoming": (66, 70, {"comfort": 3, "heartbreak": 2, "peacefulness": 2}),
        "ebm6": (72, 75, {"longing": 3, "heartbreak": 2, "sadness": 2}),
        "cello_last": (75, 80, {"tenderness": 3, "sadness": 3, "comfort": 1}),
        "high_bb": (82, 85.5, {"peacefulness": 4, "tenderness": 1}),
    },
    "action": {
        "engine": (0, 8, {"tension": 4, "power": 2, "dread": 1}),
        "horns": (15, 20, {"power": 5, "joyful_activation": 2}),
        "ninth": (32, 36, {"power": 3, "goosebumps": 2}),
        "climb3": (64, 71, {"tension": 5, "dread": 2, "power": 1}),
        "breath": (72, 76, {"wonder": 4, "peacefulness": 2, "comfort": 1}),
        "slow_horn": (74, 84, {"tenderness": 4, "longing": 2, "awe": 2}),
        "build": (86, 92, {"tension": 4, "goosebumps": 2}),
        "everything": (92, 100, {"power": 5, "triumph": 3, "joyful_activation": 3}),
        "summit": (108, 112, {"power": 3, "goosebumps": 3, "triumph": 2}),
        "flat_chord": (120, 124, {"goosebumps": 3, "awe": 2, "triumph": 1}),
        "major": (123, 130, {"triumph": 5, "joyful_activation": 3}),
        "last_two": (136, 138, {"triumph": 3, "humour": 2, "power": 2}),
    },
    "night_train": {
        "rails": (0, 8, {"tension": 3, "wonder": 2, "longing": 1}),
        "piano_entry": (16, 24, {"tenderness": 4, "peacefulness": 3, "comfort": 1}),
        "thirds": (32, 40, {"tenderness": 3, "longing": 3, "joyful_activation": 1}),
        "lamp": (48, 60, {"peacefulness": 4, "nostalgia": 2}),
    },
    "rooftop": {
        "drops": (0, 8, {"peacefulness": 3, "tenderness": 2}),
        "whole": (8, 18, {"tenderness": 5, "longing": 2}),
        "answer": (20, 28, {"comfort": 4, "tenderness": 3}),
        "octave": (26, 32, {"longing": 3, "goosebumps": 2, "transcendence": 1}),
        "still_raining": (40, 50, {"peacefulness": 3, "nostalgia": 1}),
    },
    "lanterns": {
        "bridge": (0, 10, {"wonder": 4, "nostalgia": 1}),
        "both": (16, 28, {"transcendence": 4, "joyful_activation": 3, "awe": 2}),
        "octave": (32, 42, {"goosebumps": 3, "awe": 3, "transcendence": 3}),
        "key": (48, 58, {"tenderness": 4, "comfort": 2}),
    },
    "platform": {
        "clock": (0, 8, {"longing": 3, "tension": 2, "sadness": 2}),
        "head": (8, 16, {"heartbreak": 4, "sadness": 3}),
        "whistle": (24, 30, {"longing": 3, "sadness": 2}),
    },
    "reunion": {
        "meadow": (0, 8, {"peacefulness": 3, "wonder": 2}),
        "home": (8, 20, {"comfort": 4, "tenderness": 3}),
        "octave": (28, 36, {"transcendence": 4, "goosebumps": 3, "joyful_activation": 2}),
        "two_beats": (47, 55, {"tenderness": 4, "peacefulness": 2}),
    },
    "second_opening": {
        "walk": (7, 16, {"joyful_activation": 4, "nostalgia": 2}),
        "running": (39, 52, {"joyful_activation": 4, "power": 3, "triumph": 1}),
        "top": (56, 64, {"triumph": 3, "goosebumps": 2}),
        "head": (75, 81, {"nostalgia": 3, "tenderness": 2}),
    },
    "kitchen_table": {
        "knocks": (0, 10, {"humour": 4, "wonder": 1}),
        "one": (11, 28, {"humour": 2, "tenderness": 3}),
        "both": (67, 84, {"tenderness": 3, "wonder": 3, "joyful_activation": 2}),
        "last": (107, 114, {"peacefulness": 3, "comfort": 2}),
    },
}
LOVED = {
    "full", "top", "deceptive", "celesta", "cello_answer", "summit", "turn", "slow_horn",
    "everything", "last_two", "whole", "both", "head", "home", "thirds",
}  # fmt: skip

SEASONS: list[tuple[int, int, dict[str, float], dict[str, float]]] = [
    # from, to (days ago), which tracks, which feelings lie near in that time
    (730, 640, {"opening": 9, "love": 1}, {"wonder": 3, "joyful_activation": 2, "awe": 2}),
    (639, 540, {"love": 1}, {"sadness": 3, "heartbreak": 3, "comfort": 2.5}),
    (539, 400, {"opening": 5, "love": 4}, {"nostalgia": 2.5, "tenderness": 2, "wonder": 1.6}),
    (399, 345, {"opening": 3, "love": 5}, {"tenderness": 2, "joyful_activation": 2}),
    (344, 275, {"opening": 2, "love": 3, "action": 5}, {"power": 1.6, "goosebumps": 2}),
    (274, 200, {"opening": 2, "love": 6, "action": 1}, {"longing": 3, "nostalgia": 2}),
    (199, 105, {"opening": 2, "love": 2, "action": 6}, {"power": 2, "triumph": 2, "humour": 2}),
    (104, 1, {"opening": 5, "love": 4, "action": 2}, {"comfort": 2, "transcendence": 2}),
]

BESIDE: list[tuple[int, int, dict[str, float], dict[str, float]]] = [
    # the same, for what is heard beside the three
    (636, 560, {"night_train": 2, "rooftop": 5, "lanterns": 1}, {"sadness": 2, "comfort": 2}),
    (401, 345, {"rooftop": 4, "lanterns": 4, "kitchen_table": 2}, {"tenderness": 2.5}),
    (338, 275, {"second_opening": 6, "lanterns": 2}, {"power": 1.6, "joyful_activation": 2}),
    (266, 205, {"platform": 5, "night_train": 4, "rooftop": 2}, {"longing": 3, "heartbreak": 2}),
    (115, 30, {"rooftop": 3, "night_train": 2, "second_opening": 2, "lanterns": 2}, {"comfort": 2}),
    (8, 1, {"reunion": 6, "rooftop": 1}, {"comfort": 2, "transcendence": 2}),
]
