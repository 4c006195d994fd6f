"""Which keys a command may have, and giving them to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.core.words import _
from app.profile.setting_values import OwnShortcuts
from ui.shell.key_rules import FIXED, is_needed_everywhere, marks
from ui.shell.shortcuts import CommandKeys, native_text

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from app.profile.settings import SettingsFile
    from ui.shell.command import Command


@dataclass(frozen=True, slots=True)
class Verdict:
    """refusal: why no command can have the shortcut; empty if one can. taken_from: the key of the
    command that has it; empty if none does.
    """

    refusal: str = ""
    taken_from: str = ""


class Choosing:
    """Each change is saved in the settings, and takes effect at once."""

    def __init__(
        self, shortcuts: CommandKeys, settings: SettingsFile, emotions: Iterable[Emotion]
    ) -> None:
        self._shortcuts = shortcuts
        self._settings = settings
        self._emotions = {each.shortcut.casefold(): each.name for each in emotions if each.shortcut}

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """All that can have shortcuts of the listener’s, with those that they have now."""
        return tuple(each for each in self._shortcuts.commands if each.key not in FIXED)

    def command(self, key: str) -> Command[Any]:
        return next(each for each in self._shortcuts.commands if each.key == key)

    def default(self, key: str) -> tuple[str, ...]:
        """Those it comes with."""
        return self._shortcuts.default(key)

    def is_own(self, key: str) -> bool:
        """Whether its shortcuts aren’t those it comes with."""
        return self._shortcuts.of(key) != self._shortcuts.default(key)

    @property
    def are_any_own(self) -> bool:
        return bool(self._settings.current.shortcuts)

    def verdict(self, key: str, shortcut: str) -> Verdict:
        """Of keys that were pressed for a command. shortcut: Qt’s portable text."""
        named = native_text(shortcut)
        emotion = self._emotions.get(shortcut.removeprefix("Shift+").casefold())
        if emotion is not None:
            return Verdict(_("“{key}” marks “{emotion}”.", key=named, emotion=emotion))
        if marks(shortcut):
            return Verdict(_("“{key}” marks what you feel.", key=named))
        if is_needed_everywhere(shortcut):
            return Verdict(_("“{key}” is needed in lists and fields.", key=named))
        holder = self._holder(shortcut, key)
        if holder in FIXED:
            command = str(self.command(holder).text)
            # Translators: command is what it does, such as “Note on the newest mark”
            return Verdict(_("“{key}” always means “{command}”.", key=named, command=command))
        return Verdict(taken_from=holder)

    def give(self, key: str, shortcuts: Sequence[str]) -> None:
        """Whichever command has one of them loses it."""
        own = self._settings.current.own_shortcuts
        for command in self._shortcuts.commands:
            left = tuple(each for each in command.shortcuts if each not in shortcuts)
            if command.key != key and left != command.shortcuts:
                own[command.key] = left
        own[key] = tuple(shortcuts)
        self._keep(own)

    def reset(self, key: str) -> None:
        """Back to those it comes with, also if another command has them now."""
        self.give(key, self._shortcuts.default(key))

    def reset_all(self) -> None:
        self._keep({})

    def taken_by_reset(self, key: str) -> str:
        """The key of a command that would lose a shortcut; empty if none would."""
        holders = (self._holder(each, key) for each in self._shortcuts.default(key))
        return next(filter(None, holders), "")

    def _holder(self, shortcut: str, but: str) -> str:
        found = (each for each in self._shortcuts.commands if shortcut in each.shortcuts)
        return next((each.key for each in found if each.key != but), "")

    def _keep(self, own: dict[str, tuple[str, ...]]) -> None:
        self._settings.change(
            shortcuts=tuple(
                OwnShortcuts(key, keys)
                for key, keys in own.items()
                if key not in self._known or keys != self._shortcuts.default(key)
            )
        )

    @property
    def _known(self) -> frozenset[str]:
        return frozenset(each.key for each in self._shortcuts.commands)
