"""Names: what articles, actors, events and words are called on the web of data; the same name for the same thing."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID, uuid5

from reportedly.export.pairs import actor_key
from reportedly.record import Actor, Record, Span

__all__ = ["actor_name", "article_name", "name_of", "span_name", "uuid_of"]

#: RFC 4151: names that nobody else gives, without an address behind them.
_TAG = "tag:reportedly.invalid,2026:"
_SPACE = UUID("6a1d2c1e-5d3b-5f0e-9c55-0d5f7a6f2b11")


def name_of(*parts: str) -> str:
    """An IRI for something of ours.

    >>> name_of("type", "AID")
    'tag:reportedly.invalid,2026:type/AID'
    """
    return _TAG + "/".join(quote(part.encode("utf-8", "replace"), safe="") for part in parts)


def article_name(record: Record) -> str:
    """An article's address where it has one, else a name made of its id."""
    url = (record.article.url or "").encode("utf-8", "replace")
    if url.startswith((b"https://", b"http://")):
        return quote(url, safe=":/?&=%+,;@!$'*()~-._").replace("#", "%23")
    return name_of("article", record.id)


def actor_name(actor: Actor) -> str:
    """Wikidata's name for an actor that has one there, else ours; the same across articles."""
    list_of, _, number = (actor.registry or "").partition(":")
    if list_of == "wikidata" and number[:1] == "Q" and number[1:].isdigit():
        return f"http://www.wikidata.org/entity/{number}"
    return name_of("actor", actor_key(actor))


def span_name(record: Record, span: Span) -> str:
    """Words of a text, as RFC 5147 has it: ``#char=142,150``."""
    part = "" if span.region == "text" else "title:"
    return f"{article_name(record)}#{part}char={span.start},{span.end}"


def uuid_of(*parts: str) -> str:
    """A UUID (version 5) that is the same for the same parts.

    >>> uuid_of("a") == uuid_of("a")
    True
    """
    return str(uuid5(_SPACE, "\x1f".join(parts).encode("utf-8", "replace").decode()))
