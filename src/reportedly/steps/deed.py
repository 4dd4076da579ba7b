"""Deed: one event as `does` finds it, in tokens of its sentence, before times, places and voices are joined to it."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.record import Certainty, Figure, Polarity, Status, Tense
from reportedly.steps.cast import ActorMention

__all__ = ["Deed", "Tokens"]

#: First token and one past the last, in the sentence's tokens.
Tokens = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An event of one sentence; the fields mean what they mean in the record.

    Args:
        sentence: `Sentence.index`.
        trigger: tokens that name the ``type``.
        head: the trigger's governing token, where its syntax is read.
        act_trigger: tokens that name the act, None where the act is the type.
        act_head: the act trigger's governing token, None likewise.
        act_sources: None where the act's sources are the type's; so with ``act_targets``.
        evidence: single tokens that decided polarity, certainty and tense.
        weighed: features that weighed most, for `explain`.
    """

    sentence: int
    type: str
    mode: str | None
    trigger: Tokens
    head: int
    sources: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]
    made: Status
    act: str
    act_trigger: Tokens | None = None
    act_head: int | None = None
    act_sources: tuple[ActorMention, ...] | None = None
    act_targets: tuple[ActorMention, ...] | None = None
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    tense: Tense = "past"
    status: Status = "happened"
    evidence: tuple[int, ...] = ()
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int | None = None
    score: float | None = None
    killed: Figure | None = None
    injured: Figure | None = None
    size: Figure | None = None
    rule: str
    confidence: float
    weighed: tuple[str, ...] = ()
