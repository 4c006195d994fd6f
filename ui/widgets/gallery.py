"""Everything the look is made of, in one picture per theme and text size.

`python -m ui.widgets.gallery OUT_DIR` saves the pictures; look at them after every change here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import Problem
from ui.style.theme import apply_theme
from ui.style.tokens import SPACE, THEMES, Theme
from ui.widgets.gallery_cards import (
    EmotionSwatches,
    button_card,
    calendar_card,
    chip_card,
    choice_card,
    cover_card,
    empty_card,
    field_card,
    icon_card,
    make_card,
    scene_card,
    table_card,
    type_card,
    writing_card,
)
from ui.widgets.problem_dialog import ProblemDialog
from ui.widgets.quiet_line import QuietLine


def build_gallery() -> QWidget:
    """One wide page with a card for every family of parts."""
    page = QWidget()
    page.setProperty("surface", "paper")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    columns = QHBoxLayout(page)
    columns.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, 72)
    columns.setSpacing(SPACE.l)
    for cards in (
        (type_card(), button_card(), chip_card()),
        (field_card(), choice_card(), cover_card(), empty_card()),
        (table_card(), scene_card(), make_card("Emotions", EmotionSwatches())),
        (writing_card(), calendar_card(), icon_card()),
    ):
        column = QVBoxLayout()
        column.setSpacing(SPACE.l)
        for card in cards:
            column.addWidget(card)
        columns.addLayout(column, 1)
    return page


def save_gallery(app: QApplication, theme: Theme, scale: float, folder: Path) -> list[Path]:
    """Paint the gallery and the problem dialog; the pictures' paths."""
    apply_theme(app, theme, scale)
    page = build_gallery()
    page.resize(round(1900 * scale), round(1500 * scale))
    line = QuietLine(page)
    page.show()
    line.say("Removed “tenderness” at 1:23.", "Undo", lambda: None)
    dialog = ProblemDialog(
        Problem(
            "“Farewell.flac” couldn’t be read.",
            "It breaks off at 1:42. The other 31 tracks were imported.",
            "Copy it afresh, then import again.",
            "LibsndfileError: unexpected end of file at frame 4498200",
        )
    )
    dialog.show()
    app.processEvents()
    saved = []
    for name, widget in (("gallery", page), ("problem", dialog)):
        path = folder / f"{name}-{theme.name}-{round(scale * 100)}.png"
        widget.grab().save(str(path))
        saved.append(path)
        widget.close()
        widget.deleteLater()
    return saved


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0] if arguments else "gallery")
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for theme in THEMES.values():
        for scale in (1.0, 1.5):
            for path in save_gallery(app, theme, scale, folder):
                sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
