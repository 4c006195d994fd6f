"""The timeline by assistive technology: one stop of Tab, marks with times, verbs, selection."""

from __future__ import annotations

from tests.support.assistive import Assistive, Node, needs_assistive

pytestmark = needs_assistive


def focus_is(demo: Assistive, role: str, name: str = "") -> Node:
    """Waits until the focus is on such a thing."""
    found: list[Node] = []

    def is_there() -> bool:
        focus = demo.focused()
        found[:] = [focus] if focus is not None else []
        return bool(found) and found[0].role == role and found[0].name.startswith(name)

    demo.until(is_there, lambda: f"{role} “{name}”, but {found}")
    return found[0]


def selected(demo: Assistive, lane: str) -> list[str]:
    names: list[str] = demo.ask("selected", node=demo.the("list", lane).id)
    return names


def test_tab_stops_at_the_timeline_once(demo: Assistive) -> None:
    demo.keys("Tab")
    demo.until(lambda: "focused" not in demo.the("panel", "Timeline").states)
    demo.keys("shift+Tab")
    focus_is(demo, "panel", "Timeline")
    demo.keys("shift+Tab")
    focus_is(demo, "filler", "Lanes of the timeline")


def test_marks_are_walked_inside_it_and_the_focus_goes_along(demo: Assistive) -> None:
    demo.keys("ctrl+Next")
    first = focus_is(demo, "list item")
    demo.keys("ctrl+Next")
    demo.until(lambda: demo.focused() not in (None, first))
    second = focus_is(demo, "list item")
    assert second.name != first.name and "0:00.000" in second.name
    told = [one.name for one in demo.events("object:state-changed:focused") if one.on]
    assert told == [first.name, second.name], "each once"
    assert selected(demo, "Emotions") + selected(demo, "Scenes") == [second.name]


def test_delete_with_the_lanes_in_focus_hides_none_and_ctrl_delete_undoes(demo: Assistive) -> None:
    demo.keys("shift+Tab")
    focus_is(demo, "filler", "Lanes of the timeline")
    lanes = [one.name for one in demo.find("list")]
    demo.keys("Delete")
    demo.until(demo.said)
    assert [one.name for one in demo.find("list")] == lanes
    demo.forget()
    demo.keys("ctrl+Delete")
    demo.until(lambda: [one.name for one in demo.find("list")] == lanes[1:])
    demo.until(lambda: demo.said() == ["The lane “Scenes” is hidden."])
    demo.keys("ctrl+z")
    demo.until(lambda: [one.name for one in demo.find("list")] == lanes)


def test_a_mark_tells_its_time_and_can_be_moved(demo: Assistive) -> None:
    mark = demo.children(demo.the("list", "Themes"))[0]
    assert mark.interfaces.count("Value") == 1 and mark.value is not None
    start_s, least, most = mark.value
    assert least == 0 and most > 80
    assert f"0:{int(start_s):02}." in mark.name
    assert demo.ask("set_value", node=mark.id, value=start_s + 1)
    demo.until(lambda: demo.now(mark).value == (start_s + 1, least, most))
    demo.keys("ctrl+z")
    demo.until(lambda: demo.now(mark).value == mark.value)


def test_a_lane_tells_its_selection_and_takes_one(demo: Assistive) -> None:
    lane = demo.the("list", "Favourites")
    marks = demo.children(lane)
    for place in (0, 2):
        assert demo.ask("select", node=lane.id, place=place)
    demo.until(lambda: selected(demo, "Favourites") == [marks[0].name, marks[2].name])
    assert "selected" in demo.now(marks[2]).states


def test_a_mark_is_heard_edited_and_deleted_by_its_actions(demo: Assistive) -> None:
    lane = demo.the("list", "Favourites")
    marks = demo.children(lane)
    assert marks[1].actions[:3] == ("hear", "edit", "delete")
    demo.act(marks[1], "hear")
    demo.the("push button", "Pause")
    demo.keys("space")
    demo.the("push button", "Play")
    demo.act(marks[1], "edit")
    focus_is(demo, "text", "Note")
    demo.keys("Escape")
    demo.act(marks[1], "delete")
    demo.until(lambda: len(demo.children(lane)) == len(marks) - 1)
    demo.keys("alt+1", "ctrl+z")
    demo.until(lambda: len(demo.children(lane)) == len(marks))
