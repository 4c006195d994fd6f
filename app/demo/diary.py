"""What the demo's listener wrote, heard and felt."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.core.instant import Instant
from app.core.timecode import Span
from app.demo.story import instant_of
from app.journal.links import PlaceLink
from db.models.all import (
    EmotionalTag,
    EntryMoment,
    EntryPerson,
    EntryPicture,
    EntryScene,
    EntryTrack,
    FavouriteMoment,
    HeardStretch,
    JournalEntry,
    Listen,
    Recognition,
    Track,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.core.ids import EmotionId
    from app.demo.rows import DemoRows

REACTION_MS = 1500
IN_INBOX_DAYS = 14
_PLACE = re.compile(r"\]\((?P<track>[\w-]+)/(?P<start>\d+)-(?P<end>\d+)\)")


class Diary:
    """emotions: by their keys. keep: keeps a picture of the demo and says under which name."""

    def __init__(
        self, rows: DemoRows, emotions: Mapping[str, EmotionId], keep: Callable[[str], str]
    ) -> None:
        self._rows = rows
        self._keep = keep
        self._emotions = emotions
        self._moments: dict[str, int] = {}  # by their labels

    def plant(self) -> None:
        for listen in self._rows.story["listens"]:
            self._listen(listen)
        self._entries()
        for known in self._rows.story["recognitions"]:
            self._recognition(known)

    def _entries(self) -> None:
        for entry in self._rows.story["journal"]:
            written = instant_of(entry, self._rows.today)
            before, after = entry.get("before"), entry.get("after")
            entry_id = self._rows.add(
                JournalEntry,
                written_at=written.utc_ms,
                written_offset_min=written.offset_min,
                title=entry["title"],
                text=self._linked(entry["text"]),
                before_valence=before and before[0],
                before_arousal=before and before[1],
                after_valence=after and after[0],
                after_arousal=after and after[1],
                **self._seal(entry.get("seal"), written),
            )
            for key in entry.get("tracks", ()):
                self._rows.add(EntryTrack, entry_id=entry_id, track_id=self._rows.tracks[key])
            for key in entry.get("scenes", ()):
                self._rows.add(EntryScene, entry_id=entry_id, scene_id=self._rows.scenes[key])
            for label in entry.get("moments", ()):
                moment_id = self._moments[label]
                self._rows.add(EntryMoment, entry_id=entry_id, moment_id=moment_id)
            for name in entry.get("people", ()):
                self._rows.add(EntryPerson, entry_id=entry_id, name=name)
            for position, (file, words) in enumerate(entry.get("pictures", ())):
                kept = self._keep(file)
                picture = {"file": kept, "position": position, "words": words}
                self._rows.add(EntryPicture, entry_id=entry_id, **picture)

    def _linked(self, text: str) -> str:
        """The story names a place in a track as (track/start-end), by the track's key."""

        def address(found: re.Match[str]) -> str:
            track = self._rows.session.get(Track, self._rows.tracks[found["track"]])
            span = Span(int(found["start"]), int(found["end"]))
            return f"]({PlaceLink(track.uid, span).address})"

        return _PLACE.sub(address, text)

    def _seal(self, seal: dict[str, Any] | None, written: Instant) -> dict[str, Any]:
        """A letter is sealed as it is written; some have been opened since."""
        if seal is None:
            return {}
        days, opened = seal.get("until_in_days"), seal.get("opened")
        until = None if days is None else self._rows.today + timedelta(days)
        return {
            "sealed_at": written.utc_ms,
            "sealed_until": until and until.isoformat(),
            "sealed_track_id": self._rows.tracks[seal["track"]] if "track" in seal else None,
            "opened_at": opened and instant_of(opened, self._rows.today).utc_ms,
        }

    def _listen(self, listen: dict[str, Any]) -> None:
        started = instant_of(listen, self._rows.today)
        heard = _joined(listen["heard"])
        lasted_ms = sum(end - start for start, end in listen["heard"])
        listen_id = self._rows.add(
            Listen,
            track_id=self._rows.tracks[listen["track"]],
            started_at=started.utc_ms,
            started_offset_min=started.offset_min,
            ended_at=started.utc_ms + lasted_ms,
            heard_ms=sum(end - start for start, end in heard),
        )
        for start, end in heard:
            self._rows.add(HeardStretch, listen_id=listen_id, start_ms=start, end_ms=end)
        for mark in listen["marks"]:
            self._mark(listen, listen_id, started, mark)

    def _recognition(self, known: dict[str, Any]) -> None:
        made, theme = instant_of(known, self._rows.today), known.get("theme")
        self._rows.add(
            Recognition,
            track_id=self._rows.tracks[known["track"]],
            theme_id=theme and self._rows.themes[theme],
            start_ms=known["start_ms"],
            after_ms=known["after_ms"],
            made_at=made.utc_ms,
            made_offset_min=made.offset_min,
        )

    def _mark(
        self, listen: dict[str, Any], listen_id: int, started: Instant, mark: dict[str, Any]
    ) -> None:
        common = {
            **self._rows.place({**mark, "track": listen["track"]}),
            "listen_id": listen_id,
            "made_at": started.utc_ms + mark["end_ms"],
            "made_offset_min": started.offset_min,
            "raw_start_ms": mark["start_ms"] + REACTION_MS,
            "raw_end_ms": mark["end_ms"] + REACTION_MS,
            "note": mark.get("note") or "",
            # Those of the last days are in the inbox; the others were dealt with long ago.
            "needs_no_note": listen.get("days_ago", 1000) > IN_INBOX_DAYS,
        }
        if mark["kind"] == "moment":
            label = mark.get("label") or ""
            self._moments[label] = self._rows.add(FavouriteMoment, **common, label=label)
            return
        self._rows.add(
            EmotionalTag,
            **common,
            emotion_id=self._emotions[mark["emotion"]],
            intensity=mark["intensity"],
            mode=mark["mode"],
            memory=mark.get("memory") or "",
        )


def _joined(spans: list[list[int]]) -> list[tuple[int, int]]:
    """Passages without overlap, in order: what was heard twice counts once."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
