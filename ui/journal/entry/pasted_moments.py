"""Moments that were copied on the timeline, as links inside a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.journal.links import MarkLink, as_markdown
from app.marks.clip import MIME_TYPE, clip_from
from ui.journal.entry.moment_picker import Insert, about, words_of

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from app.journal.links import MomentLink
    from app.journal.moments_inside import MomentInside
    from ui.bridge.context import Context
    from ui.journal.entry.entry_editor import EntryEditor

_MOST = 50  # of more, it is a list to be read


def paste_moments(context: Context, data: QMimeData, editor: EntryEditor, insert: Insert) -> None:
    """Those that this journal knows; what was copied as text if it knows none."""
    try:
        clip = clip_from(bytes(data.data(MIME_TYPE).data()).decode(errors="replace"))
    except Problem as problem:
        context.messages.problem(problem, "paste")
        return
    links = [MarkLink(mark.uid) for mark in clip.marks if mark.uid][:_MOST]
    found: dict[MomentLink, MomentInside] = {}
    journal = context.services.journal
    if not context.look(lambda: found.update(journal.moments_inside(links))):
        return
    items = [there.item for link in links if (there := found.get(link)) and there.item]
    for place, item in enumerate(items):
        text = as_markdown(words_of(item), MarkLink(item.uid))
        insert(f", {text}" if place else text, about(item))
    if not items:
        editor.insert_text(data.text())
