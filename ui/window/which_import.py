"""Asks what is to be imported where there are both music and a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QCheckBox, QWidget

from app.core.path_names import display_name
from app.core.words import _
from ui.widgets.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from app.story_import.contents import Contents


class WhichImport(QuestionDialog):
    """There is music and a story: what is to be imported."""

    def __init__(self, contents: Contents, window: QWidget) -> None:
        super().__init__(
            _("Music and a story"), _what_is_there(contents), _("Import"), parent=window
        )
        self.music = QCheckBox(_("Add the music to your library"))
        self.story = QCheckBox(_("Import the story: episodes, scenes, characters"))
        self.music.setChecked(not contents.is_video)
        self.story.setChecked(True)
        column = self.layout()
        assert isinstance(column, QBoxLayout)
        for place, box in enumerate((self.music, self.story), start=2):
            column.insertWidget(place, box)
            box.toggled.connect(self._fit_button)
        (self.story if contents.is_video else self.music).setFocus()

    def _fit_button(self) -> None:
        self.yes.setEnabled(self.music.isChecked() or self.story.isChecked())


def _what_is_there(contents: Contents) -> str:
    paths = dict.fromkeys((*contents.music, *contents.stories))
    if len(paths) > 1:
        return _("Among what you dropped there is music, and there are files that tell a story.")
    name = display_name(next(iter(paths)))
    if contents.is_video:
        return _("In “{name}” there are videos, and files that tell a story.", name=name)
    return _("In “{name}” there is music, and there are files that tell a story.", name=name)
