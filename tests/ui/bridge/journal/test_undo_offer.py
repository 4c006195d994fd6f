"""“Undo” beside a message undoes what the message tells, or nothing."""

from __future__ import annotations

from app.story.records import WorkKind
from tests.support.window_parts import WindowParts


def titles(parts: WindowParts) -> list[str]:
    return [work.title for work in parts.context.services.scenes.works()]


def add(parts: WindowParts, title: str) -> None:
    scenes = parts.context.services.scenes
    parts.context.do(
        lambda: scenes.add_work(WorkKind.FILM, title),
        lambda: parts.context.offer_undo(f"“{title}” was added."),
    )


def test_it_undoes_what_was_just_done(parts: WindowParts) -> None:
    add(parts, "Snow")
    add(parts, "Sand")
    parts.take_offer()
    assert titles(parts) == ["Snow"]


def test_what_was_done_since_is_not_undone_instead(parts: WindowParts) -> None:
    add(parts, "Snow")
    parts.context.services.scenes.add_work(WorkKind.FILM, "Sand")
    parts.take_offer()
    assert titles(parts) == ["Sand", "Snow"]
    assert parts.said.startswith("Something else was changed since.")


def test_what_was_done_since_and_undone_is_in_nobodys_way(parts: WindowParts) -> None:
    add(parts, "Snow")
    parts.context.services.scenes.add_work(WorkKind.FILM, "Sand")
    parts.context.undo()
    parts.take_offer()
    assert titles(parts) == []


def test_what_is_undone_already_is_only_said(parts: WindowParts) -> None:
    parts.context.services.scenes.add_work(WorkKind.FILM, "Sand")
    add(parts, "Snow")
    parts.context.undo()
    parts.take_offer()
    assert titles(parts) == ["Sand"]
    assert parts.said == "That was already undone."


def test_what_was_done_again_can_be_undone_again(parts: WindowParts) -> None:
    add(parts, "Snow")
    parts.context.undo()
    parts.context.redo()
    parts.take_offer()
    assert titles(parts) == []


def test_a_newer_offer_replaces_the_older_one_which_could_do_nothing(parts: WindowParts) -> None:
    add(parts, "Snow")
    parts.context.messages.say("Other news.")
    add(parts, "Sand")
    texts = parts.context.messages.texts  # type: ignore[attr-defined]
    assert "“Snow” was added." not in texts and "“Sand” was added." in texts
