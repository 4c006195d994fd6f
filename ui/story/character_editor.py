"""A character: name, colour, portrait, note, and the scenes they appear in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from app.story.records import Character, Scene
from ui.bridge.context import Context
from ui.scenes.picture_field import PictureField
from ui.scenes.picture_keeping import PictureKeeping
from ui.story.editor import BOX_INSET, LINK_INSET, QUIET_INSET, TITLE_INSET, Editor, flush_row
from ui.story.story_nodes import NodeRef
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, QuietButton
from ui.widgets.chips import Chip
from ui.widgets.colour_picker import ColourPicker
from ui.widgets.commit_fields import CommitLine, CommitText
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel, on_button
from ui.words.marks import scene_title

PORTRAIT_PX = QSize(112, 112)


class CharacterEditor(Editor):
    """Edits one character; see Editor. The link at the top leads back to where it was opened."""

    KIND = "character"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._back_to: NodeRef | None = None
        self._shown: tuple[Scene, ...] | None = None
        self.back = LinkButton("", "chevron-left")
        self.portrait = PictureField(_("Portrait"), "", PORTRAIT_PX, is_round=True)
        self.name = CommitLine(_("Name"), _("Name"), variant="title", may_be_empty=False)
        self.colour = ColourPicker(name=_("Colour"))
        self.remove_portrait = QuietButton(_("Remove portrait"), "x")
        self.note = CommitText(_("Note"), _("Who they are to you"))
        self._scenes = QWidget()
        self._flow = FlowLayout(self._scenes)
        self._delete = IconButton("trash-2", _("Delete this character"), size=18)
        self._lay_out()
        self._wire()

    def show_character(
        self, who: Character, scenes: Sequence[Scene], back_to: NodeRef, back_title: str
    ) -> None:
        """scenes: those the character appears in."""
        is_other = self.turn_to(who.id)
        self._back_to = back_to
        self.back.setText(on_button(back_title))
        self.back.setAccessibleName(_("Back to {title}", title=back_title))
        self.name.show_text(who.name, is_other=is_other)
        self.note.show_text(who.note, is_other=is_other)
        self.colour.set_value(who.colour)
        self.portrait.show_picture(self.context.services.pictures.path(who.portrait))
        self.remove_portrait.setVisible(who.portrait is not None)
        self._show_scenes(tuple(scenes))

    def _show_scenes(self, scenes: tuple[Scene, ...]) -> None:
        if scenes == self._shown:
            return
        self._shown = scenes
        self._flow.clear()
        for scene in scenes:
            chip = Chip(scene_title(scene), "clapperboard")
            ref = NodeRef("scene", int(scene.id))
            chip.clicked.connect(lambda _on=False, ref=ref: self.opened.emit(ref))
            self._flow.addWidget(chip)
        if not scenes:
            self._flow.addWidget(TextLabel(_("Not in any scene yet"), "muted"))

    def _lay_out(self) -> None:
        first = flush_row(TITLE_INSET, self.name, self._delete)
        first.setStretch(0, 1)
        tint = flush_row(BOX_INSET)
        tint.setSpacing(SPACE.s)
        tint.addWidget(self.colour)
        tint.addWidget(TextLabel(_("Colour"), "muted"))
        tint.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(SPACE.s)
        words.addLayout(first)
        words.addLayout(tint)
        remove = flush_row(QUIET_INSET, self.remove_portrait)
        remove.addStretch(1)
        words.addLayout(remove)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE.l - TITLE_INSET)
        portrait = flush_row(0, self.portrait)
        portrait.setAlignment(self.portrait, Qt.AlignmentFlag.AlignTop)
        head.addLayout(portrait)
        head.addLayout(words, 1)
        back = flush_row(LINK_INSET, self.back)
        back.addStretch(1)
        self.column.addLayout(back)
        self.column.addLayout(head)
        self.add_field(_("Note"), self.note)
        self.add_field(_("Appears in"), self._scenes)

    def _wire(self) -> None:
        self.name.committed.connect(lambda text: self.edit(name=text))
        self.note.committed.connect(lambda text: self.edit(note=text))
        self.colour.colour_changed.connect(lambda value: self.edit(colour=value))
        pictures = PictureKeeping(self.context, self)
        pictures.serve(self.portrait, _("Choose a portrait"), self._use_portrait)
        self.portrait.removal_requested.connect(lambda: self.edit(portrait=None))
        self.remove_portrait.clicked.connect(lambda: self.edit(portrait=None))
        self.back.clicked.connect(lambda: self.opened.emit(self._back_to))
        self._delete.clicked.connect(self.request_removal)

    def _use_portrait(self, name: str) -> None:
        self.edit(portrait=name)
