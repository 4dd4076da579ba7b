"""Which actors are named, by name, role, pronoun or description."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from reportedly.language.roles import word_set
from reportedly.record import Actor, Mention
from reportedly.registry import Registry, default_registry
from reportedly.steps.cast import ActorMention, Cast
from reportedly.steps.coreference import Joiner
from reportedly.steps.parse import ParsedArticle
from reportedly.steps.who_drafts import Draft
from reportedly.steps.who_phrases import phrases_of

__all__ = ["find_actors"]

_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
_STATE_SECTORS = frozenset({"GOV", "LEG", "JUD", "COP", "MIL"})
#: An article has a home if it has so many sentences, tells of it so often, and so much more often than of others.
_LONG_ENOUGH, _TOLD_OFTEN, _SHARE = 4, 3, 0.8
_KINDS = frozenset({"person", "organisation", "country", "group", "people"})


def find_actors(parsed: ParsedArticle, *, registry: Registry | None = None) -> Cast:
    """Find the actors of an article and every place where they are mentioned.

    Args:
        registry: who is who; the shipped one if None. Offices are those of the day of publication.

    >>> from reportedly import Article
    >>> from reportedly.steps.parse import load_parser
    >>> article = Article(text="The Norwegian foreign minister met Hamas officials.", published="2024-05-02")
    >>> [(a.name, a.country, a.sectors) for a in find_actors(load_parser().parse(article)).actors]
    [('Norwegian foreign minister', 'NOR', ('GOV',)), ('Hamas officials', 'PSE', ('REB',))]
    """
    known = registry or default_registry()
    day = parsed.published.date() if parsed.published else None
    # A title reads better after the text that gives the full names, so it is joined last.
    text_first = sorted(parsed.sentences, key=lambda s: (s.region == "title", s.index))
    read = [
        phrases_of(sentence, known, korea="Korea" in parsed.article.text)
        for sentence in text_first
        if sentence.parsed
    ]
    told = frozenset(phrase.country for phrases in read for phrase in phrases if phrase.country)
    joiner = Joiner(known, day, told)
    for phrases in read:
        joiner.read(phrases)
    actors = joiner.actors()
    if len(parsed.sentences) >= _LONG_ENOUGH:
        _give_home(
            actors,
            Counter(p.country for phrases in read for p in phrases if p.country and p.country not in _BODIES),
        )
    return _cast(parsed, actors)


def _give_home(drafts: list[Draft], told: Counter[str]) -> None:
    """Where an article is all about one country, its institutions and office-holders without a country are that one's."""
    home, count = min(told.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if count < _TOLD_OFTEN or count < _SHARE * told.total():
        return
    for draft in drafts:
        if (
            draft.country
            or draft.entity
            or draft.plural
            or not draft.sectors
            or draft.sectors[0] not in _STATE_SECTORS
        ):
            continue
        named = draft.kind == "person" and draft.person and draft.role
        if (named or draft.kind == "organisation") and word_set("foreign_marks").isdisjoint(
            draft.name.lower().split()
        ):
            draft.country = home


def _cast(parsed: ParsedArticle, drafts: list[Draft]) -> Cast:
    """Actors numbered in the order in which they are first mentioned."""
    for draft in drafts:
        draft.mentions.sort(key=lambda m: (m.sentence, m.first, m.end))
    drafts.sort(key=lambda d: (d.mentions[0].sentence, d.mentions[0].first, d.mentions[0].end, d.number))
    actors: list[Actor] = []
    mentions: list[ActorMention] = []
    for number, draft in enumerate(drafts, 1):
        id = f"a{number}"
        own = [replace(m, actor=id) for m in dict.fromkeys(draft.mentions)]
        mentions.extend(own)
        actors.append(
            Actor(
                id=id,
                name=" ".join(draft.name.split()),
                kind=draft.kind if draft.kind in _KINDS else "group",  # type: ignore[arg-type]
                registry=draft.entity,
                country=draft.country,
                sectors=draft.sectors,
                role=" ".join(draft.role.split()) if draft.role else None,
                mentions=tuple(
                    Mention(span=parsed.sentences[m.sentence].span(m.first, m.end), how=m.how) for m in own
                ),
            )
        )
    mentions.sort(key=lambda m: (m.sentence, m.first, m.end, int(m.actor[1:])))
    return Cast(tuple(actors), tuple(mentions))
