"""Journal entries, their links, pictures and people."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import (
    AUTOINCREMENT,
    MARKDOWN,
    PICTURE,
    Authored,
    Base,
    Row,
    now_ms,
    reference,
)

# SQL; `{r}` is the row's name. What is sealed is a letter that nobody reads before it opens.
IS_OPEN = "{r}.sealed_at IS NULL OR {r}.opened_at IS NOT NULL"


class JournalEntry(Authored, Base):
    """A dated text in Markdown. before_…, after_…: feelings on two axes, -1..1.

    An entry with sealed_at is a letter: sealed then, and open again since opened_at. Until then it
    waits for a local day, sealed_until (YYYY-MM-DD), or for its track to be heard again; for
    nothing if that track was deleted. sealed_at and opened_at: UTC ms.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        CheckConstraint(
            "before_valence IS NULL OR before_valence BETWEEN -1 AND 1", "before_valence"
        ),
        CheckConstraint("after_valence IS NULL OR after_valence BETWEEN -1 AND 1", "after_valence"),
        Index(
            "ix_journal_entry_sealed_at", "sealed_at", sqlite_where=text("sealed_at IS NOT NULL")
        ),
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
    sealed_at: Mapped[int | None]
    sealed_until: Mapped[str | None] = mapped_column(String(10))
    sealed_track_id: Mapped[int | None] = reference("track.id", on_delete="SET NULL")
    opened_at: Mapped[int | None]


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


class EntryPicture(Row, Base):
    """An entry shows a picture. file: its name in the profile's pictures folder. position: in the
    entry's row of pictures. words: what it shows. width, height: in pixels, if known.
    """

    __tablename__ = "entry_picture"
    __table_args__ = (
        CheckConstraint("position >= 0", "position"),
        CheckConstraint("(width IS NULL OR width > 0) AND (height IS NULL OR height > 0)", "size"),
        AUTOINCREMENT,
    )

    entry_id: Mapped[int] = reference("journal_entry.id")
    file: Mapped[str] = mapped_column(info=PICTURE)
    position: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(default="")
    width: Mapped[int | None]
    height: Mapped[int | None]


class EntryPerson(Row, Base):
    """Somebody whom an entry names as there: “heard with …”."""

    __tablename__ = "entry_person"

    entry_id: Mapped[int] = reference("journal_entry.id")
    name: Mapped[str] = mapped_column(index=True)
