"""Sagas, progress, echoes, alignments, lyrics and carried marks: exported, restored, checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Problem
from app.core.ids import TrackId
from app.core.timecode import Span
from app.marks.carrying import Carrying
from app.moments.service import Moments
from app.profile.pictures import Pictures
from app.spoken_files.line import Line
from app.story.alignments import Alignments
from app.story.echoes import Echoes, EchoKind
from app.story.lyrics import LyricsOfTracks
from app.story.progress import StoryProgress
from app.story.records import WorkKind
from app.story.sagas import Sagas
from app.story.service import Scenes
from app.story.subtitles import SubtitlesOfWorks
from tests.app.archive.conftest import Opened, exported
from tests.support.pictures import png

Open = Callable[[str], Opened]
NEW = ("saga", "work", "echo", "alignment", "subtitle", "lyrics")


def told(opened: Opened) -> None:
    """A profile with all that can be said about a story and its versions."""
    ledger, pictures = opened.profile.ledger, Pictures(opened.paths.pictures)
    album, concert = (
        TrackId(opened.profile.track(file=f"/m/{name}.ogg")) for name in ("album", "concert")
    )
    scenes = Scenes(ledger)
    work = scenes.add_work(WorkKind.STAGE, "The heart")
    episode = scenes.add_episode(work, 1, 3)
    picture = pictures.keep_bytes(png(), ".png")
    scenes.edit("work", work, picture=picture)
    Sagas(ledger).place(work, Sagas(ledger).add_saga("Hearts"))
    StoryProgress(ledger).set_at_episode(episode)
    scenes.edit("character", scenes.add_character(work, "Varn"), is_spoiler=True)
    echoes = Echoes(ledger)
    cover = echoes.add_to_track(
        album, EchoKind.COVER, "Live", picture=pictures.keep_bytes(png(1), ".png")
    )
    echoes.link(cover, concert)
    echoes.add_to_work(work, EchoKind.FILM, "The film")
    moment = Moments(ledger).add_moment(album, Span.point(10_000))
    alignment = Alignments(ledger).align(album, concert, [(0, 500), (60_000, 70_000)])
    Carrying(ledger).carry_over(alignment, [moment.ref])
    LyricsOfTracks(ledger).add(album, [Line("愛する", 0, 900), Line("so")], "ja")
    SubtitlesOfWorks(ledger).add(work, episode, [Line("Who is there?", 0)], "en")


@pytest.fixture
def one(open_profile: Open) -> Opened:
    opened = open_profile("one")
    told(opened)
    return opened


def test_all_of_it_comes_back_and_only_once(
    open_profile: Open, one: Opened, tmp_path: Path
) -> None:
    document = exported(one, tmp_path / "a.json")
    assert [len(document["tables"][name]) for name in NEW] == [1, 1, 2, 1, 1, 1]
    assert len(document["pictures"]) == 2
    (lyrics,) = document["tables"]["lyrics"]
    assert lyrics["lines"] == [[0, 900, "愛する"], [None, None, "so"]]
    (alignment,) = document["tables"]["alignment"]
    assert alignment["anchors"] == [[0, 500], [60_000, 70_000]]
    uids = {row["carried_from"]: row["uid"] for row in document["tables"]["favourite_moment"]}
    assert uids.keys() == {None, uids[None]}
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "a.json")
    assert exported(two, tmp_path / "b.json") == document
    assert not two.exports.restore_json(tmp_path / "a.json").has_changes


def test_a_restore_of_it_undoes(open_profile: Open, one: Opened, tmp_path: Path) -> None:
    exported(one, tmp_path / "a.json")
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "a.json")
    step = two.profile.changes[-1].step
    assert step is not None
    two.profile.ledger.undo(step)
    assert not any(two.exports.export_json(tmp_path / "left.json").rows.values())


def test_an_older_document_knows_nothing_of_it(
    open_profile: Open, one: Opened, tmp_path: Path
) -> None:
    document = exported(one, tmp_path / "a.json")
    tables, fields = document["tables"], ("picture", "saga", "saga_order")
    document["version"] = 5
    for name in ("saga", "alignment", "subtitle", "lyrics"):
        del tables[name]
    tables["echo"] = [row for row in tables["echo"] if row["track"]]
    for row in tables["work"]:
        row["kind"] = "series"
        for name in (*fields, "progress_season", "progress_number", "progress_order"):
            del row[name]
    for row in tables["echo"]:
        for name in ("work", "linked_track", "picture"):
            del row[name]
    for row in (*tables["character"], *tables["theme"]):
        del row["is_spoiler"]
    for row in tables["favourite_moment"]:
        del row["carried_from"]
    (tmp_path / "old.json").write_text(json.dumps(document), encoding="utf-8")
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "old.json")
    back = exported(two, tmp_path / "b.json")["tables"]
    (work,), (echo,), (person,) = back["work"], back["echo"], back["character"]
    assert (work["progress_season"], work["saga"], person["is_spoiler"]) == (None, None, False)
    assert (echo["work"], echo["linked_track"]) == (None, None)


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("lyrics", "lines", "text"),
        ("lyrics", "lines", [["a", None, "b"]]),
        ("lyrics", "lines", [[0, 1]]),
        ("lyrics", "lines", [[0, 1, "half \ud800"]]),
        ("lyrics", "lines", [[5, 4, "backwards"]]),
        ("subtitle", "lines", [[None, None, "x"]] * 20_001),
        ("subtitle", "language", "../x"),
        ("alignment", "anchors", [[0, 1, 2]]),
        ("alignment", "anchors", [[5, 5], [4, 6]]),
        ("alignment", "anchors", {"0": 1}),
        ("alignment", "found_by", "chance"),
        ("work", "kind", "opera"),
        ("work", "picture", "../a.png"),
        ("work", "progress_order", 1e300),
        ("favourite_moment", "carried_from", "../x"),
    ],
)
def test_what_is_none_of_it_is_refused_before_anything_is_written(
    open_profile: Open, one: Opened, tmp_path: Path, table: str, field: str, value: Any
) -> None:
    document = exported(one, tmp_path / "a.json")
    document["tables"][table][0][field] = value
    (tmp_path / "bad.json").write_text(json.dumps(document), encoding="utf-8")
    two = open_profile("two")
    with pytest.raises(Problem):
        two.exports.restore_json(tmp_path / "bad.json")
    assert not any(two.exports.export_json(tmp_path / "left.json").rows.values())
