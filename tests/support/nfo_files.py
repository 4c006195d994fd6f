"""A folder as Kodi and Jellyfin keep a series: NFO files, with art beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support.pictures import jpeg, png

SERIES = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<tvshow>
  <title>Tidewatch</title>
  <year>2019</year>
  <plot>A lighthouse keeper waits.

Then a letter comes.</plot>
  <actor><name>Ada Lind</name><role>Mira (voice)</role><order>0</order></actor>
  <actor><name>Jo Berg</name><role>Elio / The stranger</role></actor>
  <actor><name>Nobody</name><role></role></actor>
</tvshow>
https://www.example.org/series/1
"""


def episode(number: int, title: str, *, plot: str = "", guest: str = "", more: str = "") -> str:
    actor = f"<actor><name>A guest</name><role>{guest}</role></actor>" if guest else ""
    return (
        f"<episodedetails><title>{title}</title><season>1</season><episode>{number}</episode>"
        f"<plot>{plot}</plot><runtime>44</runtime>{actor}{more}</episodedetails>\n"
    )


def lay_series(folder: Path) -> Path:
    """“Tidewatch”: three episodes in two files, a poster, a still, a portrait."""
    season = folder / "Season 1"
    season.mkdir(parents=True)
    (folder / ".actors").mkdir()
    (folder / "tvshow.nfo").write_text(SERIES, encoding="utf-8")
    (folder / "poster.jpg").write_bytes(jpeg())
    (folder / "season01-poster.jpg").write_bytes(png(1))
    (folder / "fanart.png").write_bytes(png(2))
    (folder / ".actors" / "Ada_Lind.jpg").write_bytes(png(3))
    first = episode(1, "The winding key", plot="Mira finds it.", guest="The clockmaker")
    (season / "Tidewatch S01E01.nfo").write_text(first, encoding="utf-8")
    (season / "Tidewatch S01E01-thumb.jpg").write_bytes(png(4))
    double = episode(2, "Low water", plot="It goes.") + episode(3, "High water")
    (season / "Tidewatch S01E02-E03.nfo").write_text(double, encoding="utf-8")
    return folder


def lay_film(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "movie.nfo").write_text(
        "<movie><title>The ferry</title><premiered>2021-05-01</premiered><plot>They cross &amp;"
        " stay.</plot><actor><name>Ada Lind</name><role>Nora</role></actor></movie>",
        encoding="utf-8",
    )
    (folder / "folder.jpg").write_bytes(jpeg())
    return folder


def lay_set(folder: Path, name: str, films: Mapping[str, int]) -> Path:
    """Films of one set of Kodi's, by title, each with its year."""
    for title, year in films.items():
        (folder / title).mkdir(parents=True)
        (folder / title / "movie.nfo").write_text(
            f"<movie><title>{title}</title><year>{year}</year>"
            f"<set><name>{name}</name><overview>All of it.</overview></set></movie>",
            encoding="utf-8",
        )
    return folder
