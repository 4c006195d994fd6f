"""Emotion sets."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import AUTOINCREMENT, Authored, Base, reference


class EmotionSet(Authored, Base):
    """An emotion set: shipped, or the listener's own."""

    __tablename__ = "emotion_set"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class Emotion(Authored, Base):
    """An emotion. If it is in use, it is archived, never deleted."""

    __tablename__ = "emotion"
    __table_args__ = (
        CheckConstraint("valence BETWEEN -1 AND 1 AND arousal BETWEEN -1 AND 1", "affect"),
        AUTOINCREMENT,
    )

    set_id: Mapped[int] = reference("emotion_set.id")
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    gloss: Mapped[str] = mapped_column(default="")
    valence: Mapped[float] = mapped_column(default=0.0)
    arousal: Mapped[float] = mapped_column(default=0.0)
    colour: Mapped[str]
    icon: Mapped[str] = mapped_column(default="heart")
    pattern: Mapped[str] = mapped_column(default="solid")
    shortcut: Mapped[str | None]
    is_retired: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
