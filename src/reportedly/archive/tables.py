"""Tables: the columns of the archive's Delta tables.

Every row carries its article's id and its segment (the batch it was written with). A row counts only where the
articles table holds the same pair: that row is written last and is the commit.
"""

from __future__ import annotations

import pyarrow as pa

__all__ = ["CHILDREN", "JOINED", "SCHEMAS"]

_PARTY = pa.struct(
    [
        ("name", pa.string()),
        ("registry", pa.string()),
        ("country", pa.string()),
        ("sectors", pa.list_(pa.string())),
        ("kind", pa.string()),
    ]
)
_KEY = [("article", pa.string()), ("segment", pa.string())]
# Its id, and the day of its first report: all reports of one happening carry the same.
_HAPPENING = [("happening", pa.string()), ("started", pa.date32())]

SCHEMAS: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [
            *_KEY,
            ("coding", pa.string()),
            ("status", pa.string()),
            ("added", pa.timestamp("us", tz="UTC")),
            ("url", pa.string()),
            ("canonical_url", pa.string()),
            ("outlet", pa.string()),
            ("published", pa.string()),
            ("published_on", pa.date32()),
            ("title", pa.string()),
            ("text", pa.string()),
            ("language", pa.string()),
            ("text_hash", pa.string()),
            ("credit", pa.string()),
            ("copy_of", pa.string()),
            ("revision_of", pa.string()),
            ("made_with", pa.string()),
            ("notes", pa.string()),
        ]
    ),
    "statements": pa.schema(
        [
            *_KEY,
            ("statement", pa.string()),
            ("outlet", pa.string()),
            ("published_on", pa.date32()),
            ("speaker", _PARTY),
            ("stance", pa.string()),
            ("kind", pa.string()),
            ("words", pa.string()),
            ("json", pa.string()),
        ]
    ),
    "events": pa.schema(
        [
            *_KEY,
            ("event", pa.string()),
            ("outlet", pa.string()),
            ("published_on", pa.date32()),
            ("day", pa.date32()),
            ("dated_by", pa.string()),
            ("type", pa.string()),
            ("mode", pa.string()),
            ("act", pa.string()),
            ("made", pa.string()),
            ("status", pa.string()),
            ("cameo", pa.string()),
            ("quad", pa.int8()),
            ("score", pa.float64()),
            ("trigger", pa.string()),
            ("words", pa.string()),
            ("sources", pa.list_(_PARTY)),
            ("targets", pa.list_(_PARTY)),
            ("act_sources", pa.list_(_PARTY)),
            ("act_targets", pa.list_(_PARTY)),
            ("voices", pa.list_(_PARTY)),
            ("place", pa.string()),
            ("place_country", pa.string()),
            ("confidence", pa.float64()),
            ("killed", pa.int64()),
            ("injured", pa.int64()),
            ("size", pa.int64()),
            ("json", pa.string()),
            ("published", pa.string()),
            ("credit", pa.string()),
            ("copy_of", pa.string()),
            *_HAPPENING,
        ]
    ),
    # One row for each actor that has a part in an event, kept in the actors' order by `compact`.
    "parties": pa.schema(
        [
            *_KEY,
            ("event", pa.string()),
            ("side", pa.string()),
            ("country", pa.string()),
            ("registry", pa.string()),
            ("name", pa.string()),
            ("day", pa.date32()),
            ("dated_by", pa.string()),
            ("type", pa.string()),
            ("act", pa.string()),
            ("status", pa.string()),
            *_HAPPENING,
        ]
    ),
    # One row for each pair of parties of an event, kept in the dyad's order by `compact`.
    "pairs": pa.schema(
        [
            *_KEY,
            ("event", pa.string()),
            ("a", pa.string()),
            ("a_registry", pa.string()),
            ("a_name", pa.string()),
            ("b", pa.string()),
            ("b_registry", pa.string()),
            ("b_name", pa.string()),
            ("directed", pa.bool_()),
            ("day", pa.date32()),
            ("dated_by", pa.string()),
            ("type", pa.string()),
            ("made", pa.string()),
            ("status", pa.string()),
            ("quad", pa.int8()),
            ("score", pa.float64()),
            *_HAPPENING,
        ]
    ),
    # The happening of each event, as it is found; `compact` puts it into the rows themselves.
    "joined": pa.schema([*_KEY, ("event", pa.string()), *_HAPPENING]),
    "actors": pa.schema(
        [
            *_KEY,
            ("actor", pa.string()),
            ("name", pa.string()),
            ("kind", pa.string()),
            ("registry", pa.string()),
            ("country", pa.string()),
            ("sectors", pa.list_(pa.string())),
            ("role", pa.string()),
            ("published_on", pa.date32()),
            ("json", pa.string()),
        ]
    ),
    "places": pa.schema(
        [
            *_KEY,
            ("number", pa.int32()),
            ("name", pa.string()),
            ("country", pa.string()),
            ("admin1", pa.string()),
            ("lat", pa.float64()),
            ("lon", pa.float64()),
            ("geonameid", pa.int64()),
            ("precision", pa.string()),
            ("json", pa.string()),
        ]
    ),
    "times": pa.schema(
        [
            *_KEY,
            ("number", pa.int32()),
            ("value", pa.string()),
            ("start", pa.string()),
            ("end", pa.string()),
            ("precision", pa.string()),
            ("json", pa.string()),
        ]
    ),
    "corrections": pa.schema(
        [
            *_KEY,
            ("correction", pa.string()),
            ("about", pa.string()),
            ("item", pa.string()),
            ("verdict", pa.string()),
            ("field", pa.string()),
            ("value", pa.string()),
            ("by", pa.string()),
            ("at", pa.timestamp("us", tz="UTC")),
        ]
    ),
}
#: The tables that a segment fills before its articles row, in writing order.
CHILDREN = ("statements", "actors", "places", "times", "parties", "pairs", "events")
#: Those whose rows belong to a happening.
JOINED = ("parties", "pairs", "events")
