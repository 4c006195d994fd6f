"""What is said by itself: each mark once, and never a flood."""

from __future__ import annotations

from tests.support.assistive import Assistive, needs_assistive, rest_s

pytestmark = needs_assistive
LISTENED_S = 16.0
MOST_PER_S = 5.0


def test_a_mark_by_key_palette_and_backspace_is_said_once(demo: Assistive) -> None:
    demo.keys("space")
    demo.the("push button", "Pause")
    demo.forget()
    demo.keys("1")
    demo.until(demo.said)
    (by_key,) = demo.said()
    assert by_key.startswith("Wonder, at 0:")
    demo.forget()
    demo.keys("BackSpace")
    demo.until(demo.said)
    assert demo.said() == [f"Deleted: {by_key}"]
    demo.forget()
    demo.act(demo.the("push button", "Tenderness, key 3"), "Press")
    demo.until(demo.said)
    (by_palette,) = demo.said()
    assert by_palette.startswith("Tenderness, at 0:")
    demo.keys("BackSpace", "space")
    demo.the("push button", "Play")


def test_while_music_plays_little_is_told(demo: Assistive) -> None:
    demo.keys("space")
    demo.the("push button", "Pause")
    demo.forget()
    rest_s(LISTENED_S)
    told = demo.events()
    demo.keys("space")
    kinds = sorted({(one.kind, one.role, one.name) for one in told})
    assert len(told) / LISTENED_S < MOST_PER_S, kinds
