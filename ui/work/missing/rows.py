"""The rows of the lists, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.core.words import Text, _, dotted, ngettext
from app.works.mending import LooseTrack, SilentScene
from ui.words.marks import scene_episode, scene_title

if TYPE_CHECKING:
    from app.works.mending import Missing, OddScene
    from app.works.records import AlbumRest


class Kind(StrEnum):
    TRACKS = "tracks"
    SCENES = "scenes"
    ORDER = "order"

    @property
    def label(self) -> str:
        return str(_LABELS[self])


_LABELS = {
    Kind.TRACKS: Text("Without a scene", "tracks"),
    Kind.SCENES: Text("Without music", "scenes"),
    Kind.ORDER: Text("Another order", "scenes, than on the album"),
}


@dataclass(frozen=True, slots=True)
class MissingRow:
    """what: what it is about. has_proposal: whether Enter does it, or asks first."""

    kind: Kind
    key: int
    title: str
    detail: str
    has_proposal: bool
    what: LooseTrack | SilentScene | OddScene | AlbumRest

    @property
    def is_loose_track(self) -> bool:
        return isinstance(self.what, LooseTrack)

    @property
    def has_other(self) -> bool:
        """Whether something else can be chosen than what is proposed."""
        return isinstance(self.what, LooseTrack | SilentScene)


def rows_of(missing: Missing, kind: Kind) -> tuple[MissingRow, ...]:
    if kind is Kind.TRACKS:
        return (*_rests(missing), *_tracks(missing))
    return tuple(_scenes(missing) if kind is Kind.SCENES else _order(missing))


def _rests(missing: Missing) -> Iterator[MissingRow]:
    for one in missing.rests:
        detail = ngettext(
            "Does its other track belong to the work, too?",
            "Do its other {n} tracks belong to the work, too?",
            len(one.track_ids),
        )
        yield MissingRow(Kind.TRACKS, one.track_ids[0], one.album, detail, True, one)


def _tracks(missing: Missing) -> Iterator[MissingRow]:
    for one in missing.tracks:
        if one.scene is None:
            detail = _("No scene comes to mind")
        else:
            perhaps = _("Perhaps “{scene}”", scene=scene_title(one.scene))
            detail = dotted(perhaps, scene_episode(one.scene))
        yield MissingRow(
            Kind.TRACKS, one.track.id, one.track.title, detail, one.scene is not None, one
        )


def _scenes(missing: Missing) -> Iterator[MissingRow]:
    for one in missing.scenes:
        if one.track is None:
            detail = _("No track comes to mind")
        else:
            detail = _("Perhaps “{title}”", title=one.track.title)
        words = dotted(detail, scene_episode(one.scene))
        title = scene_title(one.scene)
        yield MissingRow(Kind.SCENES, one.scene.id, title, words, one.track is not None, one)


def _order(missing: Missing) -> Iterator[MissingRow]:
    for one in missing.order:
        if one.after is None:
            detail = _("On the album its music comes first; the scene would, too")
        else:
            detail = _(
                "On the album its music comes later; the scene would follow “{scene}”",
                scene=scene_title(one.after),
            )
            if one.after.story_order < one.scene.story_order:
                detail = _(
                    "On the album its music comes earlier; the scene would follow “{scene}”",
                    scene=scene_title(one.after),
                )
        yield MissingRow(Kind.ORDER, one.scene.id, scene_title(one.scene), detail, True, one)
