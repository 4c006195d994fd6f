"""Alignments: where the same musical moment is in two tracks."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.models.anchor_pairs import Anchor, AnchorPairs
from db.models.base import Authored, Base, reference


class Alignment(Authored, Base):
    """One track and another version of it. anchors: pairs of a time in the track and the same
    moment in the other, in ms. found_by: listener or search.
    """

    __tablename__ = "alignment"

    track_id: Mapped[int] = reference("track.id")
    other_track_id: Mapped[int] = reference("track.id")
    anchors: Mapped[tuple[Anchor, ...]] = mapped_column(AnchorPairs, default=())
    found_by: Mapped[str] = mapped_column(default="listener")
