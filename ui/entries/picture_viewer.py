"""Pictures of an entry, large, with what they show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.core.words import _, number
from app.journal.entry_parts import EntryPicture
from app.profile.pictures import Pictures
from ui.bridge.track.thumbnails import Thumbnails
from ui.style.icons import paint_icon
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.painting import describe
from ui.widgets.text import TextLabel

_SIDE_PX = 1400  # of the shorter side; more than a window shows
_KEPT = 3
_ICON_PX = 48
_LONGEST_WORDS = 2000
_BACK = (Qt.Key.Key_PageUp,)
_ON = (Qt.Key.Key_PageDown,)


class PictureViewer(QDialog):
    """One picture at a time: arrows or Page Up and Page Down show the others, Escape closes.

    can_describe: whether what a picture shows can be written here.
    Signal: described(int place, str words).
    """

    described = Signal(int, str)

    def __init__(
        self,
        store: Pictures,
        pictures: Sequence[EntryPicture],
        place: int,
        parent: QWidget,
        *,
        can_describe: bool = False,
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(_("Picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store = store
        self._pictures = list(pictures)
        self._place = place
        self.sheet = _Sheet(Thumbnails(store.folder, _SIDE_PX, self, most=_KEPT))
        self.words = TextLabel("", "muted", wrap=True)
        self.words_edit = QLineEdit()
        self.words_edit.setPlaceholderText(_("What it shows"))
        self.words_edit.setAccessibleName(_("What the picture shows"))
        self.words_edit.setMaxLength(_LONGEST_WORDS)
        self._can_describe = can_describe
        self.back = IconButton("chevron-left", _("Previous picture"))
        self.on = IconButton("chevron-right", _("Next picture"))
        self._at = TextLabel("", "caption")
        self._close = PushButton(_("Close"))
        self._close.setAutoDefault(False)
        self._lay_out()
        self.sheet.turned.connect(self._turn)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self._close.clicked.connect(self.accept)
        self.words_edit.textEdited.connect(self._describe)
        self.words_edit.returnPressed.connect(self.accept)
        window = parent.window()
        self.resize(
            max(480, window.width() - 2 * SPACE.xl), max(360, window.height() - 2 * SPACE.xl)
        )
        self._show()
        self.sheet.setFocus()

    @property
    def place(self) -> int:
        return self._place

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.words_edit, 1)
        for part in (self.back, self._at, self.on):
            foot.addWidget(part)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(self.sheet, 1)
        column.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _BACK or key in _ON:
            self._turn(1 if key in _ON else -1)
        else:
            super().keyPressEvent(event)

    def _turn(self, step: int) -> None:
        to = self._place + step
        if 0 <= to < len(self._pictures):
            self._place = to
            self._show()

    def _describe(self, words: str) -> None:
        old = self._pictures[self._place]
        self._pictures[self._place] = EntryPicture(old.file, words, old.width, old.height)
        describe(self.sheet, words)
        self.described.emit(self._place, words.strip())

    def _show(self) -> None:
        picture, count = self._pictures[self._place], len(self._pictures)
        is_there = self._store.path(picture.file) is not None
        gone = "" if is_there else _("This picture is missing from your profile’s folder.")
        self.sheet.show_picture(picture.file)
        self.words.setText(gone or picture.words)
        self.words_edit.setText(picture.words)
        self.words_edit.setVisible(self._can_describe and is_there)
        self.words.setVisible(not self._can_describe or not is_there)
        place = _("Picture {n} of {count}", n=number(self._place + 1), count=number(count))
        self._at.setText(place)
        self.sheet.setAccessibleName(place)
        describe(self.sheet, gone or picture.words)
        for part in (self.back, self.on, self._at):
            part.setVisible(count > 1)
        self.back.setEnabled(self._place > 0)
        self.on.setEnabled(self._place < count - 1)


class _Sheet(QWidget):
    """The picture in its proportions, no larger than it is. Signal: turned(int step)."""

    turned = Signal(int)

    def __init__(self, images: Thumbnails) -> None:
        super().__init__()
        self._images = images
        self._file = ""
        images.setParent(self)
        images.ready.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, file: str) -> None:
        self._file = file
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(160), scaled_px(120))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0) * (-1 if self.isRightToLeft() else 1)
        if step:
            self.turned.emit(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The right half leads on, the left one back."""
        is_right = event.position().x() > self.width() / 2
        self.turned.emit(1 if is_right is not self.isRightToLeft() else -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = self._images.image(self._file)
        box = QRectF(self.rect())
        if image is None:
            side = scaled_px(_ICON_PX)
            at = QRectF(0, 0, side, side)
            at.moveCenter(box.center())
            paint_icon(painter, at, "image", "ink_faint")
        else:
            natural = QSizeF(image.size()) / self.devicePixelRatioF()
            fitted = natural.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            shown = fitted if fitted.width() < natural.width() else natural
            at = QRectF(box.topLeft(), shown)
            at.moveCenter(box.center())
            painter.drawImage(at, image)
