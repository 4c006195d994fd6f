"""What kind of thing each is, what it is worth, and what can be done with it, told from outside."""

from __future__ import annotations

from tests.support.assistive import Assistive, needs_assistive

pytestmark = needs_assistive


def test_the_rail_is_a_list_of_tabs_of_which_one_is_selected(demo: Assistive) -> None:
    tabs = demo.children(demo.the("page tab list", "Pages"))
    kinds = {one.name: one.role for one in tabs}
    assert kinds == {
        **dict.fromkeys(("Listen", "Library", "Story", "Journal", "Settings"), "page tab"),
        "Menu": "push button",
    }
    assert [one.name for one in tabs if "selected" in one.states] == ["Listen"]


def test_the_menu_opens_by_its_action(demo: Assistive) -> None:
    demo.act(demo.the("push button", "Menu"), "ShowMenu")
    assert _menus_told(demo, is_shown=True)
    demo.keys("Escape")
    assert _menus_told(demo, is_shown=False)


def test_the_position_is_a_slider_in_seconds_and_as_times(demo: Assistive) -> None:
    demo.ask("set_value", node=demo.the("slider", "Position in the track").id, value=12.0)
    demo.until(lambda: demo.find("label", "Elapsed: 0:12"))
    bar = demo.the("slider", "Position in the track")
    assert bar.value is not None and bar.value[0] == 12 and bar.value[1] == 0
    length = demo.the("label", "Length: ").name.removeprefix("Length: ")
    assert bar.description.startswith(f"0:12 of {length}. Left and Right move")
    demo.ask("set_value", node=bar.id, value=0.0)
    demo.the("label", "Elapsed: 0:00")


def test_no_description_is_html(demo: Assistive) -> None:
    wonder = demo.the("push button", "Wonder, key 1")
    assert wonder.description.startswith("Wonder 1\n")
    raw = [one.name for one in demo.find() if one.description.startswith("<")]
    assert raw == []


def test_a_page_that_is_left_is_hidden_and_let_go(demo: Assistive) -> None:
    timeline = demo.the("panel", "Timeline")
    marks = demo.children(demo.the("list", "Themes"))
    before = demo.ask("count")
    for key in ("alt+2", "alt+3", "alt+4"):
        demo.keys(key)
        demo.until(lambda: not demo.find("panel", "Timeline"))
    for gone in (timeline, marks[0]):
        assert not {"showing", "focused"} & set(demo.now(gone).states)
    demo.keys("alt+1")
    demo.the("panel", "Timeline")
    assert demo.ask("count") < 1.1 * before


def _menus_told(demo: Assistive, *, is_shown: bool) -> bool:
    """A menu is a window of its own: that it comes and goes is told by events."""

    def told() -> bool:
        shows = demo.events("object:state-changed:showing")
        return any(one.role == "popup menu" and one.on == is_shown for one in shows)

    demo.until(told)
    return True
