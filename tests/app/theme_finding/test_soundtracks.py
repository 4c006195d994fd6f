"""What can be asked for the melodies that return in it, and what was judged there."""

from __future__ import annotations

from app.core.jobs import JobContext
from app.library.shelf import Shelf
from app.theme_finding.arrivals import Arrivals
from app.theme_finding.records import FoundFamilies, Scope
from app.theme_finding.soundtracks import soundtracks
from tests.app.theme_finding.test_scope import row
from tests.support.theme_music import ThemeMusic


def test_a_work_an_album_without_one_and_a_track_alone() -> None:
    lines = [row(1, "A", 7), row(2, "B", 7), row(3, "B"), row(4, "B"), row(5)]
    titled = [one._replace(work_title="My Heart") if one.work_id else one for one in lines]
    found = soundtracks(Shelf(titled))
    assert {(one.title, one.scope, one.track_ids) for one in found} == {
        ("My Heart", Scope.WORK, (1, 2)),
        ("B", Scope.ALBUM, (3, 4)),
        ("5", Scope.TRACK, (5,)),
    }
    assert soundtracks(Shelf()) == ()


def looked_through(music: ThemeMusic) -> FoundFamilies:
    finding = music.services.theme_finding
    plan = finding.family_plan(Scope.ALBUM, music.ids["Home"])
    arrivals = Arrivals(plan.track_ids, ())
    (found,) = finding.families(plan, finding.tracks(), arrivals, JobContext())
    return found


def test_what_was_judged_is_counted_and_stays_judged_in_a_new_search(music: ThemeMusic) -> None:
    first = looked_through(music)
    assert (len(first.families), first.judged) == (1, 0)
    families = music.services.themes.families
    uid = families.dismiss([one.passage for one in first.families[0].passages])
    again = looked_through(music)
    assert (again.families, again.judged) == ((), 1)
    families.propose_again(uid)
    assert looked_through(music) == first
