"""Three articles with records made by hand, so that golden files hang on the format alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from reportedly import record as r
from reportedly.archive import Archive
from reportedly.article import Article
from reportedly.export import Told

TALKS = (
    "Minister Kari Lund met Peru’s trade chief Ana Rojas in Lima on Monday.\r\n\r\n"
    "Norway will not deliver wheat to Kenya, Lund said. “Fiji’s soldiers attacked the port of Mombasa on 9 March, "
    "killing 3,” Kenya told Radio Pwani. Fiji denied that it had raided the port. Peru may ask Fiji for talks 🚢."
)
RAID = "Fiji’s soldiers attacked the port of Mombasa, killing 4. The UN blamed Fiji’s army & navy <both>."
MARCH = "Dock workers marched through Bergen.\tThey will ship 20 cranes to Peru."
MADE_WITH = r.MadeWith(coder="0.1.0", codebook="plover-0.8", registry="2026.1", model="by-hand")
NOT_SAID = r.EventTime(start=None, end=None, precision=None, span=None, not_before=None, not_after=None, basis="unknown")  # fmt: skip


class Words:
    """Where words first stand in a text."""

    def __init__(self, text: str, region: r.Region = "text") -> None:
        self.text, self.region = text, region

    def __call__(self, words: str, after: str = "") -> r.Span:
        start = self.text.index(words, self.text.index(after) if after else 0)
        return r.Span(start, start + len(words), self.region)


def actor(id: str, name: str, at: r.Span, kind: str = "country", *, registry: str | None = None, country: str | None = None,
          sectors: str = "", role: str | None = None, how: str = "name") -> r.Actor:  # fmt: skip
    return r.Actor(id=id, name=name, kind=kind, registry=registry, country=country, sectors=tuple(sectors.split()),
                   role=role, mentions=(r.Mention(span=at, how=how),))  # fmt: skip


def on(day: str, next_day: str, at: r.Span | None) -> r.EventTime:
    return r.EventTime(start=day, end=next_day, precision="day", span=at, not_before=None, not_after=None,
                       basis="stated" if at else "published")  # fmt: skip


def event(id: str, type: str, trigger: r.Span, sentence: r.Span, sources: list[tuple[str, r.Span]],
          targets: list[tuple[str, r.Span]], **given: object) -> r.Event:  # fmt: skip
    def side(parties: list[tuple[str, r.Span]]) -> tuple[r.Argument, ...]:
        return tuple(r.Argument(actor=a, span=span) for a, span in parties)

    fields = {
        "mode": None, "time": NOT_SAID, "made": "happened", "act": type, "act_trigger": None, "act_sources": None,
        "act_targets": None, "act_time": None, "polarity": "positive", "certainty": "certain", "tense": "past",
        "status": "happened", "evidence": (), "cameo": None, "contexts": (), "quad": None, "score": None, "place": None,
        "said_by": (), "killed": None, "injured": None, "size": None, "rule": f"{type.lower()}.test", "confidence": 0.8,
    }  # fmt: skip
    return r.Event(id=id, type=type, trigger=trigger, sentence=sentence, sources=side(sources), targets=side(targets),
                   **(fields | given))  # fmt: skip


def statement(id: str, speaker: str, at: r.Span, cue: r.Span, content: r.Span, stance: str = "asserts",
              kind: str = "indirect", medium: r.Medium | None = None) -> r.Statement:  # fmt: skip
    return r.Statement(id=id, speaker=speaker, speaker_span=at, cue=cue, content=(content,), kind=kind, stance=stance,
                       addressee=None, medium=medium, said_in=None, confidence=0.9)  # fmt: skip


def talks() -> r.Record:
    """Ministers meet; one refuses, one accuses, one denies, one may ask."""
    w = Words(TALKS)
    lund, rojas = w("Minister Kari Lund"), w("Ana Rojas")
    first = w("Minister Kari Lund met Peru’s trade chief Ana Rojas in Lima on Monday.")
    refusal, raid, denial = w("Norway will not deliver wheat to Kenya"), w("Fiji’s soldiers attacked the port of Mombasa on 9 March, killing 3"), w("it had raided the port")  # fmt: skip
    quoted = r.Span(raid.start - 1, raid.end + 2)
    wish = w("Peru may ask Fiji for talks 🚢.")
    asked_peru, asked_fiji = w("Peru", "Peru may"), w("Fiji", "Fiji for talks")
    return r.Record(
        id="talks-1",
        article=r.ArticleHead(title="Talks in Lima", published="2024-03-12T08:30:00+01:00", outlet="Harbour Courier",
                              url="https://harbour.example/talks?id=1&lang=en", language="en", text=TALKS),
        actors=(
            actor("a1", "Kari Lund", lund, "person", registry="wikidata:Q1", country="NOR", sectors="GOV", role="minister"),
            actor("a2", "Ana Rojas", rojas, "person", country="PER", sectors="GOV", role="trade chief"),
            actor("a3", "Norway", w("Norway"), registry="NOR", country="NOR"),
            actor("a4", "Kenya", w("Kenya"), registry="KEN", country="KEN", how="place"),
            actor("a5", "Fiji’s soldiers", w("Fiji’s soldiers"), "group", country="FJI", sectors="MIL", how="role"),
            actor("a6", "Fiji", w("Fiji", "Fiji denied"), registry="FJI", country="FJI", how="place"),
            actor("a7", "Peru", asked_peru, registry="PER", country="PER"),
        ),
        times=(
            r.Time(span=w("Monday"), type="DATE", value="2024-03-11", start="2024-03-11", end="2024-03-12", precision="day"),
            r.Time(span=w("9 March"), type="DATE", value="2024-03-09", start="2024-03-09", end="2024-03-10", precision="day"),
        ),
        places=(
            r.Place(span=w("Lima"), name="Lima", country="PER", admin1="Lima region", lat=-12.04318, lon=-77.02824,
                    geonameid=3936456, precision="city", why="largest of that name"),
            r.Place(span=w("Mombasa"), name="Mombasa", country="KEN", admin1=None, lat=-4.05466, lon=39.66359,
                    geonameid=186301, precision="city", why="largest of that name"),
        ),
        statements=(
            statement("s1", "a1", w("Lund", "Lund said"), w("said"), refusal, "vows"),
            statement("s2", "a4", w("Kenya", "Kenya told"), w("told"), quoted, kind="direct",
                      medium=r.Medium(text="Radio Pwani", span=w("Radio Pwani"))),
            statement("s3", "a6", w("Fiji", "Fiji denied"), w("denied"), denial, "denies"),
        ),
        events=(
            event("e1", "CONSULT", w("met"), first, [("a1", lund), ("a2", rojas)], [], mode="visit", cameo="042", quad=1,
                  score=4.0, contexts=("diplomatic",), place=0, time=on("2024-03-11", "2024-03-12", w("Monday"))),
            event("e2", "REJECT", w("deliver"), r.Span(refusal.start, w("said").end + 1), [("a3", w("Norway"))],
                  [("a4", w("Kenya"))], act="AID", cameo="1222", quad=3, score=-4.0, contexts=("economic",), polarity="negative",
                  tense="future", status="denied", said_by=("s1",), time=on("2024-03-12", "2024-03-13", None)),
            event("e3", "ASSAULT", w("attacked"), r.Span(quoted.start, w("Radio Pwani.").end), [("a5", w("Fiji’s soldiers"))],
                  [("a4", w("Mombasa"))], cameo="190", quad=4, score=-10.0, contexts=("military",), place=1, said_by=("s2",),
                  killed=r.Figure(value=3, span=w("3", "killing 3")), time=on("2024-03-09", "2024-03-10", w("9 March"))),
            event("e4", "ASSAULT", w("raided"), w("Fiji denied that it had raided the port."), [("a6", w("it", "it had"))], [],
                  made="denied", status="denied", polarity="negative", cameo="190", quad=4, score=-10.0, place=1,
                  contexts=("military",), said_by=("s3",), evidence=(w("denied"),)),
            event("e5", "REQUEST", w("ask"), wish, [("a7", asked_peru)], [("a6", asked_fiji)], made="possible", act="CONSULT",
                  act_trigger=w("talks"), act_sources=(r.Argument(actor="a7", span=asked_peru), r.Argument(actor="a6", span=asked_fiji)),
                  act_targets=(), certainty="wanted", tense="future", status="wanted", cameo="1056", quad=3, score=-1.0,
                  evidence=(w("may"),), act_time=NOT_SAID),
        ),
        made_with=MADE_WITH,
    )  # fmt: skip


def raid() -> r.Record:
    """Another outlet tells of the raid in its own voice."""
    w = Words(RAID)
    end = w("killing 4.").end
    return r.Record(
        id="raid-2",
        article=r.ArticleHead(title=None, published="2024-03-13", outlet="Inland Post", url=None, language="en", text=RAID),
        actors=(
            actor("a1", "Fiji’s soldiers", w("Fiji’s soldiers"), "group", country="FJI", sectors="MIL", how="role"),
            actor("a2", "Kenya", w("Mombasa"), registry="KEN", country="KEN", how="place"),
            actor("a3", "UN", w("UN"), "organisation", registry="org:un", country="UNO"),
        ),
        places=(r.Place(span=w("Mombasa"), name="Mombasa", country="KEN", admin1=None, lat=-4.05466, lon=39.66359,
                        geonameid=186301, precision="city", why="largest of that name"),),
        events=(
            event("e1", "ASSAULT", w("attacked"), r.Span(0, end), [("a1", w("Fiji’s soldiers"))], [("a2", w("Mombasa"))],
                  cameo="190", quad=4, score=-10.0, contexts=("military",), place=0,
                  killed=r.Figure(value=4, span=w("4", "killing 4"))),
            event("e2", "ACCUSE", w("blamed"), r.Span(end + 1, len(RAID)), [("a3", w("UN"))],
                  [("a1", w("Fiji’s army & navy <both>"))], mode="disapprove", cameo="111", quad=3, score=-2.0),
        ),
        made_with=MADE_WITH,
    )  # fmt: skip


def march() -> r.Record:
    """No date, no outlet, no target; a type of one's own that nobody else's codes know."""
    w = Words(MARCH)
    return r.Record(
        id="march-3",
        article=r.ArticleHead(title="Dockers march", published=None, outlet=None, url=None, language=None, text=MARCH),
        actors=(
            actor("a1", "Dock workers", w("Dock workers"), "people", country="NOR", sectors="LAB CVL", how="description"),
            actor("a2", "Peru", w("Peru"), registry="PER", country="PER"),
        ),
        events=(
            event("e1", "PROTEST", w("marched"), w("Dock workers marched through Bergen."), [("a1", w("Dock workers"))], [],
                  mode="demo", cameo="141", quad=4, score=-6.5, size=r.Figure(value=None, span=w("workers"))),
            event("e2", "TRANSFER", w("ship"), w("They will ship 20 cranes to Peru."), [("a1", w("They"))], [("a2", w("Peru"))],
                  tense="future", status="planned"),
        ),
        made_with=MADE_WITH,
    )  # fmt: skip


@pytest.fixture(scope="session")
def records() -> list[r.Record]:
    """The three, in their order of publication."""
    return [talks(), raid(), march()]


def as_an_archive_tells() -> list[Told]:
    """The raid is one happening with two reports."""
    joined = {"talks-1": {"e3": "h1"}, "raid-2": {"e1": "h1"}}
    return [
        Told(record=one, events=one.events, statements=one.statements, happenings=joined.get(one.id, {}))
        for one in (talks(), raid(), march())
    ]


@pytest.fixture(scope="session")
def material() -> list[Told]:
    """As an archive tells them."""
    return as_an_archive_tells()


@pytest.fixture
def records_file(records: list[r.Record], tmp_path: Path) -> Path:
    """The three as `reportedly code` writes them."""
    path = tmp_path / "records.jsonl"
    path.write_text("".join(one.to_json() + "\n" for one in records), encoding="utf-8")
    return path


class ByHand:
    """A coder that knows the three articles, so that an archive can hold them."""

    made_with = MADE_WITH

    def check(self, article: Article) -> Article:
        return article

    def code_many(self, articles: Iterable[Article]) -> Iterator[r.Record]:
        known = {one.id: one for one in (talks(), raid(), march())}
        return (known[article.identity()] for article in articles)


@pytest.fixture(scope="session")
def archive(records: list[r.Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three in an archive, its reports joined."""
    path = tmp_path_factory.mktemp("archives") / "desk"
    fields = ("title", "published", "outlet", "url", "language", "text")
    articles = [
        Article(id=one.id, **{name: getattr(one.article, name) for name in fields}) for one in records
    ]
    with Archive(path, create=True) as opened:
        for _ in opened.add(articles, coder=ByHand()):
            pass
        opened.join()
    return path
