"""What can be done with afterlives; all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.core.words import _, ngettext, pgettext
from ui.afterlives.echo_dialog import EchoDialog
from ui.afterlives.links import link_tip, open_link
from ui.afterlives.paste_dialog import PasteDialog
from ui.bridge.places import TrackPlace
from ui.shell.shortcuts import native_text
from ui.style.icons import icon
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button, plain_tip

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife, AfterlivesOf
    from app.library.records import TrackRow
    from app.story.echoes import NewEcho
    from ui.bridge.context import Context


D = TypeVar("D", bound=QDialog)


class AfterlifeVerbs(QObject):
    """parent: dialogs and menus open over it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent

    def ask_for_one(self, shown: AfterlivesOf) -> EchoDialog:
        dialog = EchoDialog(
            self._context,
            [row for row in self._tracks() if row.id != shown.track_id],
            lambda new: self._add(shown, [new]),
            parent=self._parent.window(),
        )
        return self._open(dialog)

    def ask_for_list(self, shown: AfterlivesOf) -> PasteDialog:
        dialog = PasteDialog(lambda new: self._add(shown, new), self._parent.window())
        dialog.take_clipboard()
        return self._open(dialog)

    def change(self, life: Afterlife) -> EchoDialog:
        echoes, echo = self._context.services.echoes, life.echo
        dialog = EchoDialog(
            self._context,
            self._tracks(),
            lambda new: self._context.do(lambda: echoes.change(echo.id, new, echo)),
            echo,
            self._parent.window(),
        )
        return self._open(dialog)

    def remove(self, life: Afterlife) -> None:
        echoes, title = self._context.services.echoes, life.echo.title
        self._do(lambda: echoes.remove(life.echo.id), _("“{title}” was deleted.", title=title))

    def open_link(self, life: Afterlife) -> None:
        if not open_link(life.echo.link):
            self._context.messages.say(
                # Translators: link is a web address
                _("“{link}” couldn’t be opened in a browser.", link=life.echo.link)
            )

    def show_linked(self, life: Afterlife) -> None:
        if life.linked is not None:
            self._context.navigator.show(TrackPlace(life.linked.id, 0))

    def open_menu(self, life: Afterlife, at: QPoint, play: Callable[[], object]) -> QMenu:
        menu = PopupMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)

        def offer(
            text: str, name: str, key: str, verb: Callable[[], object], tip: str = ""
        ) -> None:
            action = menu.addAction(icon(name, 16), f"{text}\t{native_text(key)}" if key else text)
            action.setToolTip(plain_tip(tip))
            action.triggered.connect(lambda _on=False: verb())

        menu.setToolTipsVisible(True)
        if life.linked is not None:
            offer(pgettext("verb", "Play"), "play", "P", play)
            offer(_("Show on the timeline"), "audio-lines", "", lambda: self.show_linked(life))
        if life.echo.link:
            tip = link_tip(life.echo.link)
            shown = on_button(_short(life.echo.link))
            # Translators: link is a web address
            words = _("Open {link}", link=shown)
            offer(words, "external-link", "", lambda: self.open_link(life), tip)
        if menu.actions():
            menu.addSeparator()
        offer(_("Change…"), "pencil", "Enter", lambda: self.change(life))
        offer(_("Delete"), "trash-2", "Del", lambda: self.remove(life))
        menu.popup(at)
        return menu

    def _add(self, shown: AfterlivesOf, new: Sequence[NewEcho]) -> None:
        echoes = self._context.services.echoes
        said = ngettext("Afterlife added.", "{n} afterlives added.", len(new))
        track_id, work_id = shown.track_id, shown.work_id
        self._do(lambda: echoes.add(new, track_id=track_id, work_id=work_id), said)

    def _tracks(self) -> list[TrackRow]:
        found: list[TrackRow] = []
        self._context.look(lambda: found.extend(self._context.services.library.tracks()))
        return found

    def _open(self, dialog: D) -> D:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _do(self, verb: Callable[[], object], said: str) -> None:
        """Says what was done, with an offer to undo it."""
        self._context.do(verb, lambda: self._context.say_done(said))


def _short(link: str) -> str:
    """The host at least, and no more than a menu has room for."""
    return link if len(link) <= 60 else f"{link[:57]}…"
