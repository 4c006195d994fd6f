"""What is said and sung: subtitles of works, lyrics of tracks."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Authored, Base, reference
from db.models.timed_lines import Line, TimedLines


class Subtitle(Authored, Base):
    """Subtitles of an episode, or of a work that has none.

    language: its code, such as en or pt-BR; empty if it isn't known. source: where they are from,
    in words. lines: see `db/models/timed_lines.py`; times are in the episode or the film.
    """

    __tablename__ = "subtitle"

    work_id: Mapped[int] = reference("work.id")
    episode_id: Mapped[int | None] = reference("episode.id")
    language: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    lines: Mapped[tuple[Line, ...]] = mapped_column(TimedLines, default=())


class Lyrics(Authored, Base):
    """What is sung in a track. language, source, lines: as of subtitles; times are in the track."""

    __tablename__ = "lyrics"

    track_id: Mapped[int] = reference("track.id")
    language: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    lines: Mapped[tuple[Line, ...]] = mapped_column(TimedLines, default=())
