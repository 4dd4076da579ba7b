"""Who plays which part in the marked sentences: what the model of roles learns from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.tokens import Token

from reportedly.article import Article
from reportedly.codebook import load_codebook
from reportedly.codebook.features import candidates
from reportedly.codebook.marked import MarkedEvent
from reportedly.codebook.marked import Words as Span
from reportedly.codebook.model import NONE
from reportedly.codebook.training import Word, head_of_trigger
from reportedly.codebook.tree import tree_of
from reportedly.registry import default_registry
from reportedly.steps.parse import Sentence, load_parser
from reportedly.steps.roles import SOURCE, TARGET, pair, pair_features
from reportedly.steps.who import find_actors
from training.rows import marked

__all__ = ["pairs_of"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})


def pairs_of(rows: Sequence[dict[str, Any]]) -> Iterator[list[Word]]:
    """For each sentence its pairs of trigger and actor, each with the actor's role."""
    parsed = load_parser().parse_many(Article(text=row["text"]) for row in rows)
    registry = default_registry()
    book = load_codebook()
    for row, article in zip(rows, parsed, strict=True):
        cast = find_actors(article, registry=registry)
        found = []
        for sentence in article.sentences:
            tree = tree_of(sentence.doc)
            able = {node.i for node in candidates(tree)}
            for event in marked(row).events:
                for trigger, label, sources, targets in _layers(event):
                    head = head_of_trigger(_inside(sentence, [trigger]), able)
                    if head is not None:
                        one = pair(sentence, tree, head.i, label, cast, book)
                        roles = _roles(sentence, [m.head for m in one.mentions], sources, targets)
                        features = pair_features(one, cast)
                        found += [
                            Word(tuple(f), role) for f, role in zip(features, roles, strict=True) if role
                        ]
        yield found


def _layers(event: MarkedEvent) -> Iterator[tuple[Span, str, Sequence[Span], Sequence[Span]]]:
    """Each trigger with the type that it names, its sources and its targets."""
    if event.act_trigger is None:
        yield event.trigger, event.act, event.sources, event.targets
        return
    yield event.trigger, event.type, event.sources, event.targets
    yield event.act_trigger, event.act, event.act_sources or event.sources, event.act_targets or event.targets


def _roles(
    sentence: Sentence, heads: Iterable[int], sources: Sequence[Span], targets: Sequence[Span]
) -> list[str]:
    """The role of each mention; of one that only stands inside a party's words ("{s1 Iran's minister}": Iran) nothing."""
    source, target = _heads(sentence, sources), _heads(sentence, targets)
    within = {token.i for token in _inside(sentence, [*sources, *targets])}
    return [
        SOURCE if at in source else TARGET if at in target else "" if at in within else NONE for at in heads
    ]


def _heads(sentence: Sentence, spans: Sequence[Span]) -> set[int]:
    """The tokens that govern the others of each span, with those joined to them."""
    found: set[int] = set()
    for span in spans:
        inside = _inside(sentence, [span])
        own = {token.i for token in inside}
        heads = [token for token in inside if token.head.i not in own or token.head.i == token.i]
        waiting = [token for token in heads if token.pos_ in _NOMINAL] or heads
        while waiting:
            token = waiting.pop()
            found.add(token.i)
            waiting += [child for child in token.children if child.dep_ == "conj" and child.i in own]
    return found


def _inside(sentence: Sentence, spans: Sequence[Span]) -> list[Token]:
    return [
        token
        for token in sentence.doc
        for start, end in spans
        if sentence.start + token.idx < end and sentence.start + token.idx + len(token) > start
    ]
