"""A coder of a tiny language, so that tests of the archive are fast and depend on nothing that is found in real prose.

Sentences: ``Norway did aid Malawi on 2024-03-12 killing 3, Kenya said.`` with did, didn't or will; all but the first
four words may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from reportedly import record as r
from reportedly.archive import Archive
from reportedly.article import Article
from reportedly.errors import LanguageError

COUNTRIES = {"Norway": "NOR", "Malawi": "MWI", "Kenya": "KEN", "Peru": "PER", "Fiji": "FJI"}
VERBS = {
    "aid": ("AID", 2, 7.0),
    "visit": ("CONSULT", 1, 1.0),
    "attack": ("ASSAULT", 4, -9.0),
    "blame": ("ACCUSE", 3, -2.0),
}
_SENTENCE = re.compile(
    r"(?P<source>[A-Z]\w+) (?P<how>did|didn't|will) (?P<verb>\w+) (?P<target>[A-Z]\w+)(?: on (?P<day>[\d-]{10}))?"
    r"(?: killing (?P<killed>\d+))?(?:, (?P<speaker>[A-Z]\w+) said)?[^.]*\."
)


class TinyCoder:
    """Keeps the protocol `Codes`."""

    def __init__(self, version: str = "1") -> None:
        self.made_with = r.MadeWith(coder=version, codebook="tiny", registry="tiny", model="none")
        self.coded: list[str] = []

    def check(self, article: Article) -> Article:
        if article.language not in {None, "en"}:
            raise LanguageError(f"is {article.language}")
        return article

    def code_many(self, articles: Iterable[Article]) -> Iterator[r.Record]:
        for article in articles:
            self.coded.append(article.identity())
            yield self._code(article)

    def _code(self, article: Article) -> r.Record:
        actors: dict[str, r.Actor] = {}
        statements: list[r.Statement] = []
        events: list[r.Event] = []

        def argument(match: re.Match[str], group: str) -> r.Argument:
            name, span = match[group], r.Span(*match.span(group))
            if name not in actors:
                country = COUNTRIES.get(name)
                actors[name] = r.Actor(
                    id=f"a{len(actors) + 1}", name=name, kind="country" if country else "organisation",
                    registry=country, country=country, sectors=("GOV",) if country else (), role=None,
                    mentions=(r.Mention(span=span, how="name"),),
                )  # fmt: skip
            return r.Argument(actor=actors[name].id, span=span)

        for match in _SENTENCE.finditer(article.text):
            act, quad, score = VERBS[match["verb"]]
            will = match["how"] == "will"
            said_by: tuple[str, ...] = ()
            if match["speaker"]:
                speaker = argument(match, "speaker")
                said_by = (f"s{len(statements) + 1}",)
                statements.append(r.Statement(
                    id=said_by[0], speaker=speaker.actor, speaker_span=speaker.span, cue=None,
                    content=(r.Span(match.start(), match.start("speaker")),), kind="indirect", stance="asserts",
                    addressee=None, medium=None, said_in=None, confidence=1.0,
                ))  # fmt: skip
            when = _day(match)
            events.append(r.Event(
                id=f"e{len(events) + 1}", type="AGREE" if will else act, mode=None, act=act,
                trigger=r.Span(*match.span("verb")), sources=(argument(match, "source"),),
                targets=(argument(match, "target"),), time=_NEVER if will else when, act_time=when if will else None,
                made="denied" if match["how"] == "didn't" else "happened", act_trigger=None, act_sources=None,
                act_targets=None, polarity="negative" if match["how"] == "didn't" else "positive",
                certainty="certain", tense="future" if will else "past",
                status={"did": "happened", "didn't": "denied", "will": "planned"}[match["how"]], evidence=(),
                cameo=None, contexts=(), quad=1 if will else quad, score=score, sentence=r.Span(*match.span()),
                place=None, said_by=said_by,
                killed=r.Figure(value=int(match["killed"]), span=r.Span(*match.span("killed"))) if match["killed"] else None,
                injured=None, size=None, rule="tiny", confidence=1.0,
            ))  # fmt: skip
        head = {
            name: getattr(article, name)
            for name in ("title", "published", "outlet", "url", "language", "text")
        }
        return r.Record(
            id=article.identity(), article=r.ArticleHead(**head), actors=tuple(actors.values()),
            statements=tuple(statements), events=tuple(events), made_with=self.made_with,
        )  # fmt: skip


_NEVER = r.EventTime(
    start=None, end=None, precision=None, span=None, not_before=None, not_after=None, basis="unknown"
)


def _day(match: re.Match[str]) -> r.EventTime:
    if not match["day"]:
        return _NEVER
    day = date.fromisoformat(match["day"])
    return r.EventTime(
        start=day.isoformat(), end=(day + timedelta(days=1)).isoformat(), precision="day",
        span=r.Span(*match.span("day")), not_before=None, not_after=None, basis="stated",
    )  # fmt: skip


class Desk:
    """An archive and its tiny coder, in the words that tests need."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.archive = Archive(path, create=True)

    @staticmethod
    def news(
        id: str, text: str, published: str | None = "2024-03-12", outlet: str = "Gazette", **more: Any
    ) -> Article:
        """An article."""
        return Article(id=id, text=text, published=published, outlet=outlet, **more)

    @staticmethod
    def coder(version: str = "1") -> TinyCoder:
        """A coder of the tiny language."""
        return TinyCoder(version)

    def add(self, *articles: Article, version: str = "1", **more: Any) -> list[str]:
        """Add articles and join their events; the outcomes' words."""
        outcomes = [o.outcome for o in self.archive.add(articles, coder=TinyCoder(version), **more)]
        self.archive.join()
        return outcomes

    def tell(self, *told: tuple[str, str] | tuple[str, str, str]) -> list[str]:
        """Add texts, each with its day of publication and outlet."""
        n = len(self.archive)
        return self.add(*(self.news(f"n{n + i}", *one) for i, one in enumerate(told, 1)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "desk")
    yield made
    made.archive.close()


@pytest.fixture
def tiny() -> type[TinyCoder]:
    return TinyCoder
