"""Suggesting: words that stand where a type's triggers stand and that no rule codes yet, with their sentences.

A word is compared in its sentence: by what it means and by the meanings of its objects, subjects and neighbours, with
the triggers of the type's marked sentences (`reportedly.codebook.meanings`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reportedly.article import Article
from reportedly.codebook import Codebook
from reportedly.codebook.checking import example_of
from reportedly.codebook.features import candidates
from reportedly.codebook.marked import MarkedSentence, Words, read_marked
from reportedly.codebook.meanings import load_meanings
from reportedly.codebook.sentences import shipped_sentences
from reportedly.codebook.training import head_of_trigger
from reportedly.codebook.tree import Node, tree_of
from reportedly.errors import CodebookError
from reportedly.record import Record, Span
from reportedly.steps.parse import ParsedArticle, Parser, Sentence, load_parser

__all__ = ["NEAR", "Found", "Suggestion", "suggest"]

#: How near a word has to be, as the mean cosine with the three nearest examples.
NEAR = 0.35
_NEAREST = 3
#: So many examples are enough to compare with.
_MOST = 300
#: These are said of everything.
_LIGHT = frozenset(
    "say tell be have do get go make take come put see know think want try use keep let".split()
)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """A word in its sentence.

    Args:
        words: of the sentence; ``at`` is where the word stands in them.
        near: mean cosine with the nearest examples, up to 1.
    """

    article: str
    words: str
    at: tuple[int, int]
    near: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A trigger that a rule could have.

    Args:
        trigger: as a rule names it: ``ship``, ``hand_over``.
        part: ``verbs``, ``nouns`` or ``adjs``: the rule's field.
        times: how often it stands near the examples.
        objects: what it acts on, the commonest first.
        examples: the sentences nearest to the type's.
    """

    trigger: str
    part: str
    times: int
    objects: tuple[str, ...]
    examples: tuple[Found, ...]


def suggest(
    book: Codebook,
    type: str,
    records: Iterable[Record],
    *,
    near: float = NEAR,
    claimed: bool = False,
    shown: int = 2,
    parser: Parser | None = None,
) -> list[Suggestion]:
    """Triggers for a type, the most frequent first.

    Args:
        book: the codebook that has the type.
        records: coded articles; their texts are parsed anew.
        near: how near to the examples, 0 to 1.
        claimed: also words that a rule of another type claims, or that were coded as an event of another type.
        shown: sentences for each.

    Raises:
        CodebookError: there is no such type, or it has no example to compare with.
    """
    if type not in book.types:
        raise CodebookError(
            f"has no type {type!r}", where=book.name, do="`reportedly codebook show` lists types"
        )
    reader = parser or load_parser()
    known = _examples(book, type, reader)
    if not len(known):
        raise CodebookError(
            f"has no example of {type}", where=book.name, do="give one of its rules an `example`"
        )
    found: defaultdict[tuple[str, str], list[tuple[Found, str | None]]] = defaultdict(list)
    held: dict[str, Record] = {}

    def articles() -> Iterator[Article]:
        for record in records:
            held[record.id] = record
            yield Article(id=record.id, text=record.article.text, title=record.article.title)

    for parsed in reader.parse_many(articles()):
        record = held.pop(parsed.article.identity())
        for node, one in _near(parsed, record, book, type, known, near, claimed):
            found[_trigger(node)].append((one, _object(node)))
    suggestions = [_suggestion(part, trigger, some, shown) for (part, trigger), some in found.items()]
    return sorted(suggestions, key=lambda one: (-one.times, one.trigger, one.part))


def _examples(book: Codebook, type: str, parser: Parser) -> Floats:
    """What the type's triggers mean in their sentences: shape (examples, 700), each of length 1."""
    marked = [example_of(rule) for rule in book.rules.all if rule.type == type and rule.example]
    marked += [read_marked(line, where=type) for line in book.types[type].sentences]
    shipped = [one for one in shipped_sentences() if _marks(one, type)]
    # An even choice: the shipped sentences stand in the order in which they were written.
    marked += shipped[:: max(1, -(-len(shipped) // _MOST))]
    own = [(one, _marks(one, type)) for one in marked]
    rows: list[Floats] = []
    for (_, marks), parsed in zip(
        own, parser.parse_many(Article(text=one.text) for one, _ in own), strict=True
    ):
        for sentence in parsed.sentences:
            tree = tree_of(sentence.doc)
            able = {node.i for node in candidates(tree)}
            for start, end in marks:
                inside = [
                    t
                    for t in sentence.doc
                    if sentence.start + t.idx < end and sentence.start + t.idx + len(t) > start
                ]
                head = head_of_trigger(inside, able)
                if head is not None:
                    rows.append(load_meanings().of(tree, [tree[head.i]])[0])
    return _unit(np.array(rows, dtype=np.float32))


def _marks(sentence: MarkedSentence, type: str) -> list[Words]:
    found = [event.trigger for event in sentence.events if event.type == type]
    return found + [e.act_trigger for e in sentence.events if e.act == type and e.act_trigger is not None]


def _near(
    parsed: ParsedArticle,
    record: Record,
    book: Codebook,
    type: str,
    known: Floats,
    near: float,
    claimed: bool,
) -> Iterator[tuple[Node, Found]]:
    coded = _coded(record, type, claimed)
    for sentence in parsed.sentences:
        if not sentence.parsed:
            continue
        tree = tree_of(sentence.doc)
        words = list(candidates(tree))
        if not words:
            continue
        cosines = _unit(load_meanings().of(tree, words)) @ known.T
        count = min(_NEAREST, cosines.shape[1])
        shares = np.sort(cosines, axis=1)[:, -count:].mean(axis=1)
        taken = {
            node.i
            for node in words
            if any(span.overlaps(sentence.span(node.i, node.i + 1)) for span in coded)
        }
        strong = taken | {node.i for node, share in zip(words, shares, strict=True) if share >= near}
        for node, share in zip(words, shares, strict=True):
            if share < near or node.i in taken or not _open(node, book, type, claimed):
                continue
            above = None if node.pos == "VERB" else _verb_above(node)
            # Of "shipped tanks" the verb is the trigger, of "made a shipment" the noun.
            if above is None or above.lemma in _LIGHT or above.i not in strong:
                yield node, _found(record.id, sentence, node, float(share))


def _verb_above(node: Node) -> Node | None:
    at = node
    while at.head.i != at.i:
        at = at.head
        if at.pos == "VERB":
            return at
    return None


def _coded(record: Record, type: str, claimed: bool) -> list[Span]:
    """Triggers that are coded: as this type, or as any."""
    events = [event for event in record.events if not claimed or type in (event.type, event.act)]
    return [span for event in events for span in (event.trigger, event.act_trigger) if span is not None]


def _open(node: Node, book: Codebook, type: str, claimed: bool) -> bool:
    if node.lemma in _LIGHT or len(node.lemma) < 3 or node.pos == "PROPN":
        return False
    return not any(match.full and (not claimed or match.rule.type == type) for match in book.rules.of(node))


def _found(article: str, sentence: Sentence, node: Node, near: float) -> Found:
    token = sentence.doc[node.i]
    return Found(article, sentence.doc.text.strip(), (token.idx, token.idx + len(token)), round(near, 3))


def _trigger(node: Node) -> tuple[str, str]:
    """Its field in a rule, and how that names it."""
    if node.pos in {"VERB", "AUX"}:
        particle = next((child.lower for child in node.children if child.dep == "prt"), None)
        return "verbs", f"{node.lemma}_{particle}" if particle else node.lemma
    return ("adjs" if node.pos == "ADJ" else "nouns"), node.lemma


def _object(node: Node) -> str | None:
    kinds = {"dobj", "nsubjpass"}
    return next((child.lemma for child in node.children if child.dep in kinds and child.pos == "NOUN"), None)


def _suggestion(part: str, trigger: str, some: Sequence[tuple[Found, str | None]], shown: int) -> Suggestion:
    counts: defaultdict[str, int] = defaultdict(int)
    for _, acted_on in some:
        if acted_on:
            counts[acted_on] += 1
    objects = sorted(counts, key=lambda word: (-counts[word], word))[:8]
    best: dict[str, Found] = {}
    for one, _ in sorted(some, key=lambda pair: (-pair[0].near, pair[0].article, pair[0].at)):
        # The same sentence in two outlets shows nothing new.
        best.setdefault(one.words, one)
    return Suggestion(trigger, part, len(some), tuple(objects), tuple(best.values())[:shown])


def _unit(rows: Floats) -> Floats:
    if not len(rows):
        return rows
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)
