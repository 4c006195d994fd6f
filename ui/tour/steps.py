"""The steps: a listener's first fifteen minutes with the demo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.core.words import Text, _
from ui.shell.page_spec import PageSpec
from ui.tour.appearance import go_dark, listen_in_the_dark, make_small, match_sound
from ui.tour.finding import find_returns, mark_melody
from ui.tour.listening import go_forward, open_library, play_opening
from ui.tour.looking_back import (
    hear_again,
    leave_keepsake,
    open_afterlives,
    open_comfort,
    open_journal,
    open_letters,
    open_role,
    open_story,
    open_work,
    open_year,
    open_years,
    play_first_notes,
    search_journal,
    see_keepsake,
)
from ui.tour.marking import (
    draw_nostalgia,
    keep_and_close,
    keep_favourite,
    look_around,
    mark_wonder,
    open_inbox,
    raise_tension,
    write_note,
)
from ui.tour.on_stage import see_on_stage
from ui.tour.scenes import ask_for_scene, choose_scene, take_back
from ui.tour.stage import Step

STEPS = (
    Step(
        "library-light",
        Text("The library with the tracks of the demo"),
        open_library,
        page="library",
    ),
    Step("playing-light", Text("A double-click plays the opening theme"), play_opening),
    Step(
        "forward-light",
        Text("Right, six times: forward by half a minute"),
        go_forward,
        settles=False,
    ),
    Step("wonder-light", Text("Key 1 marks wonder"), mark_wonder, settles=False),
    Step(
        "nostalgia-light",
        Text("Key 4, held down, marks nostalgia until it is let go"),
        draw_nostalgia,
        settles=False,
    ),
    Step("tension-light", Text("8, twice: tension, then more of it"), raise_tension, settles=False),
    Step("marking-light", Text("F marks a favourite moment"), keep_favourite, settles=False),
    Step("note-light", Text("N writes a note on it"), write_note),
    Step("listen-light", Text("The music goes on"), look_around),
    Step(
        "stage-light",
        Text("F11: the Stage, the scene as large as the screen, with its words"),
        see_on_stage,
        page="stage",
    ),
    Step(
        "inbox-light",
        Text("I opens the inbox: a mark without a note is played, and gets one"),
        open_inbox,
        page="listen",
    ),
    Step("inbox-kept-light", Text("Enter saves it, Esc closes the inbox"), keep_and_close),
    Step(
        "scene-light",
        Text("Drag over a passage, press S, type some letters: which scene?"),
        ask_for_scene,
    ),
    Step("cue-light", Text("Enter assigns the scene"), choose_scene),
    Step("undo-light", Text("Ctrl+Z undoes it, Ctrl+Shift+Z redoes it"), take_back),
    Step(
        "melody-light",
        Text("Drag over a melody, press Shift+T, name it"),
        mark_melody,
    ),
    Step(
        "returns-light",
        Text("Enter: where it returns, all over the soundtrack"),
        find_returns,
    ),
    Step(
        "journal-light", Text("The journal, and the year in colours"), open_journal, page="journal"
    ),
    Step("search-light", Text("Ctrl+F finds the note by its text"), search_journal),
    Step("again-light", Text("Space plays its passage again"), hear_again),
    Step(
        "same_moment-light",
        Text("Alt+M: this moment across the years"),
        open_years,
        page="same_moment",
    ),
    Step(
        "keepsake-light",
        Text("Ctrl+Shift+E: a keepsake of a work, to keep and to give"),
        see_keepsake,
    ),
    Step("keepsake-left-light", Text("Esc closes it; nothing was written"), leave_keepsake),
    Step(
        "letters-light",
        Text("Letters to later, sealed until a day or until their music is heard again"),
        open_letters,
        page="letters",
    ),
    Step(
        "comfort-light",
        Text("What comforts: a shelf of moments, and a path from one emotion to another"),
        open_comfort,
        page="comfort",
    ),
    Step(
        "years-light",
        Text("Alt+Y: the year in feelings, day by day and week by week"),
        open_year,
        page="years",
    ),
    Step(
        "first_notes-light",
        Text("Alt+F, Enter: first notes. What sounds there?"),
        play_first_notes,
        page="first_notes",
    ),
    Step("story-light", Text("The story: episodes, scenes, characters"), open_story, page="story"),
    Step(
        "work-light",
        Text("The story line: scenes, music, feelings, characters and themes of a series"),
        open_work,
        page="work",
    ),
    Step(
        "roles-light",
        Text("An opening in its role: the first impression, and the latest ones"),
        open_role,
        page="roles",
    ),
    Step(
        "afterlives-light",
        Text("Afterlives: what became of the music that plays"),
        open_afterlives,
        page="afterlives",
    ),
    Step("settings-light", Text("The settings"), page="settings"),
    Step(
        "sound-light",
        Text("A click and a flash, to calibrate the audio latency"),
        match_sound,
        settles=False,
    ),
    Step("settings-dark", Text("A click on Dark"), go_dark),
    Step("listen-dark", Text("Listening in the dark theme"), listen_in_the_dark, page="listen"),
    Step("stage-dark", Text("The Stage in the dark theme"), see_on_stage, page="stage"),
    Step("small-dark", Text("In a small window"), make_small, page="listen"),
)


def all_steps(pages: Sequence[PageSpec[Any]]) -> tuple[Step, ...]:
    """Adds a visit to each page that has no step of its own, before the theme changes."""
    visited = {step.page for step in STEPS}
    visits = [
        Step(f"{spec.key}-light", _("The page “{title}”", title=str(spec.title)), page=spec.key)
        for spec in pages
        if spec.key not in visited
    ]
    place = [step.name for step in STEPS].index("settings-light")
    return (*STEPS[:place], *visits, *STEPS[place:])
