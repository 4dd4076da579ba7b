"""Brings the table of office-holders up to date from Wikidata: ``python -m reportedly.registry.refresh YEAR``.

For whoever has the net; the coder never calls it. Wikidata's query service is asked for the holders of the offices of
heads of state, heads of government and ministers (properties P1906, P1313, P1001 and P39 with its dates), whose data
are CC0. Then the registry is built anew: ``python -m reportedly.registry.build``.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reportedly.errors import RegistryError
from reportedly.registry.build import read_table

__all__ = ["QUERIES", "ask", "merge", "rows_of"]

SERVICE = "https://query.wikidata.org/sparql"
COLUMNS = ("country", "area", "office", "name", "alias", "wikidata", "from", "to", "as_of")

_HELD = """
  ?person p:P39 ?held .
  ?held ps:P39 ?office .
  OPTIONAL { ?held pq:P580 ?start }
  OPTIONAL { ?held pq:P582 ?end }
  FILTER (!BOUND(?end) || ?end >= "1985-01-01"^^xsd:dateTime)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en". }
}"""
_SELECT = "SELECT ?country ?office ?officeLabel ?person ?personLabel ?start ?end WHERE {\n  ?state wdt:P298 ?country .\n"
#: What the office is called where Wikidata's own title isn't taken, and the query.
QUERIES: dict[str, str] = {
    "head of state": _SELECT + "  ?state wdt:P1906 ?office ." + _HELD,
    "head of government": _SELECT + "  ?state wdt:P1313 ?office ." + _HELD,
    "": _SELECT + "  ?office wdt:P279* wd:Q83307 ; wdt:P1001 ?state ." + _HELD,
}


def ask(query: str) -> dict[str, Any]:
    """The query service's answer, in SPARQL 1.1's JSON form.

    Raises:
        RegistryError: the service doesn't answer.
    """
    url = f"{SERVICE}?{urllib.parse.urlencode({'query': query, 'format': 'json'})}"
    request = urllib.request.Request(url, headers={"User-Agent": "reportedly-registry-refresh"})
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            found: dict[str, Any] = json.load(answer)
    except (OSError, ValueError) as error:
        raise RegistryError(
            f"Wikidata's query service doesn't answer ({error})", where=SERVICE, do="try later"
        ) from None
    return found


def rows_of(answer: dict[str, Any], *, office: str, as_of: str) -> list[dict[str, str]]:
    """The rows of the table that an answer holds; persons and offices without an English name are left out.

    Args:
        office: what the office is called; "" takes Wikidata's title.
        as_of: year of the question.

    Raises:
        RegistryError: the answer hasn't the form of a query's result.
    """
    try:
        bindings = answer["results"]["bindings"]
        rows = []
        for found in bindings:
            told = {field: value["value"] for field, value in found.items()}
            id = told["person"].rpartition("/")[2]
            name, title = told["personLabel"], office or told["officeLabel"]
            # Where there is no English label, the service gives the item's id.
            if name == id or title == told["office"].rpartition("/")[2]:
                continue
            dates = {end: _day(told.get(field, "")) for end, field in (("from", "start"), ("to", "end"))}
            rows.append(
                {
                    "country": told["country"],
                    "area": "",
                    "office": title,
                    "name": name,
                    "alias": "",
                    "wikidata": id,
                }
                | dates
                | {"as_of": as_of}
            )
    except (KeyError, TypeError, AttributeError) as error:
        raise RegistryError(f"the answer has no {error}", where=SERVICE) from None
    return rows


def _day(text: str) -> str:
    """A date without its time; the first of January stands for a year alone in most of Wikidata."""
    day = text[:10]
    if not day[:4].isdigit():
        return ""
    return day[:4] if day.endswith("-01-01") else day


def merge(old: Iterable[dict[str, str]], new: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The old rows with the new: one that tells of the same person, office, country and beginning takes the old one's place."""

    def key(row: dict[str, str]) -> tuple[str, ...]:
        return row["country"], row["area"], row["office"], row["wikidata"], row["from"][:7]

    rows = {key(row): row for row in old}
    for row in new:
        before = rows.get(key(row), {})
        rows[key(row)] = row | {
            "alias": row["alias"] or before.get("alias", ""),
            "to": row["to"] or before.get("to", ""),
        }
    return [rows[k] for k in sorted(rows)]


def main(year: str, table: Path = Path("training/registry/officeholders.csv.gz")) -> int:
    """Refresh the table; returns the number of its rows."""
    new = [row for office, query in QUERIES.items() for row in rows_of(ask(query), office=office, as_of=year)]
    rows = merge(read_table(table), new)
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    # No time stamp: the same rows give the same bytes.
    table.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    return len(rows)


if __name__ == "__main__":
    print(main(sys.argv[1]))
