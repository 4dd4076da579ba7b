"""Cast: the actors of one article and every place where they are mentioned. `who` writes it, later steps read it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reportedly.record import Actor

__all__ = ["ActorMention", "Cast", "How"]

How = Literal["name", "role", "pronoun", "description", "place"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named by tokens of one sentence.

    Args:
        actor: the actor's id ("a1").
        sentence: `Sentence.index`.
        first: first token of the naming words, ``[first, end)`` in the sentence's tokens.
        end: one past their last token.
        head: the token that governs the others; syntax is read there.
        how: by name, role, pronoun, description, or a place that acts ("Tehran said").
    """

    actor: str
    sentence: int
    first: int
    end: int
    head: int
    how: How


@dataclass(frozen=True)
class Cast:
    """The actors of an article, and their mentions in reading order.

    Words that stand for several actors ("they", "the two countries") are several mentions of the same tokens.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[ActorMention, ...]

    @cached_property
    def _by_sentence(self) -> dict[int, tuple[ActorMention, ...]]:
        found: defaultdict[int, list[ActorMention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.sentence].append(mention)
        return {sentence: tuple(mentions) for sentence, mentions in found.items()}

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    def actor(self, id: str) -> Actor:
        """The actor with this id."""
        return self._by_id[id]

    def in_sentence(self, sentence: int) -> tuple[ActorMention, ...]:
        """All mentions in the sentence of that index, in reading order."""
        return self._by_sentence.get(sentence, ())

    def headed_by(self, sentence: int, token: int) -> tuple[ActorMention, ...]:
        """The mentions whose head is this token."""
        return tuple(m for m in self.in_sentence(sentence) if m.head == token)

    def at(self, sentence: int, token: int) -> tuple[ActorMention, ...]:
        """The shortest mentions that hold this token; several where the words stand for several actors."""
        holding = [m for m in self.in_sentence(sentence) if m.first <= token < m.end]
        shortest = min((m.end - m.first for m in holding), default=0)
        return tuple(m for m in holding if m.end - m.first == shortest)
