"""A sentence as the search for actors sees it: its noun phrases and the registry's names in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.language.roles import word_set
from reportedly.registry import Registry
from reportedly.registry.entity import Entity
from reportedly.steps.cast import How
from reportedly.steps.parse import Sentence
from reportedly.steps.who_names import Spotted

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["NOMINAL", "Phrase", "SentenceView", "is_subject", "start_of"]

#: Labels under which a word that is no noun can head a noun phrase ("two of them", "the accused").
NOMINAL = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent", "conj", "attr", "appos", "oprd", "ROOT", "poss"}
)
_BEFORE_A_PHRASE = frozenset({"CCONJ", "ADP", "SCONJ", "ADV", "PUNCT", "SPACE"})
_CLAUSES = frozenset({"relcl", "acl", "appos", "parataxis", "ccomp", "advcl"})
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
_CUTS = frozenset({",", ";", ":", "--", "—", '"', "“", "”", "(", ")", "''", "``"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention before it is known whose: its tokens and what they say.

    Args:
        first, end, head: as in `ActorMention`.
        kind: of the actor; None for a pronoun.
        name: the words that name it; for a description the whole phrase.
        entity: id in the registry, where the words alone decide it.
        person: a person's own name without title, or "".
        role: the words of the office.
        noun: the role noun, to match "the minister" to a "foreign minister"; a pronoun in lower case.
        appositive_to: head of the phrase that this one stands beside, or that a relative pronoun takes up.
        owner: the token that tells whose it is ("his government", "the government of X").
        states: countries that it is shared by.
    """

    sentence: int
    first: int
    end: int
    head: int
    how: How
    kind: str | None
    name: str
    entity: str | None = None
    person: str = ""
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    noun: str = ""
    former: bool = False
    plural: bool = False
    definite: bool = False
    gender: str = ""
    appositive_to: int | None = None
    owner: int | None = None
    subject: bool = False


@dataclass(slots=True)
class SentenceView:
    """A sentence while its phrases are read.

    Args:
        tokens, lowered, text: the sentence's tokens, their words in lower case, and its text, read once.
        korea: whether "the North" and "the South" are states.
        of_token: the registry's name that covers a token.
        covered: tokens of names that a phrase has taken up, so that they are no actors of their own.
        swallowed: heads of common nouns inside a title ("chief of *staff*").
    """

    sentence: Sentence
    registry: Registry
    spotted: list[Spotted]
    tokens: list[Token]
    lowered: list[str]
    text: str
    korea: bool = False
    of_token: dict[int, Spotted] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)
    swallowed: set[int] = field(default_factory=set)
    _place: list[str | None] = field(default_factory=list)

    def words(self, first: int, end: int) -> str:
        """The text of tokens, without a possessive ending."""
        last = self.tokens[end - 1]
        text = self.text[self.tokens[first].idx : last.idx + len(last)].strip()
        return text[:-2] if text.endswith(("'s", "’s")) else text

    def without_article(self, first: int, end: int) -> str:
        """The text of tokens without an article or possessive pronoun at their beginning."""
        while first < end - 1 and self.lowered[first] in word_set("articles"):
            first += 1
        return self.words(first, end)

    def lower(self, first: int, end: int) -> list[str]:
        """The words in lower case."""
        return self.lowered[first:end]

    def entities(self, names: list[Spotted]) -> list[Entity]:
        """The registry's entries of spotted names."""
        found = [self.registry.show(name.id) for name in names]
        return [entity for entity in found if entity]

    def modifiers(self, token: Token, first: int) -> tuple[list[Spotted], Token | None]:
        """The names before a head that tell whose it is, and its possessor."""
        names: list[Spotted] = []
        owner: Token | None = None
        i = first
        while i < token.i:
            other = self.tokens[i]
            if other.dep_ == "poss" and other.head.i >= i:
                owner = other
            spotted = self.of_token.get(i)
            if spotted and spotted.end <= token.i:
                if not spotted.by_another:
                    names.append(spotted)
                i = spotted.end
                continue
            i += 1
        return names, owner

    def follower(self, token: Token, prepositions: frozenset[str]) -> Token | None:
        """The noun of a prepositional phrase that begins right after the head."""
        at = token.i + 1
        if at < len(self.tokens) and self.lowered[at] in prepositions and self.tokens[at].dep_ == "prep":
            return next((child for child in self.tokens[at].rights if child.dep_ == "pobj"), None)
        return None

    def country_of_place(self, token: Token, end: int) -> str | None:
        """The country of "in Lahore" or "in Lahore, Pakistan" right after the phrase."""
        for at in (token.i + 1, end):
            if at >= len(self.tokens) or self.lowered[at] not in word_set("place_prepositions"):
                continue
            inner = next((child for child in self.tokens[at].rights if child.dep_ == "pobj"), None)
            if inner is None:
                continue
            for i in range(inner.left_edge.i, min(inner.i + 4, len(self.tokens))):
                spotted = self.of_token.get(i)
                if spotted:
                    entity = self.registry.show(spotted.id)
                    return entity.country if entity else None
        return None

    def country_of_scene(self) -> str | None:
        """The only country that the sentence names, if it places something there ("in Caracas"), else None."""
        if not self._place:
            countries: set[str] = set()
            placed = False
            for name in self.spotted:
                entity = self.registry.show(name.id)
                if entity is None or entity.country is None or entity.country in _BODIES:
                    continue
                countries.add(entity.country)
                head = self.tokens[name.end - 1]
                placed |= head.dep_ == "pobj" and head.head.lower_ in word_set("place_prepositions")
            self._place.append(countries.pop() if placed and len(countries) == 1 else None)
        return self._place[0]


def start_of(token: Token, tokens: list[Token]) -> int:
    """Where a noun phrase begins: its left edge without what only stands before it."""
    doc = tokens
    first = min(token.left_edge.i, token.i)
    for i in range(token.i - 1, first - 1, -1):
        other = doc[i]
        if other.head.i == token.i and (other.dep_ in _CLAUSES or (other.text in _CUTS and i - first < 3)):
            first = i + 1
            break
    while first < token.i and (
        doc[first].pos_ in _BEFORE_A_PHRASE or doc[first].lower_ in {"both", "only", "even"}
    ):
        first += 1
    return first


def is_subject(token: Token) -> bool:
    """Whether a noun, or the first of those that it is joined to by "and", is a subject."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "ROOT"}
