"""Builds, climaxes, drops and breaks in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.core.timecode import format_ms
from app.core.words import Text, _, ngettext
from app.intensity.records import EventKind, IntensityEvent
from ui.words.lists import comma_list
from ui.words.marks import span_in_words

KINDS = {
    EventKind.BUILD: Text("Build"),
    EventKind.CLIMAX: Text("Climax"),
    EventKind.DROP: Text("Drop"),
    EventKind.BREAK: Text("Break", "intensity"),
}


def event_in_words(event: IntensityEvent) -> str:
    """What it is and who says so: “Climax, loudest at 1:02, corrected by you”."""
    kind = str(KINDS[event.kind])
    if event.peak_ms is not None and event.kind in (EventKind.BUILD, EventKind.CLIMAX):
        # Translators: of a build or a climax
        kind = _("{event}, loudest at {time}", event=kind, time=format_ms(event.peak_ms))
    if event.correction_id is None:
        return kind
    return _("{event}, corrected by you", event=kind)


def placed_in_words(event: IntensityEvent) -> str:
    words = event_in_words(event)
    return _("{event}, {time}", event=words, time=span_in_words(event.span))


def counted(events: Iterable[IntensityEvent]) -> str:
    """“2 builds, 1 climax”; empty if there are none."""
    many = Counter(event.kind for event in events)
    said = (
        (EventKind.BUILD, ngettext("1 build", "{n} builds", many[EventKind.BUILD])),
        (EventKind.CLIMAX, ngettext("1 climax", "{n} climaxes", many[EventKind.CLIMAX])),
        (EventKind.DROP, ngettext("1 drop", "{n} drops", many[EventKind.DROP])),
        (EventKind.BREAK, ngettext("1 break", "{n} breaks", many[EventKind.BREAK])),
    )
    return comma_list([words for kind, words in said if many[kind]])
