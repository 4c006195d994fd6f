"""Where the score moves people, and which feelings lay near in each stretch of the two years."""

from __future__ import annotations

STEMS = {
    "opening": "my-heart-1-opening",
    "love": "my-heart-2-love",
    "action": "my-heart-3-action",
}
FIRST_HEARD = {"opening": 730, "love": 648, "action": 344}
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
}
LOVED = {
    "full", "top", "deceptive", "celesta", "cello_answer", "summit", "turn", "slow_horn",
    "everything", "last_two",
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
