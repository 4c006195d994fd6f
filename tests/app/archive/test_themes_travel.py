"""Themes, answers about them, and corrections of the intensity: exported, restored, checked."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Problem
from app.core.ids import CharacterId, ThemeId, TrackId
from app.core.timecode import Span
from app.intensity.records import EventKind, IntensityEvent
from app.intensity.service import Intensity
from app.themes.records import Candidate, Passage
from app.themes.service import Themes
from tests.app.archive.conftest import Opened

Open = Callable[[str], Opened]
Document = dict[str, Any]


class Told:
    """A profile with all that can be said about a theme and about intensity."""

    def __init__(self, opened: Opened) -> None:
        profile = opened.profile
        self.opened = opened
        self.themes, self.intensity = Themes(profile.ledger), Intensity(profile.ledger)
        work = profile.work()
        self.track = TrackId(profile.track(file="/m/prologue.ogg"))
        self.mira, self.elio = (
            CharacterId(profile.character(work, name)) for name in ("Mira", "Elio")
        )
        (self.home,) = self.themes.mark_returns("The heart", self.track, [Span(0, 9_000)])
        self.heart: ThemeId = self.themes.themes()[0].id
        self.themes.set_home(self.home)
        self.themes.add_character(self.heart, self.mira)
        self.themes.add_character(self.heart, self.elio)
        self.themes.edit(self.heart, idea="The harbour")
        answers = self.themes.answers
        answers.confirm(self.heart, [self.found(20_000, transposition=-3, tempo_ratio=0.8)])
        answers.leave_open(self.heart, [self.found(40_000)])
        answers.reject(self.heart, [self.found(60_000)])
        self.themes.families.dismiss([Passage(self.track, Span(70_000, 79_000))])
        self.intensity.move(
            self.track,
            IntensityEvent(EventKind.BUILD, Span(0, 30_000), 29_000),
            Span(5_000, 35_000),
        )

    def found(self, start_ms: int, **says: Any) -> Candidate:
        span = Span(start_ms, start_ms + 9_000)
        return Candidate(self.track, span, 0.75, analysis_version=4, **says)

    def export(self, path: Path) -> Document:
        self.opened.exports.export_json(path)
        return contents(path)


def contents(path: Path) -> Document:
    document: Document = json.loads(path.read_text(encoding="utf-8"))
    del document["exported_at"]
    return document


def write(path: Path, document: Document) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def told(open_profile: Open) -> Told:
    return Told(open_profile("one"))


def test_all_of_it_comes_back_and_only_once(open_profile: Open, told: Told, tmp_path: Path) -> None:
    document = told.export(tmp_path / "a.json")
    counts = {name: len(rows) for name, rows in document["tables"].items()}
    assert (counts["occurrence"], counts["refusal"], counts["intensity_event"]) == (3, 2, 2)
    (theme,) = document["tables"]["theme"]
    assert theme["idea"] == "The harbour" and len(theme["theme_character"]) == 2
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "a.json")
    two.exports.export_json(tmp_path / "b.json")
    assert contents(tmp_path / "b.json") == document
    assert not two.exports.restore_json(tmp_path / "a.json").has_changes
    assert Themes(two.profile.ledger).answers.is_refused(
        ThemeId(1), TrackId(1), Span(60_000, 69_000)
    )


def test_a_restore_of_it_undoes(open_profile: Open, told: Told, tmp_path: Path) -> None:
    told.export(tmp_path / "a.json")
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "a.json")
    step = two.profile.changes[-1].step
    assert step is not None
    two.profile.ledger.undo(step)
    left = two.exports.export_json(tmp_path / "left.json")
    assert not any(left.rows.values())


def test_a_character_taken_away_later_stays_away(
    open_profile: Open, told: Told, tmp_path: Path
) -> None:
    told.export(tmp_path / "before.json")
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "before.json")
    told.themes.remove_character(told.heart, told.mira)
    told.export(tmp_path / "after.json")
    two.exports.restore_json(tmp_path / "after.json")
    two.exports.restore_json(tmp_path / "before.json")  # the older version changes nothing
    two.exports.export_json(tmp_path / "two.json")
    found = contents(tmp_path / "two.json")["tables"]
    (elio,) = (row["uid"] for row in found["character"] if row["name"] == "Elio")
    assert found["theme"][0]["theme_character"] == [{"character": elio}]


NEW_FIELDS = {
    "theme": ("idea", "theme_character"),
    "occurrence": ("found_by", "probability", "analysis_version", "is_home"),
}


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_older_document_is_read(
    open_profile: Open, told: Told, tmp_path: Path, version: int
) -> None:
    old = told.export(tmp_path / "new.json") | {"version": version}
    tables = old["tables"]
    for table, names in NEW_FIELDS.items():
        for row in tables[table]:
            for name in names:
                del row[name]
    del tables["intensity_event"], tables["refusal"]
    tables["occurrence"][1]["status"] = "candidate"
    tables["occurrence"][2]["status"] = "rejected"
    two = open_profile("two")
    two.exports.restore_json(write(tmp_path / "old.json", old))
    two.exports.export_json(tmp_path / "two.json")
    found = contents(tmp_path / "two.json")["tables"]
    kept = [{**row} for row in found["occurrence"]]
    for row in kept:
        assert (row.pop("found_by"), row.pop("is_home")) == ("listener", False)
        assert (row.pop("probability"), row.pop("analysis_version")) == (None, None)
    assert kept == tables["occurrence"]
    assert found["theme"][0]["idea"] == "" and found["theme"][0]["theme_character"] == []
    themes = Themes(two.profile.ledger)
    rejected = Span(kept[2]["start_ms"], kept[2]["end_ms"])
    assert themes.answers.is_refused(ThemeId(1), TrackId(1), rejected)


MARK = ["tables", "occurrence", 0]
EVENT = ["tables", "intensity_event", 0]
REFUSAL = ["tables", "refusal", 0]


@pytest.mark.parametrize(
    ("keys", "value", "named"),
    [
        ([*MARK, "probability"], 1.000001, ["“probability”", "0 to 1"]),
        ([*MARK, "probability"], -0.5, ["“probability”", "0 to 1"]),
        ([*MARK, "probability"], True, ["“probability”", "n’t a number"]),
        ([*MARK, "probability"], "0.5", ["“probability”", "n’t a number"]),
        ([*MARK, "probability"], 10**400, ["“probability”", "finite"]),
        ([*MARK, "found_by"], "chance", ["“found_by”", "listener, search, proposal"]),
        ([*MARK, "found_by"], None, ["“found_by”", "empty"]),
        ([*MARK, "status"], "maybe", ["“status”", "unsure"]),
        ([*MARK, "analysis_version"], -1, ["“analysis_version”"]),
        ([*MARK, "analysis_version"], 1.5, ["“analysis_version”", "whole"]),
        ([*MARK, "is_home"], 1, ["“is_home”", "neither true nor false"]),
        ([*MARK, "transposition"], 1_000, ["“transposition”"]),
        ([*MARK, "tempo_ratio"], 0, ["“tempo_ratio”"]),
        ([*EVENT, "kind"], "solo", ["“kind”", "build, climax, drop, break"]),
        ([*EVENT, "start_ms"], -1, ["“start_ms”", "inside a track"]),
        ([*EVENT, "end_ms"], 2**31, ["“end_ms”", "inside a track"]),
        ([*EVENT, "end_ms"], 0, ["“end_ms”", "before the start"]),
        ([*EVENT, "peak_ms"], -1, ["“peak_ms”", "inside a track"]),
        ([*EVENT, "is_removed"], "yes", ["“is_removed”"]),
        ([*EVENT, "track"], "nowhere", ["“track”", "refers to nowhere"]),
        ([*REFUSAL, "kind"], "mood", ["“kind”", "occurrence, family"]),
        ([*REFUSAL, "end_ms"], 1, ["“end_ms”", "before the start"]),
        (["tables", "theme", 0, "idea"], "x" * 2_001, ["“idea”", "2,000"]),
        (["tables", "theme", 0, "idea"], 7, ["“idea”", "n’t text"]),
        (["tables", "theme", 0, "theme_character"], {}, ["n’t a list"]),
        (
            ["tables", "theme", 0, "theme_character", 0, "character"],
            "nobody",
            ["Characters of themes", "nobody"],
        ),
        (["tables", "theme", 0, "theme_character", 1], "twice", ["Character of a theme number 2"]),
    ],
)
def test_what_no_profile_can_hold_is_named(
    open_profile: Open,
    told: Told,
    tmp_path: Path,
    keys: list[Any],
    value: Any,
    named: list[str],
) -> None:
    document = told.export(tmp_path / "good.json")
    for row in document["tables"]["intensity_event"]:
        row["start_ms"] = max(1, row["start_ms"])
    changed = copy.deepcopy(document)
    place = changed
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    two = open_profile("two")
    with pytest.raises(Problem) as caught:
        two.exports.restore_json(write(tmp_path / "bad.json", changed))
    for words in named:
        assert words in f"{caught.value.what} {caught.value.why}", str(caught.value)
    left = two.exports.export_json(tmp_path / "left.json")
    assert not any(left.rows.values())


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_declined(
    open_profile: Open, told: Told, tmp_path: Path, odd: str
) -> None:
    text = json.dumps(told.export(tmp_path / "good.json"))
    (tmp_path / "bad.json").write_text(text.replace('"probability": 0.75', f'"probability": {odd}'))
    with pytest.raises(Problem, match=odd.strip("-")):
        open_profile("two").exports.restore_json(tmp_path / "bad.json")


def test_the_same_character_twice_breaks_a_rule(
    open_profile: Open, told: Told, tmp_path: Path
) -> None:
    document = told.export(tmp_path / "good.json")
    document["tables"]["theme"][0]["theme_character"] *= 2
    with pytest.raises(Problem, match="could"):
        open_profile("two").exports.restore_json(write(tmp_path / "bad.json", document))


def test_of_two_homes_that_a_restore_brings_together_the_one_made_last_is_home(
    open_profile: Open, told: Told, tmp_path: Path
) -> None:
    from app.themes.records import home_of

    document = told.export(tmp_path / "a.json")
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "a.json")
    home = next(row for row in document["tables"]["occurrence"] if row["is_home"])
    later = {**home, "uid": "later", "created_at": home["created_at"] + 5}
    document["tables"]["occurrence"].append(later | {"start_ms": 1_000})
    two.exports.restore_json(write(tmp_path / "b.json", document))
    themes = Themes(two.profile.ledger)
    from app.returns.gathering import occurrences_of

    with two.profile.ledger.read() as connection:
        (theme,) = themes.themes()
        marks = occurrences_of(connection, {theme.id: theme})
    chosen = home_of(marks)
    assert chosen is not None and chosen.uid == "later"
    assert sum(mark.is_home for mark in marks) == 2
    themes.set_home(next(mark.id for mark in marks if mark.uid == home["uid"]))
    with two.profile.ledger.read() as connection:
        marks = occurrences_of(connection, {theme.id: theme})
    assert [mark.uid for mark in marks if mark.is_home] == [home["uid"]]


def test_on_a_track_with_another_time_everything_moves_along(
    open_profile: Open, told: Told, tmp_path: Path
) -> None:
    document = told.export(tmp_path / "a.json")
    two = open_profile("two")
    here = two.profile.track("The same sound", duration_ms=95_000)
    from db.models.all import TrackSource

    two.profile.add(
        TrackSource,
        track_id=here,
        payload_hash="hash /m/prologue.ogg",
        duration_ms=90_000,
        offset_ms=5_000,
    )
    two.exports.restore_json(tmp_path / "a.json")
    two.exports.export_json(tmp_path / "two.json")
    found = contents(tmp_path / "two.json")["tables"]
    for table in ("occurrence", "refusal", "intensity_event"):
        before = {row["uid"]: row for row in document["tables"][table]}
        for row in found[table]:
            for name in ("start_ms", "end_ms", "peak_ms"):
                if row.get(name) is not None:
                    assert row[name] == before[row["uid"]][name] + 5_000, (table, name)
