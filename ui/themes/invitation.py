"""What the page shows before there is a theme: two ways to the first one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.core.words import _
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_text import tell_keys

if TYPE_CHECKING:
    from ui.bridge.context import Context


def invitation(context: Context, find_what_returns: Callable[[], None]) -> EmptyState:
    empty = EmptyState(
        "music-2",
        _("The melodies that come back"),
        "",
    )
    tell_keys(empty, partial(_tell, keys=context.shortcuts.text("theme")))
    empty.add_action(_("What returns in this soundtrack?"), find_what_returns, "search")
    empty.add_action(
        _("Go to the music"), lambda: context.navigator.open_page("listen"), "audio-lines"
    )
    return empty


def _tell(empty: EmptyState, keys: str) -> None:
    empty.set_sentence(
        _(
            "A theme returns: slower, louder, in another key, with another meaning. Have the "
            "program listen for what returns, or select a passage while you listen and press "
            "{keys} to mark one; its life is told here.",
            keys=keys,
        )
    )
