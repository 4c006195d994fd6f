"""Verbs on what is said: subtitles of episodes, and of works without any."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.core.ids import EpisodeId, SubtitleId, WorkId
from app.core.words import _
from app.spoken_files.line import Line, lines_of, stored
from app.story.spoken import Subtitles
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from db.models.lyrics import Subtitle as SubtitleRow
from db.models.work import Episode as EpisodeRow
from db.models.work import Work as WorkRow
from db.queries import spoken as queries
from db.repositories import rows


class SubtitlesOfWorks:
    """Each verb is one undo step, and announces Change(SUBTITLE). Those of a row that is gone raise
    LookupError; lines that can't be kept raise Problem.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_work(self, work_id: WorkId) -> tuple[Subtitles, ...]:
        """Episode by episode, each by language; those of the work itself last."""
        with self._ledger.read() as connection:
            found = queries.subtitles_of(connection, work_id)
        return tuple(
            Subtitles(*(getattr(row, name) for name in Subtitles.__slots__)) for row in found
        )

    def lines(self, subtitle_id: SubtitleId) -> tuple[Line, ...]:
        with self._ledger.read() as connection:
            return lines_of(queries.lines_of_subtitle(connection, subtitle_id))

    def add(
        self,
        work_id: WorkId,
        episode_id: EpisodeId | None,
        lines: Iterable[Line],
        language: str = "",
        source: str = "",
        initiator: object = None,
    ) -> SubtitleId:
        """Raises LookupError also when the episode is another work's."""
        says = {"language": language, "source": source, "lines": stored(lines)}
        with self._write(_("Add subtitles"), initiator) as writing:
            writing.unit.get(WorkRow, work_id)
            if (
                episode_id is not None
                and writing.unit.get(EpisodeRow, episode_id).work_id != work_id
            ):
                raise LookupError(f"no episode {episode_id} in work {work_id}")
            whose = {"work_id": work_id, "episode_id": episode_id}
            row = rows.add(writing.session, SubtitleRow, **whose, **says)
            writing.ids.add(row.id)
            return SubtitleId(row.id)

    def edit(
        self,
        subtitle_id: SubtitleId,
        initiator: object = None,
        *,
        lines: Iterable[Line] | None = None,
        **values: str,
    ) -> None:
        """values: language, source. lines: None leaves them."""
        said: dict[str, Any] = dict(values)
        if lines is not None:
            said["lines"] = stored(lines)
        with self._write(_("Edit subtitles"), initiator) as writing:
            row = writing.unit.get(SubtitleRow, subtitle_id)
            rows.edit(row, said, frozenset(("language", "source", "lines")))
            writing.ids.add(subtitle_id)

    def remove(self, subtitle_id: SubtitleId, initiator: object = None) -> None:
        with self._write(_("Delete subtitles"), initiator) as writing:
            writing.unit.remove(writing.unit.get(SubtitleRow, subtitle_id))

    def _write(self, label: str, initiator: object) -> Any:
        return self._ledger.write(label, changes.SUBTITLE, initiator=initiator)


def _expect_in_work(writing: Writing, episode_id: EpisodeId, work_id: WorkId) -> None:
    if writing.unit.get(EpisodeRow, episode_id).work_id != work_id:
        raise LookupError(f"no episode {episode_id} in work {work_id}")
