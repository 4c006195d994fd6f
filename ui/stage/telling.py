"""What stands below the picture, as words: the line that is heard, what follows, what is on."""

from __future__ import annotations

from typing import NamedTuple

from app.core.words import _, dotted
from app.library.records import Role, TrackRow
from app.stage.speaking import spoken_by
from app.story.covering import HIDDEN
from app.story.records import Character, Scene
from app.timeline.words import WordsHere, is_near
from ui.stage.now import OnStage
from ui.words.marks import scene_place
from ui.words.spoilers import spoilers


class Keys(NamedTuple):
    """As the listener's keyboard names them."""

    play: str
    uncover: str


class Told(NamedTuple):
    """line: large; speaker: who says it, if that is known. below: smaller, under it; is_sung: both
    are lyrics; sung_below: only what is under it. is_spoken: the line is dialogue or lyrics, and no
    title. head, caption: at the foot.
    """

    line: str = ""
    speaker: Character | None = None
    below: str = ""
    is_spoken: bool = False
    is_sung: bool = False
    sung_below: bool = False
    head: str = ""
    caption: str = ""


def told(on: OnStage, words: WordsHere, keys: Keys) -> Told:
    if on.row is None:
        below = _("{keys} plays on where you left off.", keys=keys.play)
        return Told(_("Nothing is playing"), below=below)
    if on.is_covered:
        below = _("{keys} uncovers it until it is over.", keys=keys.uncover)
        return _over_track(Told(str(HIDDEN), below=below), on.row)
    if is_near(words.said, words.said_next):
        return _under_scene(_dialogue(words, on.open_scene), on)
    if is_near(words.sung, words.sung_next):
        sung = "" if words.sung is None else words.sung.text
        follows = "" if words.sung_next is None else words.sung_next.text
        return _under_scene(
            Told(sung, below=follows, is_spoken=True, is_sung=True, sung_below=True), on
        )
    if on.open_scene is not None:
        scene = on.open_scene
        return _over_track(Told(scene.title, below=scene_place(scene)), on.row)
    row = on.row
    role = Role(row.role)
    said = role.label if role is not Role.SCORE else ""
    return Told(
        row.title, below=row.artist, head=row.work_title or row.album, caption=_less(row, said)
    )


def _dialogue(words: WordsHere, scene: Scene | None) -> Told:
    """Dialogue above; what is sung with it below, or else what is said next."""
    present = () if scene is None else scene.characters
    said = spoken_by("" if words.said is None else words.said.text, present)
    speaker = said.speaker
    if speaker is not None and spoilers().covering.covers_character(speaker):
        speaker = None
    line = _("“{note}”", note=said.words) if said.words else ""
    if words.sung is not None:
        return Told(line, speaker, words.sung.text, is_spoken=True, sung_below=True)
    follows = words.said_next
    if follows is None or not is_near(None, follows):
        return Told(line, speaker, is_spoken=True)
    after = spoken_by(follows.text, present).words
    return Told(line, speaker, _("“{note}”", note=after), is_spoken=True)


def _under_scene(told: Told, on: OnStage) -> Told:
    """The line has the large place: the foot says what is on."""
    assert on.row is not None
    if on.open_scene is None:
        return _over_track(told, on.row)
    place, title = scene_place(on.open_scene), on.row.title
    caption = place if title in place or title == on.open_scene.title else dotted(place, title)
    return told._replace(head=on.open_scene.title, caption=caption)


def _over_track(told: Told, row: TrackRow) -> Told:
    return told._replace(head=row.title, caption=dotted(row.artist, row.album))


def _less(row: TrackRow, role: str) -> str:
    """The album, unless it is said already, and the role."""
    album = row.album if row.work_title and row.album != row.work_title else ""
    return dotted(album, role)
