"""Examples: the sentences of a codebook's rules, run through the coder and compared with the events marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.article import Article
from reportedly.codebook import Codebook, Rule
from reportedly.codebook.checking import example_of
from reportedly.codebook.marked import MarkedEvent, Words
from reportedly.coder import Coder
from reportedly.record import Argument, Event, Record, Span

__all__ = ["Miss", "Outcome", "Row", "run_examples"]


@dataclass(frozen=True, slots=True)
class Row:
    """An event in words: as the example wants it, or as it was coded."""

    type: str
    made: str
    act: str
    status: str
    trigger: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]

    def field(self, name: str) -> str:
        """The words of a field: ``type``, ``made``, ``act``, ``status``, ``trigger``, ``source`` or ``target``."""
        value = getattr(self, {"source": "sources", "target": "targets"}.get(name, name))
        return value if isinstance(value, str) else "; ".join(value) or "nobody"

    def __str__(self) -> str:
        layers = f"{self.type} {self.made}"
        if (self.act, self.status) != (self.type, self.made):
            layers += f", {self.act} {self.status}"
        sources, targets = ("; ".join(words) or "-" for words in (self.sources, self.targets))
        return f"{layers} | {self.trigger} | {sources} > {targets}"


@dataclass(frozen=True, slots=True)
class Miss:
    """An event that the example wants and nothing coded fits.

    Args:
        wanted: the event.
        nearest: the coded event that differs in the fewest fields; None where nothing was coded.
        faults: these fields.
    """

    wanted: Row
    nearest: Row | None
    faults: tuple[str, ...]

    def differences(self) -> Iterator[tuple[str, str, str]]:
        """Field, what is wanted, what was coded."""
        if self.nearest is not None:
            for field in self.faults:
                yield field, self.wanted.field(field), self.nearest.field(field)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one rule's example.

    Args:
        rule: the rule.
        text: its example without marks.
        missed: what the example wants and nothing coded fits.
        coded: all that was coded.
    """

    rule: Rule
    text: str
    missed: tuple[Miss, ...]
    coded: tuple[Row, ...]

    @property
    def passed(self) -> bool:
        """Whether every event that the example wants was coded."""
        return not self.missed


def run_examples(book: Codebook, coder: Coder, *, rules: Iterable[Rule] | None = None) -> Iterator[Outcome]:
    """Code each rule's example and compare; what is coded beside the wanted events is no fault.

    Args:
        book: the codebook.
        coder: codes with it.
        rules: only these; default: all that have an example.

    Raises:
        CodebookError: an example's marks can't be read.
    """
    for rule in book.rules.all if rules is None else rules:
        if rule.example:
            wanted = example_of(rule)
            yield _compare(rule, wanted.text, wanted.events, coder.code(Article(text=wanted.text)))


def _compare(rule: Rule, text: str, wanted: tuple[MarkedEvent, ...], record: Record) -> Outcome:
    missed = []
    for event in wanted:
        faults = [(_faults(event, coded), coded) for coded in record.events]
        few, nearest = min(faults, key=lambda pair: len(pair[0]), default=(("no event",), None))
        if few:
            missed.append(Miss(_wanted_row(event, text), _coded_row(nearest, text) if nearest else None, few))
    return Outcome(rule, text, tuple(missed), tuple(_coded_row(event, text) for event in record.events))


def _faults(wanted: MarkedEvent, coded: Event) -> tuple[str, ...]:
    """The fields in which an event isn't as wanted."""
    found = [
        name for name in ("type", "made", "act", "status") if getattr(wanted, name) != getattr(coded, name)
    ]
    if not _overlap(wanted.trigger, _words(coded.trigger)):
        found.append("trigger")
    if not _same(wanted.sources, coded.sources):
        found.append("source")
    if not _same(wanted.targets, coded.targets):
        found.append("target")
    return tuple(found)


def _same(wanted: tuple[Words, ...], coded: tuple[Argument, ...]) -> bool:
    """Whether each wanted party was coded, and no other: heads and modifiers may be cut otherwise."""
    spans = [_words(argument.span) for argument in coded]
    return len(wanted) == len(spans) and all(any(_overlap(one, span) for span in spans) for one in wanted)


def _words(span: Span) -> Words:
    return span.start, span.end


def _overlap(one: Words, other: Words) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _wanted_row(event: MarkedEvent, text: str) -> Row:
    return Row(event.type, event.made, event.act, event.status, text[slice(*event.trigger)],
               tuple(text[slice(*words)] for words in event.sources),
               tuple(text[slice(*words)] for words in event.targets))  # fmt: skip


def _coded_row(event: Event, text: str) -> Row:
    return Row(event.type, event.made, event.act, event.status, event.trigger.of(text),
               tuple(one.span.of(text) for one in event.sources),
               tuple(one.span.of(text) for one in event.targets))  # fmt: skip
