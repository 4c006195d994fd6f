"""Those who listened, too, in words."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.words import _
from ui.words.lists import and_list


def with_people(names: Sequence[str]) -> str:
    """“with Ida and Jo”; empty for nobody."""
    # Translators: {people} are names, “with Ida and Jo”
    return _("with {people}", people=and_list(names)) if names else ""
