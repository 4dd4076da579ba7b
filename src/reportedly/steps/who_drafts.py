"""Actors while an article is read, and the memory of them that later phrases look back to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reportedly.registry.folding import fold, surname
from reportedly.steps.cast import ActorMention
from reportedly.steps.who_view import Phrase

__all__ = ["REACH", "Draft", "Memory"]

#: Sentences that a pronoun or "the minister" looks back over.
REACH = 2
#: Words of a role noun that don't tell one office from another.
_LOOSE = frozenset(["military", "army", "top", "senior", "deputy", "the", "of", "general", "acting"])


@dataclass(slots=True, eq=False)
class Draft:
    """An actor while the article is read.

    Args:
        person: a person's own name, or "".
        nouns: the role nouns by which it was called.
        office: titles of the offices that the registry knows for the day, in lower case.
        described: whether it has only been described so far, not named.
    """

    number: int
    kind: str
    name: str
    entity: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    person: str = ""
    nouns: set[str] = field(default_factory=set)
    office: str = ""
    plural: bool = False
    gender: str = ""
    described: bool = False
    definite: bool = False
    mentions: list[ActorMention] = field(default_factory=list)
    last_sentence: int = -1
    last_token: int = -1
    last_subject: int = -1

    def holds(self, noun: str, sectors: tuple[str, ...]) -> bool:
        """Whether it is known, from the text or the registry, to hold the office that a role noun names."""
        if noun in self.nouns:
            return True
        words = set(noun.split()) - _LOOSE
        if not words or (sectors and set(sectors).isdisjoint(self.sectors)):
            return False
        told = set((self.role or "").lower().split()) | set(self.office.split())
        return words <= told and (len(words) > 1 or noun in self.office)


class Memory:
    """The actors of an article so far, by name and by what the sentence at hand says of them."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.by_key: dict[tuple[str, ...], Draft] = {}
        self.by_surname: dict[str, list[Draft]] = {}
        #: Of the sentence at hand: head token -> actors, and all mentions in the order in which they were joined.
        self.at_head: dict[int, list[Draft]] = {}
        self.mentioned: list[tuple[Phrase, Draft]] = []

    def begin_sentence(self) -> None:
        """Forget what was true of the last sentence only."""
        self.at_head = {}
        self.mentioned = []

    def new(self, phrase: Phrase, country: str | None) -> Draft:
        """A new actor from a phrase."""
        draft = Draft(
            len(self.drafts) + 1,
            phrase.kind or "person",
            phrase.name,
            phrase.entity,
            country,
            phrase.sectors,
            phrase.role,
            phrase.person if phrase.kind == "person" else "",
            plural=phrase.plural,
            gender=phrase.gender,
            described=phrase.how in {"description", "role"},
            definite=phrase.definite,
        )
        self.drafts.append(draft)
        return draft

    def mention(self, phrase: Phrase, draft: Draft) -> None:
        """Note that a phrase stands for an actor."""
        if phrase.noun and phrase.how != "pronoun":
            draft.nouns.add(phrase.noun)
        draft.mentions.append(
            ActorMention(
                str(draft.number), phrase.sentence, phrase.first, phrase.end, phrase.head, phrase.how
            )
        )
        draft.last_sentence, draft.last_token = phrase.sentence, phrase.head
        if phrase.subject:
            draft.last_subject = phrase.sentence
        self.at_head.setdefault(phrase.head, []).append(draft)
        self.mentioned.append((phrase, draft))

    def remember_person(self, draft: Draft) -> None:
        """Let a person be found by full name and surname."""
        self.by_key["person", fold(draft.person)] = draft
        last = fold(draft.person.split()[-1])
        for family in dict.fromkeys((last, last.rpartition(" ")[2], surname(draft.person, draft.country))):
            self.remember_surname(family, draft)

    def remember_surname(self, family: str, draft: Draft) -> None:
        """Let a person be found by one more word."""
        listed = self.by_surname.setdefault(family, [])
        if draft not in listed:
            listed.append(draft)

    def replace(self, old: Draft, new: Draft) -> None:
        """Give all mentions of one actor to another."""
        new.mentions.extend(old.mentions)
        new.nouns |= old.nouns
        old.mentions = []
        self.drafts[old.number - 1] = new
        for key, known in list(self.by_key.items()):
            if known is old:
                self.by_key[key] = new
        for drafts in self.at_head.values():
            drafts[:] = [new if draft is old else draft for draft in drafts]
        self.mentioned = [(phrase, new if draft is old else draft) for phrase, draft in self.mentioned]

    def known(self, fits: Callable[[Draft], bool]) -> list[Draft]:
        """The actors that fit, each once, in the order in which they came."""
        return [d for number, d in enumerate(self.drafts, 1) if d.number == number and fits(d)]

    def state_of(self, draft: Draft) -> Draft:
        """The country itself of an actor, where the article names it."""
        return self.by_key.get(("id", draft.country or ""), draft)

    @staticmethod
    def only(drafts: Iterable[Draft]) -> Draft | None:
        """The one of these, or the one that was last a subject; None where they tie."""
        found = list(dict.fromkeys(drafts))
        if len(found) == 1:
            return found[0]
        latest = max((draft.last_subject for draft in found), default=-1)
        led = [draft for draft in found if draft.last_subject == latest >= 0]
        return led[0] if len(led) == 1 else None
