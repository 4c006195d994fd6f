"""How a feeling changed from before listening to after it."""

from __future__ import annotations

from app.core.words import Text
from app.journal.records import FeltChange

CHANGE_WORDS = {
    FeltChange.CALMER: Text("calmer"),
    FeltChange.SAME: Text("the same", "a feeling"),
    FeltChange.RESTLESS: Text("more restless"),
}
