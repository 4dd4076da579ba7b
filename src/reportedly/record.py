"""Record: what one article became. Frozen, typed, to JSON and back, with its JSON Schema.

The fields, their names and their meaning are fixed (docs/record.md); unknown is ``None``, never a default.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from reportedly.errors import RecordError

__all__ = [
    "SCHEMA",
    "Actor",
    "Argument",
    "ArticleHead",
    "Certainty",
    "Event",
    "EventTime",
    "Figure",
    "MadeWith",
    "Medium",
    "Mention",
    "Note",
    "Place",
    "Polarity",
    "Record",
    "Span",
    "Statement",
    "Status",
    "Tense",
    "Time",
    "json_schema",
    "span_to_json",
]

SCHEMA: Literal["reportedly/record/1"] = "reportedly/record/1"

Status = Literal["happened", "ongoing", "planned", "possible", "denied", "wanted"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "conditional", "wanted", "unknown"]
Tense = Literal["past", "present", "future"]
Region = Literal["text", "title"]


class Span:
    """A half-open stretch ``[start, end)`` of the article's text or title, in Unicode code points.

    In JSON it is ``[start, end]``, or ``[start, end, "title"]`` where it lies in the title.

    >>> Span(0, 4).of("Iran said")
    'Iran'
    """

    __slots__ = ("end", "region", "start")
    start: int
    end: int
    region: Region

    def __init__(self, start: int, end: int, region: Region = "text") -> None:
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)
        object.__setattr__(self, "region", region)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Span is frozen: can't set {name}")

    def __reduce__(self) -> tuple[type[Span], tuple[int, int, Region]]:
        return Span, (self.start, self.end, self.region)

    def key(self) -> tuple[bool, int, int]:
        """Orders spans as they are read: the title first."""
        return (self.region == "text", self.start, self.end)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self.key() == other.key()

    def __lt__(self, other: Span) -> bool:
        return self.key() < other.key()

    def __hash__(self) -> int:
        return hash(self.key())

    def __repr__(self) -> str:
        return (
            f"Span({self.start}, {self.end})"
            if self.region == "text"
            else f"Span({self.start}, {self.end}, 'title')"
        )

    def of(self, text: str, title: str | None = None) -> str:
        """The words that the span stands for."""
        return (text if self.region == "text" else title or "")[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether both share a character of the same region."""
        return self.region == other.region and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.region == other.region and self.start <= other.start and other.end <= self.end


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What all parts of a record are: frozen, slotted, keyword-only."""


class ArticleHead(Part, frozen=True, kw_only=True):
    """The article as it was given, with its text."""

    title: str | None
    published: str | None
    outlet: str | None
    url: str | None
    language: str | None
    text: str


class Mention(Part, frozen=True, kw_only=True):
    """One place where an actor is named: by name, role, pronoun, description, or a place that acts."""

    span: Span
    how: Literal["name", "role", "pronoun", "description", "place"]


class Actor(Part, frozen=True, kw_only=True):
    """A person, organisation, country, group or people that acts in this article.

    ``country`` is ISO 3166-1 alpha-3 (``XKX`` for Kosovo) or PLOVER's ``IGO``/``NGO``/``MNC`` …; ``sectors`` are
    PLOVER's (GOV, MIL, OPP, …); ``registry`` is the id in the actor registry.
    """

    id: str
    name: str
    kind: Literal["person", "organisation", "country", "group", "people"]
    registry: str | None
    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    mentions: tuple[Mention, ...]


class Time(Part, frozen=True, kw_only=True):
    """A time expression: TIMEX3 type and value, and the half-open interval it stands for."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    start: str | None
    end: str | None
    precision: str | None
    mod: str | None = None
    guessed: bool = False


class Place(Part, frozen=True, kw_only=True):
    """A place name; coordinates in degrees (WGS 84), all null where it was not resolved, with ``why``."""

    span: Span
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: Literal["point", "city", "region", "country"] | None
    why: str


class Medium(Part, frozen=True, kw_only=True):
    """Where a statement was made: an agency, a tweet, state television."""

    text: str
    span: Span


class Statement(Part, frozen=True, kw_only=True):
    """A speaker, a cue and what was said; ``content`` has several spans where a quotation is split."""

    id: str
    speaker: str | None
    speaker_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Literal["direct", "indirect", "mixed"]
    stance: str
    addressee: str | None
    medium: Medium | None
    said_in: str | None
    confidence: float


class Argument(Part, frozen=True, kw_only=True):
    """An actor in a role of an event, and the words that put it there."""

    actor: str
    span: Span


class EventTime(Part, frozen=True, kw_only=True):
    """When: an interval (ISO, half-open), or unknown with bounds; ``basis`` says what it rests on."""

    start: str | None
    end: str | None
    precision: str | None
    span: Span | None
    not_before: str | None
    not_after: str | None
    basis: Literal["stated", "published", "said", "unknown"]


class Figure(Part, frozen=True, kw_only=True):
    """A number that the text gives; ``value`` is null for "dozens"."""

    value: int | None
    span: Span


class Event(Part, frozen=True, kw_only=True):
    """One act told in the article, in two layers: what the codebook makes of the words, and the deed spoken of."""

    id: str
    type: str
    mode: str | None
    trigger: Span
    sources: tuple[Argument, ...]
    targets: tuple[Argument, ...]
    time: EventTime
    made: Status
    act: str
    act_trigger: Span | None
    act_sources: tuple[Argument, ...] | None
    act_targets: tuple[Argument, ...] | None
    act_time: EventTime | None
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    status: Status
    evidence: tuple[Span, ...]
    cameo: str | None
    contexts: tuple[str, ...]
    quad: int | None
    score: float | None
    sentence: Span
    place: int | None
    said_by: tuple[str, ...]
    killed: Figure | None
    injured: Figure | None
    size: Figure | None
    rule: str
    confidence: float
    weighed: tuple[str, ...] = ()


class MadeWith(Part, frozen=True, kw_only=True):
    """Names and versions of what made the record."""

    coder: str
    codebook: str
    registry: str
    model: str
    options: str = ""


class Note(Part, frozen=True, kw_only=True):
    """What was cut, skipped or not understood; ``code`` is stable, ``text`` for people."""

    code: str
    text: str
    span: Span | None = None


class Record(Part, frozen=True, kw_only=True):
    """What one article became.

    >>> head = ArticleHead(title=None, published=None, outlet=None, url=None, language="en", text="Hush.")
    >>> made = MadeWith(coder="0", codebook="plover", registry="default", model="sm")
    >>> record = Record(id="a", article=head, made_with=made)
    >>> Record.from_json(record.to_json()) == record
    True
    """

    schema: Literal["reportedly/record/1"] = SCHEMA
    id: str
    article: ArticleHead
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    made_with: MadeWith
    notes: tuple[Note, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Every span that it holds, wherever it stands."""
        return _spans(self)

    def to_json(self) -> str:
        """One line of JSON, the same bytes for the same record."""
        return _encoder.encode(self).decode()

    @classmethod
    def from_json(cls, line: str | bytes, *, where: str = "") -> Record:
        """Read a record back.

        Raises:
            RecordError: the JSON doesn't fit the schema; the message names the field.
        """
        try:
            return _decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RecordError(f"no record: {error}", where=where, do="see `reportedly schema`") from None

    def to_arrow(self) -> Any:
        """The events as a `pyarrow.Table`, a row each (`reportedly.event_frames` takes many records)."""
        from reportedly.event_frames import to_arrow

        return to_arrow([self])

    def to_pandas(self) -> Any:
        """The events as a `pandas.DataFrame`, a row each."""
        from reportedly.event_frames import to_pandas

        return to_pandas([self])

    def to_polars(self) -> Any:
        """The events as a `polars.DataFrame`, a row each."""
        from reportedly.event_frames import to_polars

        return to_polars([self])

    def _repr_html_(self) -> str:
        """What a notebook shows: the text with its triggers and actors marked, and a table of its events."""
        from reportedly.record_html import record_html

        return record_html(self)


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _spans(getattr(value, field))


def span_to_json(value: object) -> list[int | str]:
    """A span as it is written in JSON; msgspec's hook for what it doesn't know."""
    if isinstance(value, Span):
        return [value.start, value.end] if value.region == "text" else [value.start, value.end, "title"]
    raise NotImplementedError(type(value))


def _span_from_json(kind: type, value: Any) -> Any:
    if kind is not Span:
        raise NotImplementedError(kind)
    match value:
        case [int(start), int(end)] if 0 <= start <= end:
            return Span(start, end)
        case [int(start), int(end), "title"] if 0 <= start <= end:
            return Span(start, end, "title")
    raise ValueError(f'{json.dumps(value)[:40]} is no span: [start, end] or [start, end, "title"]')


def _span_schema(kind: type) -> dict[str, Any]:
    if kind is not Span:
        raise NotImplementedError(kind)
    offset = {"type": "integer", "minimum": 0}
    return {
        "title": "Span",
        "description": "[start, end) in code points of article.text, or of the title where the third item says so",
        "type": "array",
        "prefixItems": [offset, offset, {"const": "title"}],
        "items": False,
        "minItems": 2,
    }


_encoder = msgspec.json.Encoder(enc_hook=span_to_json)
_decoder = msgspec.json.Decoder(Record, dec_hook=_span_from_json)


def json_schema() -> dict[str, Any]:
    """The record's JSON Schema (draft 2020-12).

    >>> json_schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    schema = msgspec.json.schema(Record, schema_hook=_span_schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}
