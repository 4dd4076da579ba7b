"""Places, and where on earth they are."""

from __future__ import annotations

import re
from typing import Literal

from reportedly.gazetteer import Entry, Gazetteer, load_gazetteer
from reportedly.gazetteer.names import fold
from reportedly.record import Place
from reportedly.steps.locating import Located, locate
from reportedly.steps.parse import DEFAULT_MODEL, ParsedArticle
from reportedly.steps.placenames import Name, find_names

__all__ = ["find_places", "places"]

Precision = Literal["point", "city", "region", "country"]

_PRECISION: dict[str, Precision] = {
    "country": "country",
    "region": "region",
    "county": "region",
    "area": "region",
    "feature": "region",
    "city": "city",
    "capital": "city",
}
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|co\.uk|info)(?:/.*)?$")


def find_places(parsed: ParsedArticle, *, gazetteer: Gazetteer | None = None) -> tuple[Place, ...]:
    """Find the places of an article, in reading order, the title's first.

    Args:
        gazetteer: the list of places, without one the shipped list.

    >>> from reportedly.article import Article
    >>> from reportedly.steps.parse import load_parser
    >>> parsed = load_parser().parse(Article(text="A bridge was closed in Bangor, Maine."))
    >>> [(place.name, place.admin1, place.country) for place in find_places(parsed)]
    [('Bangor', 'Maine', 'USA'), ('Maine', 'Maine', 'USA')]
    """
    gazetteer = gazetteer or load_gazetteer()
    names = find_names(parsed, gazetteer=gazetteer)
    located = locate(names, gazetteer=gazetteer, home=_home(parsed.article.outlet, gazetteer))
    return tuple(_place(name, one, parsed, gazetteer) for name, one in zip(names, located, strict=True))


def places(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    gazetteer: Gazetteer | None = None,
    model: str = DEFAULT_MODEL,
) -> tuple[Place, ...]:
    """Find the places of any English text.

    Args:
        title: a title given apart; its places come first.
        outlet: who published it; a town in its name counts as a hint.
        gazetteer: the list of places, without one the shipped list.
        model: an installed spaCy English model with parser and NER.

    Raises:
        ModelError: the model isn't installed or lacks a part.

    >>> [place.country for place in places("Ferries from Tallinn reach Helsinki.")]
    ['EST', 'FIN']
    """
    from reportedly.article import Article
    from reportedly.steps.parse import load_parser

    if not text.strip() and not (title or "").strip():
        return ()
    article = Article(text=text, title=title, outlet=outlet)
    return find_places(load_parser(model).parse(article), gazetteer=gazetteer)


def _home(outlet: str | None, gazetteer: Gazetteer) -> Entry | None:
    """The town in an outlet's name, if one is meant beyond doubt: most populous and twice the next."""
    if not outlet:
        return None
    words = _DOMAIN.sub("", outlet.strip()).replace("The ", "").split()
    for size in (3, 2, 1):
        if len(words) > size or len(words) == size > 1:
            found = [e for e, alias in gazetteer.named(fold(" ".join(words[:size]))) if not alias]
            towns = [e for e in found if e.kind in ("city", "capital")]
            if towns and (len(towns) == 1 or towns[0].population > 2 * towns[1].population):
                return towns[0]
    return None


def _place(name: Name, located: Located, parsed: ParsedArticle, gazetteer: Gazetteer) -> Place:
    sentence = parsed.sentences[name.sentence]
    span = sentence.span(name.first, name.end)
    words = span.of(parsed.article.text, parsed.article.title)
    entry, why = located.entry, located.why
    if entry is None:
        return Place(
            span=span,
            name=words,
            country=None,
            admin1=None,
            lat=None,
            lon=None,
            geonameid=None,
            precision=None,
            why=why,
        )
    if name.how == "demonym":
        why = f"said of {entry.name} or its people"
    elif name.how == "inside":
        why = f"in the name of an organisation; {why}"
    region = entry.name if entry.kind == "region" else None
    if entry.region is not None:
        region = gazetteer.entry(entry.region).name
    return Place(
        span=span,
        name=entry.name,
        country=entry.country,
        admin1=region,
        lat=entry.lat,
        lon=entry.lon,
        geonameid=entry.id,
        precision=_PRECISION[entry.kind],
        why=why,
    )
