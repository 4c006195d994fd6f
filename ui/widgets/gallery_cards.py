"""The cards of the gallery: one for every family of parts."""

from __future__ import annotations

import tomllib

from PySide6.QtCore import QDate, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QListWidget,
    QMenu,
    QProgressBar,
    QRadioButton,
    QSlider,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.style.files import RESOURCES
from ui.style.icons import icon, icon_names
from ui.style.patterns import ink_on, pattern_brush
from ui.style.theme import colour, text_font
from ui.style.tokens import SPACE, TYPE
from ui.widgets.affect_grid import AffectGrid
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import (
    DangerButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    PushButton,
    QuietButton,
    RoundButton,
    ToggleButton,
)
from ui.widgets.calendar import Calendar
from ui.widgets.cards import Card, Hairline
from ui.widgets.chips import Chip, FlowLayout, RemovableChip
from ui.widgets.colour_picker import ColourPicker, ColourSheet
from ui.widgets.cover import Cover
from ui.widgets.empty_state import EmptyState
from ui.widgets.intensity_dots import IntensityDots
from ui.widgets.markdown_edit import MarkdownEdit
from ui.widgets.search_field import SearchField
from ui.widgets.text import ElidedLabel, TextLabel, TextRole
from ui.widgets.time_edit import TimeEdit
from ui.widgets.type_ahead import Match, TypeAhead

_TITLES = ("My Heart", "Farewell", "The Long Road Home", "星の歌", "Élan", "Night Watch")
_SCENES = ("The lantern boat", "Lake at dawn", "Last train", "Letters in the attic")


class EmotionSwatches(QWidget):
    """Both vocabularies, as the timeline fills them."""

    def __init__(self) -> None:
        super().__init__()
        self._emotions = [e for name in ("gems", "soundtrack") for e in _vocabulary(name)]
        self.setMinimumHeight(9 * 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(TYPE.caption, strong=True))
        half = self.width() // 2
        for index, emotion in enumerate(self._emotions):
            column, row = divmod(index, 9)
            cell = QRect(column * half, row * 40, half - 8, 32)
            self._paint_emotion(painter, cell, emotion)

    def _paint_emotion(self, painter: QPainter, cell: QRect, emotion: dict[str, str]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pattern_brush(emotion["pattern"], emotion["colour"]))
        painter.drawRoundedRect(cell, 6, 6)
        label = QRect(cell.left(), cell.top(), cell.width() * 2 // 3, cell.height())
        painter.setBrush(colour(emotion["colour"]))
        painter.drawRoundedRect(label, 6, 6)
        ink = ink_on(emotion["colour"])
        picture = icon(emotion["icon"], 16, ink)
        picture.paint(painter, QRect(label.left() + 8, label.top(), 16, label.height()))
        painter.setPen(colour(ink))
        words = label.adjusted(32, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, emotion["name"])


def _vocabulary(name: str) -> list[dict[str, str]]:
    text = (RESOURCES / "vocabularies" / f"{name}.toml").read_text(encoding="utf-8")
    emotions: list[dict[str, str]] = tomllib.loads(text)["emotion"]
    return emotions


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE.s)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def make_card(title: str, *parts: QWidget | QLayout) -> Card:
    card = Card(title)
    card.body.setSpacing(SPACE.m)
    for part in parts:
        if isinstance(part, QWidget):
            card.body.addWidget(part)
        else:
            card.body.addLayout(part)
    card.body.addStretch(1)
    return card


def _disabled(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


def type_card() -> Card:
    roles: tuple[TextRole, ...] = (
        "display", "title", "lead", "strong", "body", "muted", "caption", "section",
    )  # fmt: skip
    tones: tuple[TextRole, ...] = ("success", "warn", "danger")
    labels = [TextLabel(f"{role.capitalize()}: the music remembers", role) for role in roles]
    states = [TextLabel(tone, tone) for tone in tones]
    return make_card("Type", *labels, _row(*states))


def button_card() -> Card:
    pressed, chosen = PushButton("Pressed"), ToggleButton("Follow", "locate")
    pressed.setDown(True)
    chosen.setChecked(True)
    heart = IconButton("heart", "Favourite moment", "F", checkable=True)
    heart.set_icon("heart", filled=True)
    heart.setChecked(True)
    icons = ("skip-back", "skip-forward", "shuffle", "repeat", "volume-2", "list-music")
    return make_card(
        "Buttons",
        _row(PrimaryButton("Add music", "folder-plus"), PushButton("Import"), pressed),
        _row(QuietButton("Not now"), LinkButton("Show all"), DangerButton("Delete", "trash-2")),
        _row(chosen, ToggleButton("Loop", "repeat"), _disabled(PushButton("Disabled"))),
        _row(_disabled(PrimaryButton("Disabled")), _disabled(QuietButton("Disabled", "x"))),
        _row(RoundButton("play", "Play", "Space"), *(IconButton(n, n) for n in icons), heart),
        _row(RoundButton("pause", "Pause"), _disabled(IconButton("play", "Play"))),
    )


def chip_card() -> Card:
    holder = QWidget()
    flow = FlowLayout(holder)
    for emotion in _vocabulary("gems"):
        chip = Chip(emotion["name"], emotion["icon"], emotion["colour"], checkable=True)
        chip.setChecked(emotion["key"] == "tenderness")
        flow.addWidget(chip)
    flow.addWidget(RemovableChip("Mia"))
    flow.addWidget(Chip("This year", "calendar"))
    dots = IntensityDots(4)
    dots.set_colour("#7C5DD7")
    return make_card(
        "Chips, dots, colours",
        holder,
        _row(IntensityDots(2), dots, _disabled(IntensityDots(3))),
        _row(ColourPicker(), ColourPicker("#2F86B8"), ColourSheet("#3C8A55")),
    )


def field_card() -> Card:
    combo = QComboBox()
    combo.addItems(["Opening theme", "Ending theme", "Love theme", "Action theme"])
    faulty = TimeEdit("End")
    faulty.setText("half past")
    faulty.returnPressed.emit()
    line = QLineEdit("Scene title")
    hint = QLineEdit(placeholderText="What happens here?")
    grid = QGridLayout()
    grid.setSpacing(SPACE.s)
    parts: tuple[QWidget, ...] = (
        SearchField("Search your music"), line, hint, _disabled(QLineEdit("Disabled")),
        TimeEdit("Start"), faulty, QDoubleSpinBox(), combo,
    )  # fmt: skip
    for index, part in enumerate(parts):
        grid.addWidget(part, index // 2, index % 2)
    return make_card("Fields", grid)


def choice_card() -> Card:
    tick, half, off = QCheckBox("Follow the music"), QCheckBox("Some"), QCheckBox("Off")
    tick.setChecked(True)
    half.setTristate(True)
    half.setCheckState(Qt.CheckState.PartiallyChecked)
    felt, expressed = QRadioButton("Felt"), QRadioButton("Expressed")
    felt.setChecked(True)
    gone = QCheckBox("Disabled")
    gone.setChecked(True)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(60)
    bar = QProgressBar()
    bar.setValue(40)
    bar.setTextVisible(False)
    busy = BusyLine()
    busy.show_progress(1204, 5000, "Reading “The Long Road Home”")
    waiting = BusyLine()
    waiting.show_progress(0, 0, "Looking for music")
    group = QGroupBox("Reaction time")
    group.setLayout(_row(TextLabel("1.5 s before the key", "muted")))
    return make_card(
        "Choices and progress",
        _row(tick, half, off, _disabled(gone)),
        _row(felt, expressed),
        slider,
        bar,
        busy,
        waiting,
        group,
    )


def cover_card() -> Card:
    row = QHBoxLayout()
    for title in _TITLES:
        cover = Cover(84)
        cover.set_cover(title)
        row.addWidget(cover)
    small = QHBoxLayout()
    for title in _TITLES:
        cover = Cover(36, radius=6)
        cover.set_cover(title)
        small.addWidget(cover)
    small.addStretch(1)
    long = ElidedLabel("A very long title that will never fit into this card, however wide it is")
    return make_card("Covers", row, small, long)


def table_card() -> Card:
    table = QTableWidget(4, 3)
    table.setHorizontalHeaderLabels(["Title", "Role", "Time"])
    for row, title in enumerate(_TITLES[:4]):
        for column, text in enumerate((title, "Love theme", f"{row + 1}:2{row}")):
            table.setItem(row, column, QTableWidgetItem(text))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.selectRow(1)
    table.horizontalHeader().setStretchLastSection(True)
    tree = QTreeWidget()
    tree.ensurePolished()
    tree.setHeaderHidden(True)
    season = QTreeWidgetItem(tree, ["Season 1"])
    for scene in _SCENES:
        QTreeWidgetItem(season, [scene])
    QTreeWidgetItem(QTreeWidgetItem(tree, ["Season 2"]), ["Hidden"])
    season.setExpanded(True)
    queue = QListWidget()
    queue.ensurePolished()
    queue.addItems([f"{i}. {title}" for i, title in enumerate(_TITLES * 4)])
    queue.setCurrentRow(1)
    split = QSplitter()
    split.addWidget(tree)
    split.addWidget(queue)
    return make_card("Lists", table, split)


def scene_card() -> Card:
    find = TypeAhead(_find_scene, "Which scene plays here?", "scene")
    find.line.setText("la")
    tabs = QTabWidget()
    tabs.addTab(find, "Scene")
    for name in ("Emotions", "Notes"):
        tabs.addTab(QWidget(), name)
    return make_card("Tabs, type-ahead", tabs)


def _find_scene(text: str) -> list[Match]:
    return [
        Match(scene, scene, "Season 1", "clapperboard")
        for scene in _SCENES
        if text.casefold() in scene.casefold()
    ]


def writing_card() -> Card:
    writing = MarkdownEdit("What stayed with you?", "Entry")
    writing.set_text(
        "# That evening\nThe *love theme* again, and **this time** it hurt less.\n\n- a"
    )
    writing.show_preview(True)
    grid = AffectGrid()
    grid.set_affect((0.5, -0.3))
    return make_card("Writing, feeling", writing, grid)


def calendar_card() -> Card:
    calendar = Calendar()
    calendar.setSelectedDate(QDate(2025, 3, 14))
    menu = QMenu()
    menu.addAction(icon("play"), "Play from here").setShortcut("Space")
    menu.addAction(icon("heart"), "Favourite moment")
    menu.addSeparator()
    menu.addAction("Follow").setCheckable(True)
    menu.actions()[-1].setChecked(True)
    menu.addAction("Not now").setEnabled(False)
    menu.addMenu("More")
    menu.setActiveAction(menu.actions()[1])
    menu.setWindowFlags(Qt.WindowType.Widget)
    return make_card("Calendar and menu", calendar, menu)


def empty_card() -> Card:
    empty = EmptyState(
        "audio-lines", "No music here yet",
        "Add a folder of soundtracks and press play; one key says what you feel.",
    )  # fmt: skip
    empty.add_action("Add music", lambda: None, "folder-plus")
    empty.add_action("Try the demo", lambda: None)
    return make_card("Empty", empty, Hairline())


def icon_card() -> Card:
    holder = QWidget()
    flow = FlowLayout(holder, SPACE.xs)
    for name in icon_names():
        flow.addWidget(IconButton(name, name, size=18))
    return make_card("Icons", holder)
