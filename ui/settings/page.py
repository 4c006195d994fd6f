"""The Settings page: sections in one centred column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.words import _
from app.profile.setting_values import Settings
from ui.bridge.archive.archiving import Archiving
from ui.bridge.context import Context
from ui.bridge.places import NewMusic
from ui.emotions.vocabulary_editor import VocabularyEditor
from ui.settings.appearance import AppearanceSection
from ui.settings.keyboard import KeyboardSection
from ui.settings.listening_through import ListeningThroughSection
from ui.settings.marking import MarkingSection
from ui.settings.music_folders import MusicFoldersSection
from ui.settings.parts import Section
from ui.settings.sound import SoundSection
from ui.settings.timeline import TimelineSection
from ui.settings.your_data import YourDataSection
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.commit_fields import CommitLine
from ui.widgets.text import TextLabel

COLUMN_PX = 760


class SettingsPage(QWidget):
    """Every setting, saved as soon as it changes."""

    def __init__(
        self,
        context: Context,
        archiving: Archiving,
        run: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """run: runs a command of the window, by its key."""
        super().__init__(parent)
        self._context = context
        settings = context.services.settings
        self.appearance = AppearanceSection(settings, self._in_place)
        self.marking = MarkingSection(context)
        self.timeline = TimelineSection(settings)
        self.sound = SoundSection(context)
        self.keyboard = KeyboardSection(lambda: run("change_keys"))
        self.feelings = Section(_("Emotions"))
        self.vocabulary = VocabularyEditor(context)
        self.feelings.card.body.addWidget(self.vocabulary)
        self.folders = MusicFoldersSection(settings)
        self.listening = ListeningThroughSection(context)
        self.data = YourDataSection(context.services, archiving)
        self.folders.rescan_requested.connect(self._rescan)
        self._lay_out()
        self._fit()
        theme_signals().theme_changed.connect(self._fit)
        settings.subscribe(self.show_settings)
        self.show_settings(settings.current)

    def show_settings(self, current: Settings) -> None:
        self.appearance.show_settings(current)
        self.marking.show_settings(current)
        self.timeline.show_settings(current)
        self.sound.show_settings(current)
        self.folders.show_settings(current)
        self.listening.show_settings(current)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.data.list_backups()
        self.listening.measure()
        self.sound.list_devices()

    def hideEvent(self, event: QHideEvent) -> None:
        for line in self.vocabulary.findChildren(CommitLine):
            if line is not self.vocabulary.new_name:
                line.commit()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.xxl)
        column.setSpacing(SPACE.xl)
        column.addWidget(TextLabel(_("Settings"), "display"))
        for section in (
            self.appearance,
            self.marking,
            self.timeline,
            self.sound,
            self.feelings,
            self.keyboard,
            self.folders,
            self.listening,
            self.data,
        ):
            column.addWidget(section)
        column.addStretch(1)
        holder = QWidget()
        holder.setProperty("surface", "none")
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(self._column, 100)
        across.addStretch(1)
        self.area = area = QScrollArea()  # with the focus, the arrow keys scroll and set nothing
        area.setAccessibleName(_("Settings"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(area)

    def _in_place(self, control: QWidget, change: Callable[[], object]) -> None:
        """What is above the control may grow: it stays under the pointer all the same."""
        before = control.mapTo(self, QPoint()).y()
        change()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        moved = control.mapTo(self, QPoint()).y() - before
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + moved)

    def _rescan(self, folders: list[str]) -> None:
        paths = tuple(Path(folder) for folder in folders)
        self._context.navigator.show(NewMusic(paths))

    def _fit(self) -> None:
        self._column.setMaximumWidth(scaled_px(COLUMN_PX) + 2 * SPACE.xl)
