"""Frozen values made quickly are the same as those made by their own class."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from app.core.quick_values import quickly
from app.core.timecode import Span


@dataclass(frozen=True, slots=True)
class Shell:
    colour: str
    rings: int = 3
    found: list[str] = field(default_factory=list)

    @property
    def is_old(self) -> bool:
        return self.rings > 5


new_shell = quickly(Shell)


@pytest.mark.parametrize(
    ("quick", "slow"),
    [
        (new_shell("red"), Shell("red")),
        (new_shell("red", 7, ["here"]), Shell("red", 7, ["here"])),
        (new_shell(colour="red", rings=7), Shell(colour="red", rings=7)),
    ],
)
def test_they_are_equal_and_of_its_class(quick: Shell, slow: Shell) -> None:
    assert quick == slow and repr(quick) == repr(slow) and type(quick) is Shell
    assert quick.is_old is slow.is_old
    assert replace(quick, colour="blue") == replace(slow, colour="blue")
    assert pickle.loads(pickle.dumps(quick)) == slow


def test_they_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        new_shell("red").rings = 4  # type: ignore[misc]


def test_what_a_field_holds_by_default_is_its_own() -> None:
    assert new_shell("red").found is not new_shell("red").found


def test_a_missing_field_is_told() -> None:
    with pytest.raises(TypeError, match="colour"):
        new_shell()  # type: ignore[call-arg]


def test_a_class_that_checks_its_fields_is_refused() -> None:
    with pytest.raises(AssertionError, match="checks its fields"):
        quickly(Span)
