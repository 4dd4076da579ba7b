"""Country and sector of 440 mentions, against the marked table."""

from __future__ import annotations

import re
from pathlib import Path

from reportedly import Article
from reportedly.steps.parse import load_parser
from reportedly.steps.who import find_actors

TABLE = Path(__file__).parent / "data" / "actors_marked.txt"
_MARK = re.compile(r"(\{[^{}]*\})")


def _rows() -> list[tuple[str, str, list[tuple[int, int, set[str], set[str]]]]]:
    rows = []
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        day, marked = line.split("\t")
        text, marks = "", []
        for part in _MARK.split(marked):
            if part.startswith("{"):
                country, sectors, words = part[1:-1].split(" ", 2)
                marks.append(
                    (len(text), len(text) + len(words), set(country.split("|")), set(sectors.split("|")))
                )
                text += words
            else:
                text += part
        rows.append((day, text, marks))
    return rows


def test_countries_and_sectors_of_the_table_are_right() -> None:
    rows = _rows()
    parsed = load_parser().parse_many(Article(text=text, published=day) for day, text, _ in rows)
    mentions = countries = sectors = 0
    for (_, _, marks), article in zip(rows, parsed):
        cast = find_actors(article)
        spans = [
            (article.sentences[m.sentence].span(m.first, m.end), cast.actor(m.actor)) for m in cast.mentions
        ]
        for start, end, country, sector in marks:
            mentions += 1
            inside = [
                (abs(s.start - start) + abs(s.end - end), a)
                for s, a in spans
                if s.start < end and start < s.end
            ]
            if not inside:
                continue
            actor = min(inside, key=lambda pair: pair[0])[1]
            countries += (actor.country or "-") in country
            sectors += (actor.sectors[:1] or ("-",))[0] in sector or ("-" in sector and not actor.sectors)
    assert mentions >= 400
    assert countries / mentions >= 0.97
    assert sectors / mentions >= 0.92
