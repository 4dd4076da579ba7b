"""Coder: from an article to its record. The only place that knows the order of the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from msgspec.structs import replace

from reportedly._version import __version__
from reportedly.article import Article
from reportedly.codebook import load_codebook
from reportedly.errors import LanguageError, TooLongError
from reportedly.language.cues import load_cues
from reportedly.language.detect import language_of
from reportedly.record import Argument, ArticleHead, Event, MadeWith, Record, Statement
from reportedly.registry import Registry, default_registry
from reportedly.steps.anchors import Anchor, anchor
from reportedly.steps.cast import ActorMention
from reportedly.steps.contents import Contents
from reportedly.steps.deed import Deed
from reportedly.steps.does import find_events
from reportedly.steps.parse import DEFAULT_MODEL, ParsedArticle, batches, load_parser
from reportedly.steps.says import find_statements
from reportedly.steps.when import find_times
from reportedly.steps.where import find_places
from reportedly.steps.whether import factive_statements, voices
from reportedly.steps.who import find_actors

__all__ = ["Coder"]


class Coder:
    """Codes articles. Loading takes about two seconds, so make one and keep it.

    Args:
        model: an installed spaCy English model with parser and NER.
        codebook: ``plover``, or a YAML file of the same shape.
        registry: ``default``, or a file that `reportedly registry add` made.
        events: ``thorough`` finds more events, ``careful`` errs less.
        statements: so too.
        times: how relative dates are read: against publication (``news``), the last date told (``narrative``), or
            as each sentence does (``auto``).
        language: ``en`` turns away an article that is surely in another language, ``any`` codes it all the same.
        all_sentences: parse those too that can hardly carry an event, a statement or a name that one of these needs.
        max_chars: longest text of an article, in code points.

    Raises:
        ModelError: the model isn't installed or lacks a part.
        CodebookError, RegistryError: those can't be read.

    >>> from reportedly import Article
    >>> record = Coder().code(Article(text="Norway sent food aid to Malawi.", published="2024-05-02"))
    >>> record.schema
    'reportedly/record/1'
    """

    def __init__(
        self,
        *,
        model: str = DEFAULT_MODEL,
        codebook: str = "plover",
        registry: str = "default",
        events: Literal["thorough", "careful"] = "thorough",
        statements: Literal["thorough", "careful"] = "thorough",
        times: Literal["news", "narrative", "auto"] = "auto",
        language: Literal["en", "any"] = "en",
        all_sentences: bool = False,
        max_chars: int = 5_000_000,
    ) -> None:
        _one_of("events", events, ("thorough", "careful"))
        _one_of("statements", statements, ("thorough", "careful"))
        _one_of("times", times, ("news", "narrative", "auto"))
        _one_of("language", language, ("en", "any"))
        self._settings = {
            "model": model, "codebook": codebook, "registry": registry, "events": events, "statements": statements,
            "times": times, "language": language, "all_sentences": all_sentences, "max_chars": max_chars,
        }  # fmt: skip
        self._language = language
        self._max_chars = max_chars
        self._codebook = load_codebook(codebook)
        self._registry = default_registry() if registry == "default" else Registry.load(registry)
        self._parser = load_parser(model)
        self._events = events
        self._statements = statements
        self._times = times
        self._choose = (
            None if all_sentences else self._parser.choice(self._codebook.triggers | load_cues().words)
        )
        sentences = "all" if all_sentences else "chosen"
        self.made_with = MadeWith(
            coder=__version__,
            codebook=self._codebook.label,
            registry=self._registry.version,
            model=f"{model}-{self._parser.version}",
            options=f"events={events} statements={statements} times={times} sentences={sentences}",
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # What it has loaded is mapped from files, and loaded anew in another process.
        return _made, (self._settings,)

    def check(self, article: Article) -> Article:
        """The article with its language, if it can be coded.

        Raises:
            TooLongError: the text is longer than ``max_chars``.
            LanguageError: it isn't English, and ``language`` isn't ``any``.
        """
        if len(article.text) > self._max_chars:
            raise TooLongError(
                f"the text has {len(article.text):,} characters, the limit is {self._max_chars:,}",
                do="split it, or raise the limit with --max-chars",
            )
        language = article.language or language_of(article.text or article.title or "")
        if self._language != "any" and language and language.lower().split("-")[0] not in {"en", "eng"}:
            raise LanguageError(
                f"the article is in {language!r}, only English is read",
                do="leave it out, or code it all the same with --language any",
            )
        return article if article.language == language else replace(article, language=language)

    def code(self, article: Article) -> Record:
        """The record of one article."""
        return next(self.code_many([article]))

    def code_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many articles, parsed in shared batches; order is kept.

        Raises:
            TooLongError, LanguageError: an article that `check` turns away.
        """
        for batch in batches(map(self.check, articles)):
            with self._parser.passing():
                records = [self._code(one) for one in self._parser.parse_many(batch, choose=self._choose)]
            yield from records

    def _code(self, parsed: ParsedArticle) -> Record:
        cast = find_actors(parsed, registry=self._registry)
        times = find_times(parsed, mode=self._times)
        places = find_places(parsed)
        statements = find_statements(parsed, cast=cast, setting=self._statements)
        factive = factive_statements(parsed, statements)
        contents = Contents(statements)
        countries = {actor.id: actor.country for actor in cast.actors}
        deeds = find_events(parsed, cast=cast, codebook=self._codebook, setting=self._events)
        events = []
        for number, deed in enumerate(deeds, 1):
            told_in = contents.holding(parsed.sentences[deed.sentence].span(*deed.trigger))
            joined = anchor(deed, parsed, times=times, places=places, statements=told_in, countries=countries)
            events.append(_event(f"e{number}", deed, parsed, joined, told_in, factive))
        article = parsed.article
        return Record(
            id=article.identity(),
            article=ArticleHead(
                title=article.title,
                published=article.published,
                outlet=article.outlet,
                url=article.url,
                language=article.language,
                text=article.text,
            ),
            actors=cast.actors,
            times=times,
            places=places,
            statements=statements,
            events=tuple(events),
            made_with=self.made_with,
            notes=parsed.notes,
        )


def _made(settings: dict[str, Any]) -> Coder:
    return Coder(**settings)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name}={value!r}: it is one of {', '.join(allowed)}")


def _event(
    id: str,
    deed: Deed,
    parsed: ParsedArticle,
    joined: Anchor,
    statements: tuple[Statement, ...],
    factive: frozenset[str],
) -> Event:
    sentence = parsed.sentences[deed.sentence]
    trigger = sentence.span(*deed.trigger)

    def arguments(mentions: tuple[ActorMention, ...]) -> tuple[Argument, ...]:
        return tuple(
            Argument(actor=m.actor, span=parsed.sentences[m.sentence].span(m.first, m.end)) for m in mentions
        )

    return Event(
        id=id,
        type=deed.type,
        mode=deed.mode,
        trigger=trigger,
        sources=arguments(deed.sources),
        targets=arguments(deed.targets),
        time=joined.time,
        made=deed.made,
        act=deed.act,
        act_trigger=sentence.span(*deed.act_trigger) if deed.act_trigger else None,
        act_sources=None if deed.act_sources is None else arguments(deed.act_sources),
        act_targets=None if deed.act_targets is None else arguments(deed.act_targets),
        act_time=joined.act_time,
        polarity=deed.polarity,
        certainty=deed.certainty,
        tense=deed.tense,
        status=deed.status,
        evidence=tuple(sentence.span(i, i + 1) for i in deed.evidence),
        cameo=deed.cameo,
        contexts=deed.contexts,
        quad=deed.quad,
        score=deed.score,
        sentence=sentence.whole(),
        place=joined.place,
        said_by=voices(trigger, statements, factive=factive),
        killed=deed.killed,
        injured=deed.injured,
        size=deed.size,
        rule=deed.rule,
        confidence=deed.confidence,
        weighed=deed.weighed,
    )
