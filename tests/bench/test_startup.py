"""A figure is only given for what its name says."""

from __future__ import annotations

import os

import pytest

from bench import startup


def test_what_never_comes_to_rest_has_no_memory_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "GIVE_UP_S", 0.0)
    with pytest.raises(SystemExit, match="did not come to rest within 0 s"):
        startup._settle(os.getpid())
