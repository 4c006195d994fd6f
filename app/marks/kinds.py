"""The kinds of mark there are: one row for each."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.counting import counted
from app.core.marks import Mark, MarkKind, MarkRef
from app.marks.spec import MarkSpec, Told
from app.marks.specs import cue, moment, occurrence, tag

KINDS: dict[MarkKind, MarkSpec] = {
    spec.kind: spec for spec in (tag.SPEC, moment.SPEC, cue.SPEC, occurrence.SPEC)
}
WAITS = "waits for the journal"


def kind_named(name: str) -> MarkKind:
    """Raises ValueError when there is no such kind of mark."""
    if name not in KINDS:
        raise ValueError(f"no kind of mark: {name!r}")
    return MarkKind(name)


def changes_of_marks(*, pressed: bool = False) -> frozenset[str]:
    """What a Change names when marks are different. pressed: those that keys make alone."""
    return frozenset(spec.change for spec in KINDS.values() if spec.is_pressed or not pressed)


def colour_of(mark: Mark) -> str:
    """A token or “#rrggbb”."""
    return KINDS[mark.kind].colour(mark)


def told(mark: Mark) -> Told:
    """What a mark says, in parts."""
    return KINDS[mark.kind].told(mark)


def name_of(mark: Mark, covered: str = "") -> str:
    """“Wonder”, or the kind where nobody named it. covered: as in `MarkWords.said`."""
    return KINDS[mark.kind].words.said("{name}", told(mark), covered)


def in_line(mark: Mark, covered: str = "") -> str:
    """Read aloud: “Wonder, felt, intensity 3 of 5: the horns”."""
    spec = KINDS[mark.kind]
    says, words = spec.told(mark), spec.words
    line = words.said(words.line, says, covered)
    line = f"{line}, {WAITS}" if spec.waits(mark) else line
    return f"{line}: {says.note}" if says.note else line


def in_cell(mark: Mark, covered: str = "") -> str:
    """Under a heading that says its kind: “Wonder, felt”."""
    spec = KINDS[mark.kind]
    says, words = spec.told(mark), spec.words
    line = words.said(words.cell, says, covered)
    return f"{line}, {WAITS}" if spec.waits(mark) else line


def as_text(mark: Mark, covered: str = "") -> str:
    """On the clipboard: “Wonder, felt, 3 of 5: the horns”, on one line."""
    spec = KINDS[mark.kind]
    says, words = spec.told(mark), spec.words
    line = words.said(words.text, says, covered)
    return f"{line}: {' '.join(says.note.split())}" if says.note else line


def step_name(refs: Iterable[MarkRef]) -> str:
    """“feeling”, “5 marks”: how an undo step names what it is about."""
    found = list(refs)
    one = KINDS[found[0].kind].words.step if found else ""
    return counted(len(found), one, "{n} marks")
