"""The companion card: which scene plays now, what was felt here before, what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.marks import MarkRef
from app.story.records import Scene, scene_place
from app.timeline.records import ComingUp, Companion, FeltBefore
from ui.companion.parts import CharacterChip, ComingLine, FeltLine, StillView, title_of
from ui.style.theme import theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton, PushButton
from ui.widgets.cards import Card, Hairline, SectionTitle
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.text import TextLabel
from ui.words.spoilers import spoilers

_LEFT = Qt.AlignmentFlag.AlignLeft
_FELT_SHOWN = 4
_SCENE, _COVER, _EMPTY = range(3)


class CompanionCard(Card):
    """Follows the playhead; cheap to tell the same thing several times a second.

    Signal: scene_wanted(), from the empty state.
    """

    scene_wanted = Signal()

    def __init__(
        self, picture_path: FindPicture = no_pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._scene = ScenePart(picture_path)
        self._coming = _ComingPart()
        self._felt = _FeltPart()
        self._shown: Companion | None = None
        self._scene.scene_wanted.connect(self.scene_wanted)
        self.setAccessibleName("Companion")
        self.body.setSpacing(SPACE.m)
        for part in (self._scene, self._coming, self._felt):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.show_companion(Companion(None, (), ()))
        theme_signals().theme_changed.connect(self._paint_afresh)
        spoilers().covering_changed.connect(self._paint_afresh)

    def show_companion(self, companion: Companion) -> None:
        before, self._shown = self._shown, companion
        if before is None or before.scene != companion.scene:
            self._scene.show_scene(companion.scene)
        if before is None or before.felt_before != companion.felt_before:
            self._felt.show_felt(companion.felt_before)
        if before is None or before.coming_up != companion.coming_up:
            self._coming.show_coming(companion.coming_up)

    def _paint_afresh(self) -> None:
        """Icons are pictures in the old theme's colours, and titles may be covered or told."""
        shown, self._shown = self._shown, None
        self._coming.forget()
        if shown is not None:
            self.show_companion(shown)


class ScenePart(QWidget):
    """The scene that plays; a cover over spoilers; what to do when no scene is known."""

    scene_wanted = Signal()

    def __init__(self, picture_path: FindPicture) -> None:
        super().__init__()
        self._find = picture_path
        self._scene: Scene | None = None
        self._revealed: set[int] = set()
        self.still = StillView(picture_path)
        self.title = TextLabel("", "title", wrap=True)
        self.place = TextLabel("", "caption", wrap=True)
        self.summary = TextLabel("", wrap=True)
        self.characters = QWidget()
        self._character_flow = FlowLayout(self.characters)
        self.reveal = PushButton("Spoiler — show", "eye")
        self.reveal.clicked.connect(self._on_reveal)
        self._pages = (self._scene_page(), self._cover_page(), self._empty_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            column.addWidget(page)

    def show_scene(self, scene: Scene | None) -> None:
        self._scene = scene
        if scene is None:
            self._show_page(_EMPTY)
        elif spoilers().is_covered(scene.is_spoiler) and int(scene.id) not in self._revealed:
            self._cover_place.setText(scene_place(scene))
            self._show_page(_COVER)
        else:
            self._fill(scene)
            self._show_page(_SCENE)

    def _show_page(self, shown: int) -> None:
        for n, page in enumerate(self._pages):
            page.setVisible(n == shown)

    def _fill(self, scene: Scene) -> None:
        self.still.show_picture(scene.still, f"Still of “{scene.title}”")
        self.still.setVisible(scene.still is not None)
        self.title.setText(scene.title)
        self.place.setText(scene_place(scene))
        self.summary.setText(scene.summary)
        self.summary.setVisible(bool(scene.summary))
        self._character_flow.clear()
        for character in scene.characters:
            self._character_flow.addWidget(CharacterChip(character, self._find))
        self.characters.setVisible(bool(scene.characters))

    def _on_reveal(self) -> None:
        if self._scene is not None:
            self._revealed.add(int(self._scene.id))
            self.show_scene(self._scene)

    def _scene_page(self) -> QWidget:
        page, column = _column(SPACE.s)
        for part in (self.still, self.title, self.place, self.summary, self.characters):
            column.addWidget(part)
        return page

    def _cover_page(self) -> QWidget:
        page, column = _column(SPACE.s)
        self._cover_place = TextLabel("", "caption", wrap=True)
        words = "The scene that plays here gives something away."
        column.addWidget(TextLabel("A later scene", "title", wrap=True))
        column.addWidget(self._cover_place)
        column.addWidget(TextLabel(words, "muted", wrap=True))
        column.addWidget(self.reveal, 0, _LEFT)
        return page

    def _empty_page(self) -> QWidget:
        page, column = _column(SPACE.s)
        choose = LinkButton("Say which scene…", "clapperboard")
        choose.setToolTip("Say which scene plays here  ·  S")
        choose.clicked.connect(self.scene_wanted)
        words = "Drag across the timeline to choose a stretch, then press S."
        column.addWidget(TextLabel("No scene here yet", "strong"))
        column.addWidget(TextLabel(words, "muted", wrap=True))
        column.addWidget(choose, 0, _LEFT)
        return page


class _FeltPart(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._column = _section(self, "Felt here before")
        self._lines: list[QWidget] = []

    def show_felt(self, felt: tuple[FeltBefore, ...]) -> None:
        _clear(self._lines)
        self.setVisible(bool(felt))
        for item in felt[:_FELT_SHOWN]:
            self._add(FeltLine(item))
        if len(felt) > _FELT_SHOWN:
            self._add(TextLabel(f"and {len(felt) - _FELT_SHOWN} more times", "caption"))

    def _add(self, line: QWidget) -> None:
        self._lines.append(line)
        self._column.addWidget(line)


class _ComingPart(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._column = _section(self, "Coming up")
        self._lines: dict[MarkRef, ComingLine] = {}

    def show_coming(self, coming: tuple[ComingUp, ...]) -> None:
        """The same marks again only count down. Two that are called the same are told once."""
        named = {(item.ref.kind, title_of(item)): item for item in reversed(coming)}
        coming = tuple(reversed(named.values()))
        if [item.ref for item in coming] != list(self._lines):
            self.forget()
            for item in coming:
                self._lines[item.ref] = ComingLine(item)
                self._column.addWidget(self._lines[item.ref])
        for item in coming:
            self._lines[item.ref].show_countdown(item.in_ms)
        self.setVisible(bool(coming))

    def forget(self) -> None:
        _clear(list(self._lines.values()))
        self._lines.clear()


def _section(parent: QWidget, title: str) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.s)
    column.addWidget(Hairline())
    column.addWidget(SectionTitle(title))
    return column


def _column(spacing: int) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return page, column


def _clear(lines: list[QWidget] | list[ComingLine]) -> None:
    for line in lines:
        line.hide()
        line.deleteLater()
    lines.clear()
