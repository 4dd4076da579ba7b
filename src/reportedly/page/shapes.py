"""Shapes: what the API answers with, as its OpenAPI description tells it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

__all__ = [
    "ActorAnswer",
    "ActorHit",
    "ArticleAnswer",
    "ArticleHit",
    "Bar",
    "DeskAnswer",
    "Dispute",
    "DyadAnswer",
    "DyadLine",
    "Edge",
    "EventLine",
    "Given",
    "HappeningAnswer",
    "HappeningLine",
    "Judged",
    "List",
    "MapPoint",
    "NetworkAnswer",
    "Party",
    "PrecisionLine",
    "Promise",
    "Queue",
    "SearchAnswer",
    "StatementLine",
]


class Party(BaseModel):
    """An actor as views show it."""

    name: str | None = None
    registry: str | None = None
    country: str | None = None
    sectors: list[str] | None = None
    kind: str | None = None


class HappeningLine(BaseModel):
    """A happening in a list."""

    id: str
    type: str
    act: str
    sources: list[Party]
    targets: list[Party]
    day: date | None
    dated_by: str
    place: str | None
    quad: int | None
    status: dict[str, int]
    reports: int
    outlets: int
    words: str
    article: str
    event: str


class EventLine(BaseModel):
    """An event in a list."""

    article: str
    event: str
    happening: str | None
    type: str
    act: str
    status: str
    made: str
    day: date | None
    dated_by: str
    sources: list[Party]
    targets: list[Party]
    voices: list[Party]
    words: str
    outlet: str | None
    confidence: float | None


class StatementLine(BaseModel):
    """A statement in a list."""

    article: str
    statement: str
    outlet: str | None
    published_on: date | None
    speaker: Party | None
    stance: str
    kind: str
    words: str


class List(BaseModel):
    """Some rows of many; ``more`` says whether others follow."""

    more: bool


class HappeningList(List):
    rows: list[HappeningLine]


class EventList(List):
    rows: list[EventLine]


class StatementList(List):
    rows: list[StatementLine]


class ArticleHit(BaseModel):
    """An article in a list."""

    article: str
    title: str | None
    start: str | None
    outlet: str | None
    published_on: date | None
    copy_of: str | None = None
    events: int = 0


class ArticleList(List):
    rows: list[ArticleHit]


class Side(BaseModel):
    """One side of a dispute."""

    claim: str
    voices: list[dict[str, Any]]
    reports: list[dict[str, Any]]


class Dispute(BaseModel):
    """What one voice asserts and another denies."""

    happening: str
    about: str
    type: str
    sources: list[Party]
    targets: list[Party]
    sides: list[Side]


class Promise(BaseModel):
    """What was promised, threatened, demanded or planned, and what became of it."""

    id: str
    promised_in: str
    article: str
    event: str
    kind: str
    by: list[Party]
    act: str
    sources: list[Party]
    targets: list[Party]
    said: date | None
    due: list[str | None] | None
    outcome: str
    happening: str | None
    words: str | None = None


class DisputeList(List):
    """``ready`` is false while they are being counted for the first time."""

    ready: bool
    rows: list[Dispute]


class PromiseList(List):
    """``ready`` is false while they are being counted for the first time."""

    ready: bool
    rows: list[Promise]


class DyadLine(BaseModel):
    """A pair of countries with what passed between them lately."""

    a: str
    b: str
    a_name: str
    b_name: str
    events: int
    cooperation: int
    conflict: int
    score: float | None
    months: list[list[int]] = Field(description="cooperation and conflict of each of the last twelve months")


class Counts(BaseModel):
    """How much the archive holds."""

    articles: int
    events: int
    statements: int
    happenings: int
    outlets: int
    first: date | None
    last: date | None


class DeskAnswer(BaseModel):
    """The desk at one look."""

    counts: Counts
    latest: list[HappeningLine]
    dyads: list[DyadLine]
    articles: list[ArticleHit]


class ActorHit(BaseModel):
    """An actor in a list."""

    key: str
    name: str
    registry: str | None
    country: str | None
    kind: str | None
    articles: int


class SearchAnswer(BaseModel):
    """What a search finds."""

    dyad: list[ActorHit] | None
    days: list[date] | None
    actors: list[ActorHit]
    happenings: list[HappeningLine]
    articles: list[ArticleHit]


class Bar(BaseModel):
    """Events of one period, side and status."""

    period: str
    side: Literal["cooperation", "conflict", "neither"]
    status: str
    events: int


class DyadAnswer(BaseModel):
    """What passed between two actors."""

    a: ActorHit
    b: ActorHit
    by: str
    periods: list[str]
    bars: list[Bar]
    scores: dict[str, float | None]
    events: int


class OfficeLine(BaseModel):
    """An office, from the registry or as articles gave it."""

    title: str
    country: str | None
    since: str | None
    until: str | None
    told_by: Literal["registry", "articles"]


class Partner(BaseModel):
    """Whom an actor deals with."""

    actor: ActorHit
    events: int
    cooperation: int
    conflict: int
    score: float | None


class ActorAnswer(BaseModel):
    """An actor over all articles."""

    actor: ActorHit
    names: list[str]
    offices: list[OfficeLine]
    partners: list[Partner]
    first: date | None
    last: date | None
    events: int
    statements: int


class Place(BaseModel):
    """A place with coordinates in degrees."""

    name: str
    country: str | None
    lat: float
    lon: float


class HappeningAnswer(BaseModel):
    """A happening with all its reports."""

    happening: dict[str, Any]
    places: list[Place]
    disputes: list[Dispute]
    promises: list[Promise]


class ReasonLine(BaseModel):
    """One answer to why."""

    about: str
    value: str
    why: str
    spans: list[list[int | str]]


class EventShown(BaseModel):
    """An event in words."""

    sources: str
    type: str
    targets: str
    made: str
    act: str
    status: str
    when: str
    where: str
    voice: str
    reasons: list[ReasonLine]


class ArticleAnswer(BaseModel):
    """An article's record, and its events in words with the reasons."""

    record: dict[str, Any]
    events: dict[str, EventShown]
    happenings: dict[str, str]
    copy_of: str | None
    revision_of: str | None


class Edge(BaseModel):
    """What passed between two nodes."""

    a: str
    b: str
    events: int
    cooperation: int
    conflict: int
    score: float | None


class NetworkAnswer(BaseModel):
    """Who dealt with whom."""

    nodes: list[ActorHit]
    edges: list[Edge]
    more: bool


class MapPoint(Place):
    """A place with the events there."""

    events: int
    cooperation: int
    conflict: int


class MapAnswer(BaseModel):
    """Where events were."""

    points: list[MapPoint]
    events: int
    placed: int


class Given(BaseModel):
    """A correction that is sent."""

    article: str = Field(max_length=2000)
    about: Literal["event", "statement", "actor"]
    item: str = Field(max_length=40)
    verdict: Literal["accept", "correct", "reject"]
    changes: dict[str, Any] = Field(default_factory=dict, max_length=20)
    by: str = Field(min_length=1, max_length=200)


class Judged(BaseModel):
    """A correction as it is kept."""

    correction: str
    article: str
    about: str
    item: str | None
    words: str
    verdict: str
    changes: dict[str, Any]
    by: str
    at: str


class QueueItem(BaseModel):
    """An item that waits for a judgement."""

    article: str
    item: str
    words: str
    type: str | None = None


class Queue(BaseModel):
    """What waits for a judgement, in the order in which to judge it."""

    waiting: int
    judged: int
    rows: list[QueueItem]
    fields: dict[str, str]


class PrecisionLine(BaseModel):
    """How many of the judged were right, with the interval (Wilson, 95 %)."""

    group: str
    name: str
    judged: int
    right: int
    low: float
    high: float
