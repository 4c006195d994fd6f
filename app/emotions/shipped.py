"""Names and glosses of the shipped emotions, as texts that can be translated.

A profile stores the English ones, which the files in `resources/vocabularies` have too. While the
listener hasn't changed one, it is shown in their language; what they wrote stays as it is.
"""

from __future__ import annotations

from app.core.words import Text

OWN_SET = "own"

SETS = {
    "gems": Text("Nine musical emotions", "an emotion set"),
    "soundtrack": Text("Soundtrack emotions", "an emotion set"),
    OWN_SET: Text("My own emotions", "an emotion set"),
}
# What the sets of older profiles are called.
_EARLIER = {
    "gems": "Nine feelings of music",  # not shown
    "soundtrack": "Soundtrack words",  # not shown
    OWN_SET: "My own words",  # not shown
}

NAMES = {
    "wonder": Text("Wonder", "an emotion"),
    "transcendence": Text("Transcendence", "an emotion"),
    "tenderness": Text("Tenderness", "an emotion"),
    "nostalgia": Text("Nostalgia", "an emotion"),
    "peacefulness": Text("Peacefulness", "an emotion"),
    "power": Text("Power", "an emotion"),
    "joyful_activation": Text("Joyful activation", "an emotion"),
    "tension": Text("Tension", "an emotion"),
    "sadness": Text("Sadness", "an emotion"),
    "dread": Text("Dread", "an emotion"),
    "triumph": Text("Triumph", "an emotion"),
    "longing": Text("Longing", "an emotion"),
    "heartbreak": Text("Heartbreak", "an emotion"),
    "comfort": Text("Comfort", "an emotion"),
    "goosebumps": Text("Goosebumps", "an emotion"),
    "humour": Text("Humour", "an emotion"),
    "awe": Text("Awe", "an emotion"),
}

GLOSSES = {
    "wonder": Text(
        "Something opens, and for a moment you hear it as if nobody had ever heard it before."
    ),
    "transcendence": Text(
        "The room falls away and you belong to something far larger than yourself."
    ),
    "tenderness": Text("A softness towards someone, as when you tuck a blanket around them."),
    "nostalgia": Text("A warm ache for a time that you can visit only in here."),
    "peacefulness": Text(
        "Nothing needs doing; your shoulders sink and the breath goes all the way down."
    ),
    "power": Text("You sit up straighter, as if the whole orchestra stood behind you."),
    "joyful_activation": Text(
        "Your foot has started tapping before you noticed, and you want to dance."
    ),
    "tension": Text("Every string is pulled tight, and you hold your breath for what comes next."),
    "sadness": Text("Something heavy and quiet settles in, and tears are not far."),
    "dread": Text("You know what stands behind the door, and the music knows it too."),
    "triumph": Text("It was worth all of it, and the brass says so."),
    "longing": Text("A hand held out towards something that stays just out of reach."),
    "heartbreak": Text("The scene where it ends, and your chest remembers."),
    "comfort": Text("Like coming home to a kitchen with the light on."),
    "goosebumps": Text("A shiver runs down your neck before you can say why."),
    "humour": Text("The bassoon trips over its own feet, and you grin."),
    "awe": Text("The camera pulls back, and the world turns out to be enormous."),
}


def name(key: str, stored: str) -> str:
    """What an emotion is called on screen. stored: its name in the profile."""
    return _shown(NAMES.get(key), stored)


def gloss(key: str, stored: str) -> str:
    return _shown(GLOSSES.get(key), stored)


def set_name(key: str, stored: str) -> str:
    return _shown(SETS.get(key), SETS[key].message if stored == _EARLIER.get(key) else stored)


def _shown(text: Text | None, stored: str) -> str:
    is_unchanged = text is not None and text.message == stored
    return str(text) if is_unchanged else stored
