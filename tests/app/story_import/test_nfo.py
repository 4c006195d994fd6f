"""NFO files of Kodi and Jellyfin, and the art beside them."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.jobs import JobCancelled, JobContext
from app.story.records import WorkKind
from app.story_import.files import read_files
from app.story_import.nfo import NoNfo, elements_in
from app.story_import.records import Found
from tests.support.nfo_files import SERIES, episode, lay_film, lay_series
from tests.support.pictures import jpeg, png

BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>\n<tvshow><title>&i;</title></tvshow>"
)
OUTSIDE = (
    '<!DOCTYPE t [<!ENTITY file SYSTEM "file:///etc/hostname">]>\n'
    "<tvshow><title>&file;</title></tvshow>"
)
PARAMETER = (
    '<!DOCTYPE t [<!ENTITY % far SYSTEM "http://127.0.0.1:9/x.dtd"> %far;]>\n'
    "<movie><title>Away</title></movie>"
)


def read(*paths: Path) -> Found:
    return read_files(paths, JobContext())


def test_a_folder_is_read_as_one_series(tmp_path: Path) -> None:
    found = read(lay_series(tmp_path / "Tidewatch"))
    (work,) = found.works
    assert (work.title, work.kind, work.year) == ("Tidewatch", WorkKind.SERIES, 2019)
    assert work.plot == "A lighthouse keeper waits.\n\nThen a letter comes."
    assert work.poster == tmp_path / "Tidewatch" / "poster.jpg"
    assert [(who.name, who.actor) for who in work.characters] == [
        ("Mira", "Ada Lind"),
        ("Elio", "Jo Berg"),
        ("The stranger", "Jo Berg"),
    ]
    assert work.characters[0].portrait == tmp_path / "Tidewatch" / ".actors" / "Ada_Lind.jpg"
    first, second, third = work.episodes
    assert (first.key, first.title, first.plot) == ((1, 1), "The winding key", "Mira finds it.")
    assert first.still is not None and first.still.name == "Tidewatch S01E01-thumb.jpg"
    assert first.length_ms == 44 * 60_000 and first.guests == ("The clockmaker",)
    assert [(e.key, e.title) for e in (second, third)] == [
        ((1, 2), "Low water"),
        ((1, 3), "High water"),
    ]
    assert not found.not_taken


def test_a_single_episode_finds_its_series_in_the_folder_above(tmp_path: Path) -> None:
    folder = lay_series(tmp_path / "Tidewatch")
    (work,) = read(folder / "Season 1" / "Tidewatch S01E01.nfo").works
    assert work.title == "Tidewatch" and [e.number for e in work.episodes] == [1]


def test_an_episode_without_its_series_file_says_whose_it_is(tmp_path: Path) -> None:
    said = episode(1, "Away", more="<showtitle>Ferries</showtitle>")
    (tmp_path / "one.nfo").write_text(said, encoding="utf-8")
    (work,) = read(tmp_path).works
    assert (work.title, work.kind) == ("Ferries", WorkKind.SERIES)


def test_films_of_one_folder_have_their_own_pictures(tmp_path: Path) -> None:
    film = lay_film(tmp_path / "The ferry")
    (work,) = read(film).works
    assert (work.title, work.kind, work.year) == ("The ferry", WorkKind.FILM, 2021)
    assert work.plot == "They cross & stay." and work.poster == film / "folder.jpg"
    (film / "Other.nfo").write_text("<movie><title>Other</title></movie>", encoding="utf-8")
    (film / "Other-poster.png").write_bytes(png(7))
    posters = {work.title: work.poster for work in read(film).works}
    assert posters["Other"] == film / "Other-poster.png"


@pytest.mark.parametrize("bomb", [BOMB, OUTSIDE, PARAMETER], ids=["bomb", "file", "parameter"])
def test_entities_are_refused_and_the_other_files_go_in(tmp_path: Path, bomb: str) -> None:
    lay_film(tmp_path / "film")
    (tmp_path / "bad.nfo").write_text(bomb, encoding="utf-8")
    found = read(tmp_path)
    assert [work.title for work in found.works] == ["The ferry"]
    (fault,) = found.not_taken
    assert fault.place.file == tmp_path / "bad.nfo"
    assert "entities" in fault.why and "<!" in fault.remedy


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<tvshow><title>Broken</title>", "damaged in line 1"),
        ("<?xml version='1.0'?>\n\n<tvshow>\n<title>A</plot></title></tvshow>", "line 4"),
        ("<tvshow><title> </title></tvshow>", "no title"),
        (f"<tvshow><title>{'x' * 3000}</title></tvshow>", "longer than 2,000"),
        ("<episodedetails><title>A</title></episodedetails>", "which season and episode"),
        ("https://www.example.org/1", "only names an address"),
        ("Release notes\nRipped by nobody", "isn’t an NFO"),
        ("", "isn’t an NFO"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "one.nfo").write_text(text, encoding="utf-8")
    found = read(tmp_path)
    assert not found.works
    (fault,) = found.not_taken
    assert fault.place.file == tmp_path / "one.nfo" and why in fault.why


def test_files_about_something_else_are_named_only_if_they_were_asked_for(tmp_path: Path) -> None:
    folder = lay_series(tmp_path / "Tidewatch")
    season = folder / "Season 1" / "season.nfo"
    season.write_text("<season><title>One</title></season>", encoding="utf-8")
    assert not read(folder).not_taken
    (fault,) = read(season).not_taken
    assert "about “season”" in fault.why


def test_a_broken_series_file_is_named_once(tmp_path: Path) -> None:
    folder = lay_series(tmp_path / "Tidewatch")
    (folder / "tvshow.nfo").write_text("<tvshow>", encoding="utf-8")
    found = read(folder)
    assert len(found.not_taken) == 1
    assert [len(work.episodes) for work in found.works] == [3]


def test_sloppy_files_are_read_as_they_were_meant(tmp_path: Path) -> None:
    text = "<movie><title>Tom & Ada &eacute;t&eacute; &lt;3 &#233;</title></movie>"
    (tmp_path / "one.nfo").write_text(text, encoding="utf-8")
    assert read(tmp_path).works[0].title == "Tom & Ada été <3 é"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_the_encoding_is_the_files_whatever_it_declares(tmp_path: Path, encoding: str) -> None:
    text = "<?xml version='1.0' encoding='UTF-8'?><movie><title>Die Rückkehr</title></movie>"
    (tmp_path / "one.nfo").write_bytes(text.encode(encoding))
    assert read(tmp_path).works[0].title == "Die Rückkehr"


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.nfo").write_bytes(b"\0\1\2\3" * 99)
    (tmp_path / "two.csv").write_bytes(b"\0\1\2\3" * 99)
    assert ["isn’t text" in fault.why for fault in read(tmp_path).not_taken] == [True, True]


def test_nesting_without_end_is_only_a_damaged_file() -> None:
    with pytest.raises(NoNfo):
        elements_in("<tvshow>" + "<a>" * 50_000)
    deep = "<tvshow>" + "<a>" * 20_000 + "</a>" * 20_000 + "</tvshow>"
    with contextlib.suppress(NoNfo):  # a newer expat may refuse it
        assert len(elements_in(deep)) == 1


def _huge(path: Path) -> None:
    """A picture that says it has four thousand million pixels."""
    data = bytearray(png())
    data[16:24] = (65_000).to_bytes(4, "big") * 2
    path.write_bytes(bytes(data))


def test_pictures_that_cannot_be_kept_are_named_and_the_next_one_is_taken(tmp_path: Path) -> None:
    folder = lay_series(tmp_path / "Tidewatch")
    _huge(folder / "poster.jpg")
    (folder / "folder.jpg").write_bytes(b"no picture")
    (folder / "Season 1" / "Tidewatch S01E01-thumb.jpg").write_bytes(jpeg()[:200])
    found = read(folder)
    assert found.works[0].poster == folder / "season01-poster.jpg"
    assert found.works[0].episodes[0].still is None
    named = {fault.place.file.name for fault in found.not_taken if fault.place.file}
    assert named == {"poster.jpg", "folder.jpg", "Tidewatch S01E01-thumb.jpg"}
    assert all("megapixels" in fault.why for fault in found.not_taken)


def test_a_picture_of_too_many_bytes_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.story_import.art.MAX_BYTES", 100)
    folder = lay_film(tmp_path / "film")
    (fault,) = read(folder).not_taken
    assert fault.place.file == folder / "folder.jpg" and "larger than" in fault.why


def test_paths_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_bytes(b"ID3")
    found = read(tmp_path / "gone", tmp_path / "song.mp3", Path("a\0b"))
    assert len(found.not_taken) == 3
    assert ".csv" in found.not_taken[1].remedy


def test_a_folder_with_nothing_in_it_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("S1E1 Not a list", encoding="utf-8")
    assert read(tmp_path) == Found()
    assert read(tmp_path / "readme.txt").works


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    job = JobContext()
    job.cancel()
    with pytest.raises(JobCancelled):
        read_files([lay_series(tmp_path / "Tidewatch")], job)


@given(st.text(st.sampled_from("<>/tvshowmie&;!\"' a\n[]?"), max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, SERIES.replace("Tidewatch", text)):
        try:
            elements_in(whole)
        except NoNfo as fault:
            assert str(fault.why)


@pytest.mark.parametrize(
    ("said", "saga"),
    [
        ("<set><name>The Tides</name><overview>All.</overview></set>", "The Tides"),
        ("<set>The Tides</set>", "The Tides"),
        ("<set> </set>", ""),
        ("", ""),
    ],
)
def test_a_film_says_which_set_it_is_part_of(tmp_path: Path, said: str, saga: str) -> None:
    text = f"<movie><title>Ebb</title>{said}</movie>"
    (tmp_path / "one.nfo").write_text(text, encoding="utf-8")
    assert read(tmp_path).works[0].saga == saga


@pytest.mark.parametrize("sign", ["<?xml", "<movie></movie>\n", "<?xml?><movie/>\n"])
def test_signs_by_the_hundred_thousand_are_looked_through_once(sign: str) -> None:
    """Each of them, looked at up to the end of the file, would take hours."""
    with contextlib.suppress(NoNfo):
        elements_in(sign * 200_000)


def test_a_damaged_root_is_named_by_its_own_line() -> None:
    with pytest.raises(NoNfo, match="line 5"):
        elements_in("<movie>\n<title>A</title>\n</movie>\n\n<movie><title></movie>")
