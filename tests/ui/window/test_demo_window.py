"""The demo opens in another process, whose profile is a temporary folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from app.commands.arguments import parse
from tests.support.window_parts import WindowParts
from ui.window.demo_window import demo_command, open_demo


def test_it_is_started_as_this_process_was_with_no_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/opt/ost/main.py", "--profile", "/mine"])
    program, script, *words = demo_command()
    assert (program, script) == (sys.executable, "/opt/ost/main.py")
    asked = parse(words)
    assert asked.demo and asked.profile is None and asked.language == "en"


def test_nothing_of_the_listeners_is_changed_and_it_is_said(
    parts: WindowParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []

    def start(program: str, words: list[str]) -> tuple[bool, int]:
        started.append((program, *words))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    before = sorted(Path(parts.context.services.paths.data).rglob("*"))
    open_demo(parts.context.messages)
    assert len(started) == 1 and "window of its own" in parts.said
    assert sorted(Path(parts.context.services.paths.data).rglob("*")) == before


@pytest.mark.logs("The demo couldn’t be opened")
def test_it_is_said_if_it_cannot_be_opened(
    parts: WindowParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QProcess, "startDetached", lambda _program, _words: (False, 0))
    open_demo(parts.context.messages)
    assert "couldn’t be opened" in parts.said
