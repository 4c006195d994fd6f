"""Emotion sets and their emotions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.emotion import Emotion, EmotionSet
from db.models.emotional_tag import EmotionalTag


def add_set(session: Session, key: str, name: str, position: int) -> EmotionSet:
    row = EmotionSet(key=key, name=name, position=position)
    session.add(row)
    session.flush()
    return row


def add(session: Session, set_id: int, **values: Any) -> Emotion:
    row = Emotion(set_id=set_id, **values)
    session.add(row)
    session.flush()
    return row


def next_position(session: Session, set_id: int) -> int:
    last = session.scalar(select(func.max(Emotion.position)).where(Emotion.set_id == set_id))
    return 0 if last is None else last + 1


def with_shortcut(session: Session, shortcut: str) -> list[Emotion]:
    return list(session.scalars(select(Emotion).where(Emotion.shortcut == shortcut)))


def is_used(session: Session, emotion_id: int) -> bool:
    found = select(EmotionalTag.id).where(EmotionalTag.emotion_id == emotion_id).limit(1)
    return session.scalar(found) is not None
