"""Corrections: what people said of events, statements and actors of an archive. Appended, never changed.

A correction names its item by the words that it stands on, not only by its id, so it finds the item again after the
article was coded anew; where the new coding has no such item, the correction is kept and says so.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from reportedly.archive.archive import Archive
from reportedly.archive.snapshot import Snapshot
from reportedly.archive.store import append
from reportedly.codebook import load_codebook
from reportedly.errors import ArchiveError

__all__ = ["ABOUT", "FIELDS", "STEP_OF", "Judgement", "Verdict", "correct", "judgements"]

About = Literal["event", "statement", "actor"]
Verdict = Literal["accept", "correct", "reject"]
Row = dict[str, Any]

ABOUT: tuple[About, ...] = ("event", "statement", "actor")
_STATUSES = ("happened", "ongoing", "planned", "possible", "denied", "wanted")
_KINDS = ("person", "organisation", "country", "group", "people")
#: What can be corrected of each, and the step that answers for it.
FIELDS: dict[str, dict[str, str]] = {
    "event": {
        "type": "does",
        "act": "does",
        "sources": "who",
        "targets": "who",
        "time": "when",
        "place": "where",
        "made": "whether",
        "status": "whether",
        "voice": "says",
    },
    "statement": {"speaker": "says", "stance": "says", "words": "says"},
    "actor": {"name": "who", "kind": "who", "country": "who", "role": "who"},
}
#: The step that answers for an item as a whole: for its being there at all.
STEP_OF: dict[str, str] = {"event": "does", "statement": "says", "actor": "who"}
_ONE_OF = {"made": _STATUSES, "status": _STATUSES, "kind": _KINDS}
_LISTS = frozenset({"sources", "targets"})
LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One correction as it stands in the archive.

    Args:
        correction: its id.
        item: id of the item in the present record; None where no item stands on these words any more.
        words: the words that the item stood on.
        changes: field and its right value; empty unless the verdict is ``correct``.
    """

    correction: str
    article: str
    about: str
    item: str | None
    words: str
    verdict: str
    changes: Mapping[str, Any]
    by: str
    at: str


def correct(
    archive: Archive,
    *,
    article: str,
    about: str,
    item: str,
    verdict: str,
    changes: Mapping[str, Any] | None = None,
    by: str,
    at: datetime | None = None,
) -> Judgement:
    """Append one correction.

    Args:
        article: the article's id.
        about: ``event``, ``statement`` or ``actor``.
        item: its id in the present record.
        verdict: ``accept``, ``correct`` (with ``changes``) or ``reject``.
        changes: field and its right value: names for parties, ``{"start", "end"}`` for a time, else words or None.
        by: who says so.
        at: when; default: now.

    Raises:
        ArchiveError: no such item, no such field, or the archive can't be written.
    """
    given = dict(changes or {})
    _check(about, verdict, given, by)
    with archive.snapshot() as snapshot:
        anchors = _anchors(snapshot, [article], about)[article]
        for field in ("type", "act"):
            if field in given and not _is_type(given[field], snapshot):
                raise ArchiveError(
                    f"{given[field]!r} is no type here",
                    where=f"changes.{field}",
                    do="`reportedly codebook show` lists types",
                )
    if item not in anchors:
        raise ArchiveError(f"the article {article!r} has no {about} {item!r}", where="item")
    when = at or datetime.now(UTC)
    anchor = json.dumps(anchors[item], ensure_ascii=False, sort_keys=True)
    key = "\x1f".join(
        (article, about, anchor, verdict, json.dumps(given, sort_keys=True), by, when.isoformat())
    )
    id = "c" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:24]
    base: Row = {"article": article, "segment": id, "correction": id, "about": about, "item": anchor}
    base |= {"verdict": verdict, "by": by, "at": when}
    rows: list[Row] = [
        base | {"field": field, "value": json.dumps(value, ensure_ascii=False)}
        for field, value in sorted(given.items())
    ] or [base | {"field": None, "value": None}]
    archive.ledger.begin(id)
    append(archive.layout, "corrections", rows, segment=id)
    archive.ledger.commit(id, [])
    return Judgement(
        correction=id, article=article, about=about, item=item, words=anchors[item]["words"], verdict=verdict,
        changes=given, by=by, at=when.isoformat(),
    )  # fmt: skip


def judgements(snapshot: Snapshot, *, article: str | None = None) -> Iterator[Judgement]:
    """All corrections, the earliest first; of one article, or of all.

    The last one on an item is the one that counts: `dict` by (article, about, item) keeps it.
    """
    condition, values = ("WHERE article = ?", [article]) if article is not None else ("", [])
    sql = f'SELECT * FROM corrections {condition} ORDER BY "at", correction, field'
    grouped: dict[str, list[Row]] = {}
    for row in snapshot.rows(sql, values):
        grouped.setdefault(row["correction"], []).append(row)
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for rows in grouped.values():
        articles[rows[0]["about"]].add(rows[0]["article"])
    now = {about: _anchors(snapshot, sorted(found), about) for about, found in articles.items()}
    for id, rows in grouped.items():
        first = rows[0]
        anchor = json.loads(first["item"])
        yield Judgement(
            correction=id,
            article=first["article"],
            about=first["about"],
            item=_found_again(anchor, now[first["about"]].get(first["article"], {})),
            words=anchor["words"],
            verdict=first["verdict"],
            changes={row["field"]: json.loads(row["value"]) for row in rows if row["field"]},
            by=first["by"],
            at=first["at"].astimezone(UTC).isoformat(),
        )


def _check(about: str, verdict: str, changes: Mapping[str, Any], by: str) -> None:
    if about not in FIELDS:
        raise ArchiveError(
            f"{about!r} can't be corrected", where="about", do=f"name one of {', '.join(ABOUT)}"
        )
    if verdict not in {"accept", "correct", "reject"}:
        raise ArchiveError(f"{verdict!r} is no verdict", where="verdict", do="say accept, correct or reject")
    if (verdict == "correct") != bool(changes):
        raise ArchiveError("a correction has changes, another verdict has none", where="changes")
    if not by.strip() or len(by) > 200:
        raise ArchiveError("nobody says so", where="by", do="give your name")
    for field, value in changes.items():
        if field not in FIELDS[about]:
            raise ArchiveError(
                f"an {about} has no {field!r} to correct", where="changes", do=", ".join(FIELDS[about])
            )
        if not _fits(field, value):
            raise ArchiveError(f"{str(value)[:80]!r} is no {field}", where=f"changes.{field}")


def _is_type(name: str, snapshot: Snapshot) -> bool:
    """Whether it is a type of the shipped codebook, or of one of one's own that the archive was coded with."""
    if name in load_codebook().types:
        return True
    sql = "SELECT 1 AS found FROM events WHERE type = ? OR act = ? LIMIT 1"
    return next(snapshot.rows(sql, [name, name]), None) is not None


def _fits(field: str, value: Any) -> bool:
    if field in _LISTS:
        return isinstance(value, list) and len(value) <= 20 and all(map(_is_words, value))
    if field in _ONE_OF:
        return value in _ONE_OF[field]
    if field == "time":
        return value is None or (
            isinstance(value, dict)
            and set(value) == {"start", "end"}
            and all(part is None or _is_day(part) for part in value.values())
        )
    if field in {"type", "act", "name", "stance", "words"}:
        return _is_words(value)
    return value is None or _is_words(value)


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST and "\x00" not in value


def _is_day(value: Any) -> bool:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _anchors(snapshot: Snapshot, articles: Sequence[str], about: str) -> defaultdict[str, dict[str, Row]]:
    """What each item of these articles stands on: article -> item's id -> its span and words."""
    found: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    if not articles:
        return found
    marks = ", ".join("?" * len(articles))
    words = {"event": "trigger", "statement": "words", "actor": "name"}[about]
    sql = f'SELECT article, {about} AS id, "{words}" AS words, json FROM {about}s WHERE article IN ({marks})'
    for row in snapshot.rows(sql, articles):
        part = json.loads(row["json"])
        match about:
            case "event":
                spans = [part["trigger"]] + ([part["act_trigger"]] if part["act_trigger"] else [])
            case "statement":
                spans = part["content"]
            case _:
                spans = [mention["span"] for mention in part["mentions"][:1]]
        found[row["article"]][row["id"]] = {"id": row["id"], "spans": spans, "words": row["words"]}
    return found


def _found_again(anchor: Row, now: Mapping[str, Row]) -> str | None:
    """The item of the present coding that stands on the same words: in the same place, else, if only one does, elsewhere."""
    same = now.get(anchor["id"])
    if same is not None and same["spans"] == anchor["spans"] and same["words"] == anchor["words"]:
        return str(anchor["id"])
    alike = [item for item in now.values() if item["words"] == anchor["words"]]
    here = [item for item in alike if item["spans"][:1] == anchor["spans"][:1]]
    best = here or alike
    return str(best[0]["id"]) if len(best) == 1 else None
