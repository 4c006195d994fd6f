"""Giving a work its music: an album, or the rest of one. Each is one undo step."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.core.words import Text, _, dotted, ngettext
from app.works.albums import by_likeness
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import offering

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from app.library.records import Album
    from app.story.records import Work
    from ui.bridge.context import Context

CHOOSE_ALBUM = Text("Choose its album…")


def give_music(context: Context, work: Work, album: str, track_ids: Collection[int]) -> None:
    """album: its title."""
    words = ngettext(
        "1 track of “{album}” belongs to “{work}” now.",
        "{n} tracks of “{album}” belong to “{work}” now.",
        len(track_ids),
        album=album,
        work=work.title,
    )
    library = context.services.library
    context.do(lambda: library.assign_work(track_ids, work.id), lambda: context.say_done(words))


def choose_album(context: Context, page: QWidget, work: Work, at: QPoint) -> None:
    """Those that are called as the work is come first. page: what it opens over. at: global."""
    context.look(lambda: _offer_albums(context, page, work, at))


def _offer_albums(context: Context, page: QWidget, work: Work, at: QPoint) -> None:
    albums = by_likeness(work.title, context.services.library.albums())
    by_key = {album.key: album for album in albums}

    def take(key: object) -> None:
        album = by_key.get(key)  # type: ignore[call-overload]
        if album is not None:
            give_music(context, work, album.title, album.track_ids)

    popup = FinderPopup(
        page,
        _("The album of “{work}”", work=work.title),
        _("Find an album"),
        offering(lambda: albums, _words_of, _match_of),
        take,
    )
    popup.open_at(at)


def _words_of(album: Album) -> str:
    return f"{album.title} {album.artist}"


def _match_of(album: Album) -> Match:
    tracks = ngettext("1 track", "{n} tracks", len(album.track_ids))
    return Match(album.title, album.key, dotted(album.artist, tracks), "disc-3")
