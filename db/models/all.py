"""Imports every model, so that `metadata` is complete."""

from __future__ import annotations

from db.models.album_entry import AlbumEntry
from db.models.alignment import Alignment
from db.models.audio_file import AudioFile
from db.models.base import Base
from db.models.character import Character
from db.models.cue import Cue
from db.models.echo import Echo
from db.models.emotion import Emotion, EmotionSet
from db.models.emotional_tag import EmotionalTag
from db.models.intensity_event import IntensityEvent
from db.models.journal_entry import (
    EntryMoment,
    EntryPerson,
    EntryPicture,
    EntryScene,
    EntryTrack,
    JournalEntry,
)
from db.models.journal_line import JournalLine
from db.models.listen import HeardStretch, Listen
from db.models.lyrics import Lyrics, Subtitle
from db.models.moment import FavouriteMoment
from db.models.question import OpenQuestion, Refusal
from db.models.recognition import Recognition
from db.models.scene import Scene, SceneCharacter
from db.models.theme import Occurrence, Theme, ThemeCharacter
from db.models.trace import Trace
from db.models.track import Track
from db.models.track_source import TrackSource
from db.models.work import Episode, Saga, Work

metadata = Base.metadata

__all__ = [
    "AlbumEntry",
    "Alignment",
    "AudioFile",
    "Character",
    "Cue",
    "Echo",
    "Emotion",
    "EmotionSet",
    "EmotionalTag",
    "EntryMoment",
    "EntryPerson",
    "EntryPicture",
    "EntryScene",
    "EntryTrack",
    "Episode",
    "FavouriteMoment",
    "HeardStretch",
    "IntensityEvent",
    "JournalEntry",
    "JournalLine",
    "Listen",
    "Lyrics",
    "Occurrence",
    "OpenQuestion",
    "Recognition",
    "Refusal",
    "Saga",
    "Scene",
    "SceneCharacter",
    "Subtitle",
    "Theme",
    "ThemeCharacter",
    "Trace",
    "Track",
    "TrackSource",
    "Work",
    "metadata",
]
