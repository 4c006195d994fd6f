"""What the program asks, and what the listener said no to."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Authored, Base, Row, now_ms, reference


class OpenQuestion(Row, Base):
    """Whether two tracks are the same recording; asked on this machine until it is answered."""

    __tablename__ = "open_question"
    __table_args__ = (
        Index("uq_open_question_track_id_other_id", "track_id", "other_id", unique=True),
        AUTOINCREMENT,
    )

    track_id: Mapped[int] = reference("track.id", index=False)
    other_id: Mapped[int] = reference("track.id")
    asked_at: Mapped[int] = mapped_column(default=now_ms)


SAME_TRACK = "same_track"
ALBUM_LINE = "album_line"
OCCURRENCE = "occurrence"
FAMILY = "family"
ROLE = "role"
EMOTION = "emotion"


class Refusal(Authored, Base):
    """Something suggested that the listener refused: it is never suggested again.

    kind: SAME_TRACK, ALBUM_LINE, OCCURRENCE, FAMILY, ROLE or EMOTION. what: what was refused: the
    other track's uid, or its payload since it was removed; of ALBUM_LINE, the `album_key` of an
    album that the track was removed from, and that its files still name; of OCCURRENCE, the uid of
    the theme that doesn't return here; of FAMILY, a uid that the passages of one family of them
    share; of ROLE, a role that the track's title suggests and that it doesn't have; of EMOTION, the
    key of an emotion that isn't felt here.
    start_ms..end_ms: the span of the track it was about, if it was about one.
    """

    __tablename__ = "refusal"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND (end_ms IS NULL OR end_ms >= start_ms)", "span"),
        AUTOINCREMENT,
    )

    kind: Mapped[str]
    track_id: Mapped[int] = reference("track.id")
    start_ms: Mapped[int | None]
    end_ms: Mapped[int | None]
    what: Mapped[str] = mapped_column(default="")
