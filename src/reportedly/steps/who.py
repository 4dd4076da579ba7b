"""Which actors are named, by name, role, pronoun or description."""

from __future__ import annotations

from dataclasses import replace

from reportedly.record import Actor, Mention
from reportedly.registry import Registry, default_registry
from reportedly.steps.cast import ActorMention, Cast
from reportedly.steps.coreference import Joiner
from reportedly.steps.parse import ParsedArticle
from reportedly.steps.who_drafts import Draft
from reportedly.steps.who_phrases import phrases_of

__all__ = ["find_actors"]

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
    joiner = Joiner(known, day)
    # A title reads better after the text that gives the full names, but it is read first: so it is joined last.
    text_first = sorted(parsed.sentences, key=lambda s: (s.region == "title", s.index))
    for sentence in text_first:
        if sentence.parsed:
            joiner.read(phrases_of(sentence, known))
    return _cast(parsed, joiner.actors())


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
