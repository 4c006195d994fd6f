"""From copied marks to rows: finds what they refer to in this profile, or adds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.ids import TrackId
from app.core.search_text import is_same_name, name_key
from app.core.timecode import Span
from app.emotions.vocabulary import Vocabulary
from app.marks.clip import ClipMark
from app.marks.kinds import KINDS
from app.marks.new_rows import made, made_now, placed
from app.transactions import changes
from app.transactions.ledger import Writing
from db.models.theme import Theme
from db.queries import story
from db.queries import timeline as queries
from db.repositories import rows


class Paster:
    """For one unit of work. new_emotions: names of those that were added; unknown_scenes: titles
    of those that this profile doesn't have.

    Emotions and themes that this profile lacks are added, with their look. A scene isn't: it
    belongs to a work, an episode and characters, which the clipboard doesn't hold.
    """

    def __init__(self, writing: Writing, vocabulary: Vocabulary) -> None:
        self._writing = writing
        self._vocabulary = vocabulary
        self._emotions: dict[str, int] = {}
        self._themes: dict[str, int] = {}
        self.new_emotions: list[str] = []
        self.unknown_scenes: list[str] = []

    def columns(self, mark: ClipMark, span: Span, track_id: TrackId) -> dict[str, Any] | None:
        """The columns of its row; None when its scene isn't known here.

        Raises KeyError, TypeError, ValueError or AttributeError when the mark is incomplete.
        """
        values = self._said(mark)
        if values is not None and KINDS[mark.kind].is_pressed:
            values |= made(span, *mark.made) if mark.made else made_now(span)
        return None if values is None else values | placed(track_id, span)

    def _said(self, mark: ClipMark) -> dict[str, Any] | None:
        preroll = mark.says.get("preroll_ms")
        values = KINDS[mark.kind].pasted(self, mark.says)
        kept = {"preroll_ms": None if preroll is None else max(0, int(preroll))}
        return None if values is None else kept | values

    def emotion_id(self, emotion: Mapping[str, Any]) -> int:
        name = str(emotion["name"]).strip()
        if name not in self._emotions:
            known = {found.id for found in self._vocabulary.emotions(with_retired=True)}
            self._emotions[name] = self._vocabulary.adopt(self._writing, emotion)
            if self._emotions[name] not in known:
                self.new_emotions.append(name)
        return self._emotions[name]

    def theme_id(self, theme: Mapping[str, Any]) -> int:
        name = str(theme["name"]).strip()
        if not name:
            raise ValueError("a theme without a name")
        if name not in self._themes:
            self._themes[name] = self._known_theme(theme, name) or self._new_theme(theme, name)
        return self._themes[name]

    def _known_theme(self, theme: Mapping[str, Any], name: str) -> int | None:
        known = queries.themes(self._writing.session.connection())
        same_uid = [row.id for row in known if row.uid == theme.get("uid")]
        same_name = [row.id for row in known if is_same_name(row.name, name)]
        return next(iter(same_uid + same_name), None)

    def _new_theme(self, theme: Mapping[str, Any], name: str) -> int:
        self._writing.kinds.add(changes.THEME)
        look = {"colour": str(theme["colour"]), "note": str(theme.get("note", ""))}
        return int(rows.add(self._writing.session, Theme, name=name, **look).id)

    def scene_id(self, scene: Mapping[str, Any]) -> int | None:
        known = story.all_scenes(self._writing.session.connection())
        same_uid = [row.id for row in known if row.uid == scene.get("uid")]
        place = _place(scene["title"], scene["work_title"])
        same_name = [row.id for row in known if _place(row.title, row.work_title) == place]
        found = next(iter(same_uid + same_name), None)
        if found is None:
            self.unknown_scenes.append(str(scene["title"]))
        return found


def _place(title: object, work_title: object) -> tuple[str, str]:
    return name_key(str(title)), name_key(str(work_title))
