"""A place on the two axes of feeling in words: “a little pleasant, very energetic”."""

from __future__ import annotations

from app.core.words import Text, _

UNPLEASANT, PLEASANT = Text("unpleasant"), Text("pleasant")
CALM, ENERGETIC = Text("calm"), Text("energetic")
_PLEASURE = (  # of a valence: from -1 to 1
    Text("very unpleasant"),
    UNPLEASANT,
    Text("a little unpleasant"),
    Text("between unpleasant and pleasant"),
    Text("a little pleasant"),
    PLEASANT,
    Text("very pleasant"),
)
_ENERGY = (  # of an arousal
    Text("very calm"),
    CALM,
    Text("a little calm"),
    Text("between calm and energetic"),
    Text("a little energetic"),
    ENERGETIC,
    Text("very energetic"),
)
_NEITHER, _LITTLE, _VERY = 0.15, 0.45, 0.8


def affect_in_words(affect: tuple[float, float] | None) -> str:
    """“a little pleasant, very energetic”."""
    if affect is None:
        # Translators: nobody has said how it feels
        return _("Not set")
    valence, arousal = affect
    # Translators: “a little pleasant, very energetic”
    return _(
        "{pleasure}, {energy}", pleasure=_said(valence, _PLEASURE), energy=_said(arousal, _ENERGY)
    )


def _said(value: float, scale: tuple[Text, ...]) -> str:
    """scale: seven texts, the fourth for neither end."""
    far = abs(value)
    steps = 0 if far < _NEITHER else 1 if far < _LITTLE else 2 if far <= _VERY else 3
    return str(scale[3 + (steps if value > 0 else -steps)])
