"""Invented news: articles with their records, as many as are asked for and the same each time. Nothing in them is true.

They have what pages are slow about: few actors in most events, several outlets on one happening, voices that contradict
each other, promises with days, places, years of time.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from reportedly import record as r
from reportedly.article import Article

MADE_WITH = r.MadeWith(coder="invented", codebook="invented", registry="invented", model="none")
FIRST, DAYS = date(2014, 1, 1), 3_650
EVENTS_AN_ARTICLE = 8
OUTLETS = tuple(
    f"{place} {name}" for name in ("Courier", "Herald", "Post", "Wire") for place in ("Harbour", "Hill", "River", "Bay", "Plain")
)  # fmt: skip
#: Country, alpha-3, a city with latitude and longitude.
COUNTRIES = (
    ("Iran", "IRN", "Tehran", 35.7, 51.4), ("Russia", "RUS", "Moscow", 55.8, 37.6), ("Ukraine", "UKR", "Kyiv", 50.5, 30.5),
    ("China", "CHN", "Beijing", 39.9, 116.4), ("Israel", "ISR", "Haifa", 32.8, 35.0), ("Turkey", "TUR", "Ankara", 39.9, 32.9),
    ("India", "IND", "Delhi", 28.7, 77.2), ("Pakistan", "PAK", "Lahore", 31.6, 74.3), ("Sudan", "SDN", "Khartoum", 15.5, 32.5),
    ("Ethiopia", "ETH", "Mekelle", 13.5, 39.5), ("Kenya", "KEN", "Nairobi", -1.3, 36.8), ("Egypt", "EGY", "Cairo", 30.0, 31.2),
    ("Poland", "POL", "Warsaw", 52.2, 21.0), ("Germany", "DEU", "Berlin", 52.5, 13.4), ("France", "FRA", "Paris", 48.9, 2.4),
    ("Norway", "NOR", "Oslo", 59.9, 10.8), ("Japan", "JPN", "Tokyo", 35.7, 139.7), ("Armenia", "ARM", "Yerevan", 40.2, 44.5),
    ("Azerbaijan", "AZE", "Baku", 40.4, 49.9), ("Georgia", "GEO", "Tbilisi", 41.7, 44.8), ("Serbia", "SRB", "Belgrade", 44.8, 20.5),
    ("Brazil", "BRA", "Recife", -8.1, -34.9), ("Colombia", "COL", "Cali", 3.5, -76.5), ("Peru", "PER", "Lima", -12.0, -77.0),
    ("Chile", "CHL", "Santiago", -33.5, -70.7), ("Nigeria", "NGA", "Kano", 12.0, 8.5), ("Mali", "MLI", "Gao", 16.3, 0.0),
    ("Niger", "NER", "Niamey", 13.5, 2.1), ("Yemen", "YEM", "Aden", 12.8, 45.0), ("Iraq", "IRQ", "Mosul", 36.3, 43.1),
    ("Syria", "SYR", "Homs", 34.7, 36.7), ("Lebanon", "LBN", "Tyre", 33.3, 35.2), ("Jordan", "JOR", "Amman", 31.9, 35.9),
    ("Vietnam", "VNM", "Hanoi", 21.0, 105.8), ("Thailand", "THA", "Bangkok", 13.8, 100.5), ("Mexico", "MEX", "Puebla", 19.0, -98.2),
)  # fmt: skip
#: Verb, its past, type, quad, score.
DEEDS = (
    ("visit", "visited", "CONSULT", 1, 1.9), ("aid", "aided", "AID", 2, 7.4), ("praise", "praised", "SUPPORT", 1, 3.4),
    ("accuse", "accused", "ACCUSE", 3, -2.0), ("shell", "shelled", "ASSAULT", 4, -9.0), ("sanction", "sanctioned", "SANCTION", 3, -5.0),
    ("warn", "warned", "THREATEN", 3, -4.4), ("pay", "paid", "COOPERATE", 2, 5.2), ("detain", "detained", "COERCE", 4, -7.0),
    ("urge", "urged", "REQUEST", 3, -0.1),
)  # fmt: skip
_UNKNOWN = r.EventTime(
    start=None, end=None, precision=None, span=None, not_before=None, not_after=None, basis="unknown"
)


@dataclass(slots=True)
class _Writing:
    """An article that is being written."""

    text: str = ""
    actors: dict[str, r.Actor] = field(default_factory=dict)
    places: list[r.Place] = field(default_factory=list)
    statements: list[r.Statement] = field(default_factory=list)
    events: list[r.Event] = field(default_factory=list)

    def put(self, words: str) -> r.Span:
        start = len(self.text)
        self.text += words
        return r.Span(start, len(self.text))

    def actor(self, name: str, country: str, *, role: str | None = None) -> r.Argument:
        span = self.put(name)
        if name not in self.actors:
            self.actors[name] = r.Actor(
                id=f"a{len(self.actors) + 1}", name=name, kind="person" if role else "country",
                registry=None if role else country, country=country, sectors=("GOV",), role=role,
                mentions=(r.Mention(span=span, how="name"),),
            )  # fmt: skip
        return r.Argument(actor=self.actors[name].id, span=span)


@dataclass(frozen=True, slots=True)
class _Happening:
    """What several outlets write about."""

    source: int
    target: int
    deed: int
    day: date
    killed: int | None
    promised: bool


def articles(count: int, *, seed: int = 7) -> Iterator[tuple[Article, r.Record]]:
    """So many articles, the earliest first, with their records.

    Args:
        count: articles, with eight events each.
        seed: other news of the same kind.
    """
    chance = random.Random(seed)
    recent: list[_Happening] = []
    for n in range(count):
        day = FIRST + timedelta(days=n * DAYS // count)
        recent = [one for one in recent if (day - one.day).days <= 2]
        chosen: list[_Happening] = []
        while len(chosen) < EVENTS_AN_ARTICLE:
            one = chance.choice(recent) if recent and chance.random() < 0.55 else _happening(chance, day)
            if one not in chosen:
                chosen.append(one)
                if one not in recent:
                    recent.append(one)
        yield _write(chance, n, day, chosen)


def _happening(chance: random.Random, day: date) -> _Happening:
    # Weights fall as in real news: the first pair has a few per cent of everything.
    source = min(int(chance.expovariate(0.13)), len(COUNTRIES) - 1)
    target = (source + 1 + min(int(chance.expovariate(0.25)), len(COUNTRIES) - 2)) % len(COUNTRIES)
    deed = chance.randrange(len(DEEDS))
    deadly = DEEDS[deed][3] == 4 and chance.random() < 0.6
    return _Happening(
        source,
        target,
        deed,
        day,
        chance.randint(1, 40) if deadly else None,
        not deadly and chance.random() < 0.2,
    )


def _write(
    chance: random.Random, n: int, day: date, chosen: Iterable[_Happening]
) -> tuple[Article, r.Record]:
    writing = _Writing()
    for happening in chosen:
        _tell(chance, writing, happening, day)
    first = writing.events[0]
    names = {actor.id: actor.name for actor in writing.actors.values()}
    title = f"{names[first.sources[0].actor]} and {names[first.targets[0].actor]}: news of {day.isoformat()}, no. {n}"
    article = Article(
        id=f"invented-{n}", text=writing.text, title=title, published=day.isoformat(), outlet=chance.choice(OUTLETS),
        language="en", url=f"https://news.example/{day.isoformat()}/{n}",
    )  # fmt: skip
    head = r.ArticleHead(
        title=title, published=article.published, outlet=article.outlet, url=article.url, language="en", text=writing.text
    )  # fmt: skip
    return article, r.Record(
        id=f"invented-{n}", article=head, actors=tuple(writing.actors.values()), places=tuple(writing.places),
        statements=tuple(writing.statements), events=tuple(writing.events), made_with=MADE_WITH,
    )  # fmt: skip


def _tell(chance: random.Random, writing: _Writing, happening: _Happening, published: date) -> None:
    source, target = COUNTRIES[happening.source], COUNTRIES[happening.target]
    verb, past, type, quad, score = DEEDS[happening.deed]
    if writing.text:
        writing.put("\n" if chance.random() < 0.3 else " ")
    start = len(writing.text)
    denied = not happening.promised and chance.random() < 0.12
    doer = writing.actor(source[0], source[1])
    writing.put(" will " if happening.promised else " has not " if denied else " ")
    trigger = writing.put(verb if happening.promised else past)
    writing.put(" ")
    suffers = writing.actor(target[0], target[1])
    killed = None
    if happening.killed is not None and not denied:
        writing.put(", killing ")
        told = happening.killed + chance.choice((0, 0, 0, 2, 5))
        killed = r.Figure(value=told, span=writing.put(str(told)))
        writing.put(" people")
    writing.put(" in ")
    place = r.Place(
        span=writing.put(target[2]), name=target[2], country=target[1], admin1=None, lat=target[3], lon=target[4],
        geonameid=None, precision="city", why="invented",
    )  # fmt: skip
    writing.places.append(place)
    act_day = happening.day + timedelta(days=20 if happening.promised else 0)
    writing.put(" by " if happening.promised else " on ")
    time = r.EventTime(
        start=act_day.isoformat(), end=(act_day + timedelta(days=1)).isoformat(), precision="day",
        span=writing.put(f"{act_day.day} {act_day:%B %Y}"), not_before=None, not_after=None, basis="stated",
    )  # fmt: skip
    content = r.Span(start, len(writing.text))
    said_by: tuple[str, ...] = ()
    if denied or happening.promised or chance.random() < 0.6:
        speaks = source if denied or happening.promised else chance.choice((source, target))
        writing.put(", ")
        speaker = writing.actor(
            f"{speaks[2]}a Minister-{speaks[1].title()}", speaks[1], role="foreign minister"
        )
        writing.put(" ")
        cue = writing.put("said")
        said_by = (f"s{len(writing.statements) + 1}",)
        writing.statements.append(r.Statement(
            id=said_by[0], speaker=speaker.actor, speaker_span=speaker.span, cue=cue, content=(content,), kind="indirect",
            stance="denies" if denied else "asserts", addressee=None, medium=None, said_in=None, confidence=0.9,
        ))  # fmt: skip
    writing.put(".")
    promised = happening.promised
    writing.events.append(r.Event(
        id=f"e{len(writing.events) + 1}", type="AGREE" if promised else type, mode=None, trigger=trigger, sources=(doer,),
        targets=(suffers,), time=_UNKNOWN if promised else time, made="denied" if denied else "happened", act=type,
        act_trigger=None, act_sources=None, act_targets=None, act_time=time if promised else None,
        polarity="negative" if denied else "positive", certainty="certain", tense="future" if promised else "past",
        status="planned" if promised else "denied" if denied else "happened", evidence=(), cameo=None, contexts=(),
        quad=1 if promised else quad, score=score, sentence=r.Span(start, len(writing.text)),
        place=len(writing.places) - 1, said_by=said_by, killed=killed, injured=None, size=None, rule="invented",
        confidence=round(chance.uniform(0.4, 1.0), 2),
    ))  # fmt: skip
