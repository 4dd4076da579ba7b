"""Differing: what two codebooks make of the same articles. Each is parsed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.article import Article
from reportedly.codebook import Codebook
from reportedly.registry import Registry, default_registry
from reportedly.steps.cast import ActorMention
from reportedly.steps.deed import Deed
from reportedly.steps.does import find_events
from reportedly.steps.parse import ParsedArticle, Parser, load_parser
from reportedly.steps.who import find_actors

__all__ = ["Coding", "Difference", "differences"]


@dataclass(frozen=True, slots=True)
class Coding:
    """An event in words, as one codebook has it."""

    type: str
    mode: str | None
    made: str
    act: str
    status: str
    trigger: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    rule: str

    def __str__(self) -> str:
        layers = f"{self.type}{f' ({self.mode})' if self.mode else ''} {self.made}"
        if (self.act, self.status) != (self.type, self.made):
            layers += f", {self.act} {self.status}"
        sources, targets = ("; ".join(words) or "-" for words in (self.sources, self.targets))
        return f"{layers} | {self.trigger} | {sources} > {targets}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two codebooks part.

    Args:
        kind: ``new`` (only the second codes it), ``gone`` (only the first does), ``other`` (both do, not alike).
        words: of the sentence.
        first, second: None where that codebook has no event there.
    """

    kind: Literal["new", "gone", "other"]
    article: str
    words: str
    first: Coding | None
    second: Coding | None

    @property
    def turn(self) -> str:
        """The types: ``AID → ARMS_TRANSFER``, with ``-`` for none."""
        types = (one.type if one else "-" for one in (self.first, self.second))
        return " → ".join(types)


def differences(
    first: Codebook,
    second: Codebook,
    articles: Iterable[Article],
    *,
    parser: Parser | None = None,
    registry: Registry | None = None,
) -> Iterator[Difference]:
    """Code articles with two codebooks and tell where they part, in reading order.

    Times, places and voices don't hang on the codebook and aren't compared.
    """
    actors = registry or default_registry()
    for parsed in (parser or load_parser()).parse_many(articles):
        cast = find_actors(parsed, registry=actors)
        names = {actor.id: actor.name for actor in cast.actors}
        codings = [find_events(parsed, cast=cast, codebook=book) for book in (first, second)]
        yield from _compared(parsed, codings[0], codings[1], names)


def _compared(
    parsed: ParsedArticle, first: Sequence[Deed], second: Sequence[Deed], names: dict[str, str]
) -> Iterator[Difference]:
    others = list(second)
    pairs: list[tuple[Deed | None, Deed | None]] = []
    for deed in first:
        alike = [one for one in others if _same_words(deed, one)]
        # Of two events on one word the one of the same type is the same.
        match = next((one for one in alike if one.type == deed.type), alike[0] if alike else None)
        if match is not None:
            others.remove(match)
        pairs.append((deed, match))
    pairs += [(None, one) for one in others]
    for one, other in sorted(pairs, key=_place):
        had, has = (None if deed is None else _coding(parsed, deed, names) for deed in (one, other))
        if had is not None and has is not None and _plain(had) == _plain(has):
            continue
        known = one or other
        assert known is not None
        yield Difference(
            kind="new" if had is None else "gone" if has is None else "other",
            article=parsed.article.identity(), words=parsed.sentences[known.sentence].doc.text.strip(),
            first=had, second=has,
        )  # fmt: skip


def _same_words(one: Deed, other: Deed) -> bool:
    if one.sentence != other.sentence:
        return False
    return bool(_heads(one) & _heads(other))


def _heads(deed: Deed) -> set[int]:
    return {deed.head} | ({deed.act_head} if deed.act_head is not None else set())


def _place(pair: tuple[Deed | None, Deed | None]) -> tuple[int, int]:
    deed = pair[0] or pair[1]
    assert deed is not None
    return deed.sentence, deed.head


def _plain(one: Coding) -> tuple[object, ...]:
    """All but the rule, whose name holds its codebook's."""
    return (one.type, one.mode, one.made, one.act, one.status, one.trigger, one.sources, one.targets)


def _coding(parsed: ParsedArticle, deed: Deed, names: dict[str, str]) -> Coding:
    def called(mentions: tuple[ActorMention, ...]) -> tuple[str, ...]:
        return tuple(names.get(mention.actor, "?") for mention in mentions)

    doc = parsed.sentences[deed.sentence].doc
    trigger = doc[deed.trigger[0] : deed.trigger[1]].text
    return Coding(type=deed.type, mode=deed.mode, made=deed.made, act=deed.act, status=deed.status, trigger=trigger,
                  sources=called(deed.sources), targets=called(deed.targets), rule=deed.rule)  # fmt: skip
