"""What the page asks whenever it reads: all themes, and the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.returns.records import Order
from ui.themes.asking import ThemeAsking
from ui.themes.shown import ShownTheme, ShownThemes

if TYPE_CHECKING:
    from app.core.ids import ThemeId
    from ui.shell.window_memory import WindowMemory

OPEN, ORDER = "theme", "theme_order"  # what the window remembers: a uid, a value of Order
Answer = tuple[ShownThemes, ShownTheme | None]


class ThemesQuestion:
    """Which theme is shown: the one that is open, else the one that was, else the first.

    remembered: the uid of the theme that was open before.
    """

    def __init__(
        self, asking: ThemeAsking, open_id: ThemeId | None, remembered: str, order: Order | None
    ) -> None:
        self._asking = asking
        self._open_id = open_id
        self._remembered = remembered
        self._order = order

    def __call__(self) -> Answer:
        themes = self._asking.themes()
        known = [line.theme for work in themes.works for line in work.lines]
        if not known:
            return themes, None
        wanted = next((theme for theme in known if theme.id == self._open_id), None)
        kept = next((theme for theme in known if theme.uid == self._remembered), known[0])
        return themes, self._asking.theme((wanted or kept).id, self._order)


def kept_order(memory: WindowMemory | None) -> Order | None:
    """As the listener chose; None before that."""
    text = "" if memory is None else memory.text(ORDER)
    return Order(text) if text in {order.value for order in Order} else None
