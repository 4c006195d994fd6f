"""A keepsake in a real browser: it is valid, can be used by everybody, and asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap import Services
from app.core.jobs import JobContext
from app.demo.planting import plant_demo
from app.keepsake.choosing import Ticks, of_all, of_work
from app.profile.settings import SettingsFile
from tests.support.browser import AXE, CHROMIUM, JAVA, VNU, Browser, faults_of_pages
from tests.support.folder_links import faults_of_links
from tests.support.hostile_journal import POST, HostileJournal
from tests.support.opened_profile import OpenedProfile
from tests.support.ready_journal import ready_profile
from ui.keepsake.craft import QtCraft

_HOW = "`make keepsake-check` installs it"
in_browser = pytest.mark.skipif(CHROMIUM is None, reason=f"Chromium isn’t installed: {_HOW}")
with_axe = pytest.mark.skipif(not AXE.is_file(), reason=f"axe-core isn’t installed: {_HOW}")
with_vnu = pytest.mark.skipif(
    JAVA is None or not VNU.is_file(), reason=f"the HTML validator isn’t installed: {_HOW}"
)

EVERYTHING = Ticks(memories=True, letters=True, spoilers=True)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Path]:
    """A keepsake of the demo's work, with two sounds."""
    if CHROMIUM is None and JAVA is None:
        pytest.skip(_HOW)
    folder = tmp_path_factory.mktemp("keepsake")
    paths = ready_profile(folder / "profile")
    services = Services(paths, SettingsFile(paths.settings_file))
    plant_demo(services)
    choice = of_work(services.scenes.works()[0])
    lines = services.keepsakes.preview(choice, EVERYTHING).lines
    heard = frozenset([line.uid for line in lines if line.span is not None][:2])
    ticks = replace(EVERYTHING, sounds=heard)
    out = folder / "My Heart"
    services.keepsakes.write_folder(choice, ticks, out, QtCraft(qapp), JobContext())
    services.close()
    yield out


@pytest.fixture
def hostile(tmp_path: Path, qapp: QApplication) -> Iterator[Path]:
    opened = OpenedProfile(tmp_path / "profile")
    HostileJournal.in_profile(opened.services)
    out = tmp_path / "hostile"
    keepsakes = opened.services.keepsakes
    keepsakes.write_folder(of_all(), EVERYTHING, out, QtCraft(qapp), JobContext())
    opened.services.close()
    yield out


@with_vnu
def test_every_page_is_valid(demo: Path, hostile: Path) -> None:
    pages = [*demo.glob("*.html"), *hostile.glob("*.html")]
    assert len(pages) > 8
    assert faults_of_pages(pages) == []


@in_browser
@with_axe
@pytest.mark.parametrize(("wide", "is_dark"), [(1100, False), (1100, True), (360, False)])
def test_everybody_can_use_every_page(demo: Path, tmp_path: Path, wide: int, is_dark: bool) -> None:
    run = (
        f"{AXE.read_text('utf-8')}\n"
        "axe.run(document, {resultTypes: ['violations']}).then((all) => found(all.violations.map("
        "(one) => [one.id, one.nodes.length, one.nodes[0].html, one.nodes[0].failureSummary])));"
    )
    browser = Browser(tmp_path)
    for page in sorted(demo.glob("*.html")):
        assert browser.found_by(run, page, wide=wide, is_dark=is_dark) == [], page.name


@in_browser
def test_no_page_asks_for_anything(demo: Path, hostile: Path, tmp_path: Path) -> None:
    browser, host = Browser(tmp_path), POST.split("/")[2]
    leaking = tmp_path / "leaking.html"
    leaking.write_text(f"<!DOCTYPE html><img src='{POST}'>")
    assert host in browser.asked_for(leaking), "the log would tell"
    for page in hostile.glob("*.html"):
        assert host not in browser.asked_for(page), page.name


def test_every_link_leads_to_something_in_the_folder(demo: Path) -> None:
    assert faults_of_links(demo) == []
    assert {path.suffix for path in (demo / "sounds").iterdir()} == {".ogg"}


@in_browser
def test_search_hover_and_sound_work_under_the_pages_own_policy(demo: Path, tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    looked_for = """
      const input = document.querySelector('#search input');
      input.value = 'OMA lene';
      input.dispatchEvent(new Event('input'));
      setTimeout(() => found([...document.querySelectorAll('#found a')].map(
        (a) => [a.getAttribute('href'), a.querySelectorAll('mark').length])), 3000);
    """
    hits = browser.found_by(looked_for, demo / "index.html")
    assert hits and all(marks for _address, marks in hits)
    file, _at, anchor = hits[0][0].partition("#")
    assert f'id="{anchor}"' in (demo / file).read_text("utf-8")
    hovered = """
      const pin = document.querySelector('.pin');
      pin.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}));
      found(document.querySelectorAll('.place.lit').length);
    """
    assert browser.found_by(hovered, demo / "music.html") == 1
    heard = """
      const sounds = [...document.querySelectorAll('audio')];
      Promise.all(sounds.map((one) => new Promise((done) => {
        one.addEventListener('loadedmetadata', () => done(one.duration));
        one.addEventListener('error', () => done(String(one.error && one.error.message)));
        one.preload = 'auto';
        one.load();
      }))).then(found);
    """
    lengths = browser.found_by(heard, demo / "music.html")
    assert len(lengths) == 2
    assert all(1 < length <= 31 for length in lengths)
