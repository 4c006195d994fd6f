"""The kinds of mark there are, one row each."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.marks import Mark, MarkKind, MarkRef
from app.core.words import _, ngettext
from app.marks.spec import MarkSpec, Told, Verb
from app.marks.specs import cue, moment, occurrence, tag
from app.story.covering import OPEN, Covering

KINDS: dict[MarkKind, MarkSpec] = {
    spec.kind: spec for spec in (tag.SPEC, moment.SPEC, cue.SPEC, occurrence.SPEC)
}


def kind_named(name: str) -> MarkKind:
    """Raises ValueError when there is no such kind of mark."""
    if name not in KINDS:
        raise ValueError(f"no kind of mark: {name!r}")
    return MarkKind(name)


def changes_of_marks(*, pressed: bool = False) -> frozenset[str]:
    """What a Change names when marks changed. pressed: only the kinds that keys make."""
    return frozenset(spec.change for spec in KINDS.values() if spec.is_pressed or not pressed)


def colour_of(mark: Mark) -> str:
    """A token or “#rrggbb”."""
    return KINDS[mark.kind].colour(mark)


def told(mark: Mark) -> Told:
    """What a mark says, in parts."""
    return KINDS[mark.kind].told(mark)


def name_of(mark: Mark, covering: Covering = OPEN) -> str:
    """“Wonder”, or the kind where it has no name. covering: as in `MarkWords.said`."""
    return KINDS[mark.kind].words.said(None, told(mark), covering)


def in_line(mark: Mark, covering: Covering = OPEN) -> str:
    """Read aloud: “Wonder, felt, intensity 3 of 5: the horns”."""
    spec = KINDS[mark.kind]
    says, words = spec.told(mark), spec.words
    line = words.said(words.line, says, covering)
    line = _waiting(line) if spec.waits(mark) else line
    return _noted(line, says.note) if says.note else line


def in_cell(mark: Mark, covering: Covering = OPEN) -> str:
    """In a column whose heading says the kind: “Wonder, felt”."""
    spec = KINDS[mark.kind]
    says, words = spec.told(mark), spec.words
    line = words.said(words.cell, says, covering)
    return _waiting(line) if spec.waits(mark) else line


def as_text(mark: Mark, covering: Covering = OPEN) -> str:
    """On the clipboard: “Wonder, felt, 3 of 5: the horns”, on one line."""
    spec = KINDS[mark.kind]
    says, words = spec.told(mark), spec.words
    line = words.said(words.text, says, covering)
    return _noted(line, " ".join(says.note.split())) if says.note else line


def _waiting(mark: str) -> str:
    return _("{mark}, waits to be saved", mark=mark)


def _noted(mark: str, note: str) -> str:
    return _("{mark}: {note}", mark=mark, note=note)


def step_name(verb: Verb, refs: Iterable[MarkRef]) -> str:
    """“Move emotion”, “Move 5 marks”: the name of an undo step."""
    found = list(refs)
    if len(found) == 1:
        return str(KINDS[found[0].kind].words.steps[verb])
    return _step_about_several(verb, len(found))


def _step_about_several(verb: Verb, n: int) -> str:
    match verb:
        case Verb.MOVE:
            return ngettext("Move mark", "Move {n} marks", n)
        case Verb.RESIZE:
            return ngettext("Resize mark", "Resize {n} marks", n)
        case Verb.EDIT:
            return ngettext("Edit mark", "Edit {n} marks", n)
        case Verb.DELETE:
            return ngettext("Delete mark", "Delete {n} marks", n)
        case Verb.CUT:
            return ngettext("Cut mark", "Cut {n} marks", n)
        case Verb.DUPLICATE:
            return ngettext("Duplicate mark", "Duplicate {n} marks", n)
        case Verb.SPLIT:
            return ngettext("Split mark", "Split {n} marks", n)
        case Verb.PASTE:
            return ngettext("Paste mark", "Paste {n} marks", n)
