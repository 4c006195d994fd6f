"""The works, characters, themes and scenes of the story, as entries that give nothing away.

What is covered is shown and found as everywhere: by where it is, not by what it is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.core.words import dotted
from app.library.records import TrackRow
from ui.command_palette.entries import Entry, Kind, What
from ui.scenes.work_kinds import KIND_ICONS, KIND_WORDS

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.story.covering import Covering
    from app.story.records import Character, Scene, Work
    from app.themes.records import Theme


def things_of_story(services: Services, covering: Covering) -> tuple[Entry, ...]:
    """Reads the journal: for a thread behind the window."""
    return tuple(_read(services, covering))


def _read(services: Services, covering: Covering) -> Iterator[Entry]:
    works = services.scenes.works()
    titles = {work.id: work.title for work in works}
    yield from map(_work, works)
    for work in works:
        for person in services.scenes.characters(work.id):
            yield _character(person, work.title, covering)
    for theme in services.themes.themes():
        title = "" if theme.work_id is None else titles.get(theme.work_id, "")
        yield _theme(theme, title, covering)
    for scene in services.scenes.scenes():
        yield _scene(scene, covering)


def _work(work: Work) -> Entry:
    kind = str(KIND_WORDS[work.kind])
    return Entry(What(Kind.WORK, work.id), work.title, kind, KIND_ICONS[work.kind])


def _character(person: Character, work: str, covering: Covering) -> Entry:
    name = covering.character_name(person)
    detail = dotted(str(Kind.CHARACTER.value), work)
    return Entry(What(Kind.CHARACTER, person.id), name, detail, "user", words=work)


def _theme(theme: Theme, work: str, covering: Covering) -> Entry:
    detail = dotted(str(Kind.THEME.value), work)
    name = covering.theme_name(theme)
    return Entry(What(Kind.THEME, theme.id), name, detail, "music-2", words=work)


def _scene(scene: Scene, covering: Covering) -> Entry:
    place = covering.place(scene)
    detail = dotted(str(Kind.SCENE.value), place)
    name = covering.title(scene)
    return Entry(What(Kind.SCENE, scene.id), name, detail, "clapperboard", words=place)


def track_entry(row: TrackRow) -> Entry:
    name = row.title
    detail = dotted(row.artist or row.album_artist, row.album)
    return Entry(What(Kind.TRACK, row.key), name, detail, "music")
