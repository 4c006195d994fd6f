"""Lines of several parts: a name in Arabic or Hebrew moves none of the others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode
from app.marks.inbox import InboxItem
from tests.ui.library.test_track_model import row
from tests.ui.timeline.builders import EMOTIONS
from ui.listen.inbox_card import InboxCard
from ui.player_bar.queue_popup import QueueModel
from ui.widgets.buttons import tell_hint

NAME = "\u05e9\u05d9\u05e8"
APART = f"\u2068{NAME}\u2069"


def test_in_the_inbox(qtbot: QtBot) -> None:
    card = InboxCard(lambda _key: EMOTIONS[0])
    qtbot.addWidget(card)
    item = InboxItem(
        MarkRef(MarkKind.TAG, 1), TrackId(1), NAME, "", Span.point(65_000), EMOTIONS[0].id,
        3, Mode.FELT, Instant(0, 0), None, 0, True,
    )  # fmt: skip
    card.show_item(item, 1, is_other=True)
    assert card.where.text() == f"{APART} · 1:05"


def test_in_the_queue(qtbot: QtBot) -> None:
    model = QueueModel()
    model.show_queue([row(1, NAME, artist="Mira", is_available=False)], None)
    shown = model.data(model.index(0), Qt.ItemDataRole.DisplayRole)
    assert shown == f"{APART} · Mira · file missing"


def test_in_a_tooltip(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    tell_hint(button, NAME, "Ctrl+O")
    assert button.toolTip() == f"{APART} · Ctrl+O"
