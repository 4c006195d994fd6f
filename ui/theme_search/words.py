"""What the page says about a place: how it differs, how likely it is, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.theme_search.records import Doubt
from app.core.words import Text, dotted
from app.theme_finding.records import Scope
from app.themes.change_words import semitone_words, tempo_share_words
from app.themes.records import Answer
from ui.words.changes import likelihood_words
from ui.words.marks import scene_title
from ui.words.places import place_in_words

if TYPE_CHECKING:
    from app.theme_finding.around import Around
    from app.themes.records import Candidate, Passage

SCOPES = {
    Scope.TRACK: Text("This track"),
    Scope.ALBUM: Text("This album"),
    Scope.WORK: Text("This work"),
    Scope.SAGA: Text("This saga"),
    Scope.ALL: Text("All music"),
}
ANSWERS = {
    Answer.YES: Text("yes", "an answer"),
    Answer.NOT_SURE: Text("not sure", "an answer"),
    Answer.NO: Text("no", "an answer"),
}
DOUBTS = {
    Doubt.TOO_SHORT: Text("Short passages are hard to find; try one of 7 seconds or more."),
    Doubt.SILENT: Text("The passage is mostly silence, so what is found here is hardly a return."),
    Doubt.UNPITCHED: Text(
        "The passage has hardly any notes: drums and noise can’t be found, only melodies."
    ),
}


def place_words(around: Around, passage: Passage) -> str:
    """“Love Theme 0:36”."""
    return place_in_words(around.track.title, passage.span.start_ms)


def scene_words(around: Around) -> str:
    """The scene that plays there, else the album; empty without either."""
    return around.track.album if around.scene is None else scene_title(around.scene)


def differs_words(candidate: Candidate) -> str:
    """“1 semitone lower · about a quarter slower · very likely”."""
    return dotted(form_words(candidate), likelihood_words(candidate.probability))


def form_words(candidate: Candidate) -> str:
    """“1 semitone lower · about a quarter slower”."""
    key = semitone_words(candidate.transposition)
    return dotted(key, tempo_share_words(candidate.tempo_ratio))
