"""Where in an export something is wrong, in the listener's words."""

from __future__ import annotations

from app.core.row_words import one, several
from app.core.value_faults import fault_in_words
from app.core.words import _, listed
from db.archive.validate import DocumentFault, Place, Step


def fault_at_place(fault: DocumentFault) -> str:
    """One or two sentences: the place, and what is wrong there."""
    # Translators: {place} is a place in an export, {fault} a sentence such as “It is missing.”
    return _("{place}: {fault}", place=_place(fault.where), fault=fault_in_words(fault.why))


def _place(place: Place) -> str:
    steps = [_step(step) for step in place.steps]
    if place.field:
        steps.append(_("field “{name}”", name=place.field))
    return listed(steps)


def _step(step: Step) -> str:
    what = one(step.name)
    if what == step.name:  # none of the journal's tables
        what = _("“{name}”", name=step.name)
    elif not step.number:
        return several(step.name)
    if not step.number:
        return what
    number = str(step.number)
    if not step.uid:
        # Translators: in an export, “Emotion mark number 3”
        return _("{what} number {number}", what=what, number=number)
    # Translators: in an export, “Emotion mark number 3 (uid 0192…)”
    return _("{what} number {number} (uid {uid})", what=what, number=number, uid=step.uid)
