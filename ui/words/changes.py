"""How a return differs from where its theme is stated, in words; and how likely it is one."""

from __future__ import annotations

from app.core.words import Text, _
from app.themes.change_words import semitone_words, tempo_words
from app.themes.records import Occurrence
from ui.words.lists import comma_list
from ui.words.marks import theme_name

_LIKELY = (
    (0.95, Text("almost certainly", "how likely a theme returns")),
    (0.8, Text("very likely", "how likely a theme returns")),
    (0.65, Text("likely", "how likely a theme returns")),
    (0.5, Text("perhaps", "how likely a theme returns")),
)
LIKELY_FROM = tuple(least for least, _words in _LIKELY)  # probabilities that differ in words
_UNLIKELY = Text("less certain", "how likely a theme returns")


def likelihood_words(probability: float) -> str:
    """“Very likely”, without a capital. probability: 0..1."""
    return str(next((words for least, words in _LIKELY if probability >= least), _UNLIKELY))


def found_words(found: Occurrence) -> str:
    """A place that nobody has answered yet: “very likely, 1 semitone lower, slower”."""
    likely = "" if found.probability is None else likelihood_words(found.probability)
    by, ratio = found.transposition, found.tempo_ratio
    return comma_list((likely, semitone_words(by), tempo_words(ratio)))


def found_in_words(found: Occurrence) -> str:
    """For tooltips and screen readers: “Perhaps “The heart”: very likely, in the same key”."""
    name, words = theme_name(found.theme), found_words(found)
    if not words:
        return _("Perhaps “{name}”", name=name)
    # Translators: name is a theme’s, words say how likely it returns and how it differs
    return _("Perhaps “{name}”: {words}", name=name, words=words)
