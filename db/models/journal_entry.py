"""Journal entries and their links."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, MARKDOWN, Authored, Base, Row, now_ms, reference


class JournalEntry(Authored, Base):
    """A dated text in Markdown. before_…, after_…: feelings on two axes, -1..1."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        CheckConstraint(
            "before_valence IS NULL OR before_valence BETWEEN -1 AND 1", "before_valence"
        ),
        CheckConstraint("after_valence IS NULL OR after_valence BETWEEN -1 AND 1", "after_valence"),
        AUTOINCREMENT,
    )

    written_at: Mapped[int] = mapped_column(default=now_ms, index=True)
    written_offset_min: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="", info=MARKDOWN)
    before_valence: Mapped[float | None]
    before_arousal: Mapped[float | None]
    after_valence: Mapped[float | None]
    after_arousal: Mapped[float | None]


class EntryTrack(Row, Base):
    """An entry links to a track."""

    __tablename__ = "entry_track"

    entry_id: Mapped[int] = reference("journal_entry.id")
    track_id: Mapped[int] = reference("track.id")


class EntryScene(Row, Base):
    """An entry links to a scene."""

    __tablename__ = "entry_scene"

    entry_id: Mapped[int] = reference("journal_entry.id")
    scene_id: Mapped[int] = reference("scene.id")


class EntryMoment(Row, Base):
    """An entry links to a favourite moment."""

    __tablename__ = "entry_moment"

    entry_id: Mapped[int] = reference("journal_entry.id")
    moment_id: Mapped[int] = reference("favourite_moment.id")
