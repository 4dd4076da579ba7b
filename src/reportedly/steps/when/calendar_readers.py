"""Readers of days and months."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from reportedly.steps.when.context import Context
from reportedly.steps.when.found import Draft, Found, dated, reads
from reportedly.steps.when.phrases import day_number, direction, modifier, with_part, year_of
from reportedly.steps.when.values import Moment

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.+)?")


@reads("iso")
def _iso(found: Found, context: Context) -> list[Draft]:
    match = _ISO.fullmatch(found.low("iso").upper())
    if not match:
        return []
    moment = Moment(int(match[1]), int(match[2]), int(match[3]))
    drafts = dated(found, moment)
    if match[4]:
        drafts = [replace(d, type="TIME", value=d.value + match[4]) for d in drafts]
    return drafts


@reads("slashed")
def _slashed(found: Found, context: Context) -> list[Draft]:
    text = found.low("slashed")
    parts = [int(p) for p in re.split(r"[/.]", text)]
    if text[:4].isdecimal():
        year, month, day = parts
    else:
        # 9/4/98 is the fourth of September (American order); above twelve, the other must be the month; dots are European.
        month, day, year = parts
        if "." in text or month > 12:
            month, day = day, month
    if year < 100:
        year += 2000 if year < 50 else 1900
    if not (1 <= month <= 12 and 1000 <= year <= 2199):
        return []
    return [replace(d, guessed=day <= 12 and "/" in text) for d in dated(found, Moment(year, month, day))]


@reads("day")
def read_day(found: Found, context: Context) -> list[Draft]:
    month, day = found.value("m", context.lexicon.values["MONTH"]), day_number(found, "d", context)
    if day is None:
        return []
    year, guessed = year_of(found, context), False
    if year is None:
        resolved = context.day(month, day, found.first, found.end)
        if resolved is None:
            if Moment(2000, month, day).date() is None:
                return []
            return [Draft(found.first, found.end, "DATE", f"XXXX-{month:02}-{day:02}")]
        year, guessed = resolved
    drafts = dated(found, Moment(year, month, day), mod=modifier(found, context), guessed=guessed)
    return with_part(drafts, found, context)


@reads("day_span")
def _day_span(found: Found, context: Context) -> list[Draft]:
    """Two days of one month: "August 11-14", "6 to 9 April"."""
    first, last = day_number(found, "d", context), day_number(found, "e", context)
    month = found.value("m", context.lexicon.values["MONTH"])
    if first is None or last is None:
        return []
    year, guessed = year_of(found, context), False
    if year is None:
        resolved = context.day(month, first, found.first, found.end)
        if resolved is None:
            return [Draft(found.first, found.end, "DATE", f"XXXX-{month:02}-{first:02}")]
        year, guessed = resolved
    split = found.groups["e"][0]
    one = dated(found, Moment(year, month, first), guessed=guessed)
    two = dated(found, Moment(year, month, last), guessed=guessed)
    if not one or not two:
        return one or two
    return [replace(one[0], end=split - 1), replace(two[0], first=split)]


@reads("date_span")
def _date_span(found: Found, context: Context) -> list[Draft]:
    """Two dates that share a year said last: "from June to August 1997", "March 9 to April 2, 1921"."""
    months = context.lexicon.values["MONTH"]
    first, last = found.value("m", months), found.value("m2", months)
    day, day2 = day_number(found, "d", context), day_number(found, "d2", context)
    if ("d" in found and day is None) or ("d2" in found and day2 is None):
        return []
    year = year_of(found, context)
    if year is None:
        return []
    before = year - 1 if first > last else year
    split = found.groups["second"][0]
    one = dated(found, Moment(before, first, day), mod=modifier(found, context))
    two = dated(found, Moment(year, last, day2))
    if not one or not two:
        return one or two
    return [replace(one[0], end=found.groups["one"][1]), replace(two[0], first=split)]


@reads("month")
def read_month(found: Found, context: Context) -> list[Draft] | None:
    month = found.value("m", context.lexicon.values["MONTH"])
    if _is_a_name(found, context):
        return None
    mod = modifier(found, context)
    year, guessed = None, False
    if "y" in found or not (
        "dir" in found and found.low("m") and found.groups["dir"][0] < found.groups["m"][0]
    ):
        year = year_of(found, context)
    elif (base := context.base()) is not None:
        step = direction(found.low("dir")) or 0
        year = base.year
        here = base.month or 1
        if step < 0 or "past" in found.low("dir"):
            year -= month >= here
        elif step > 0:
            year += month <= here
    if year is None:
        resolved = context.month(month, found.first, found.end)
        if resolved is None:
            return [Draft(found.first, found.end, "DATE", f"XXXX-{month:02}", mod=mod)]
        year, guessed = resolved
    return dated(found, Moment(year, month), mod=mod, guessed=guessed)


def _is_a_name(found: Found, context: Context) -> bool:
    """Whether "May", "April", "June", "August" is a person: a capital before it, or one after and no preposition before."""
    if "pre" in found or "y" in found or "dir" in found:
        return False
    at = found.groups["m"][0]
    word = found.low("m")
    words, lower = found.tokens.words, found.tokens.lower
    if word not in ("may", "april", "june", "august", "march", "jan"):
        return False
    before = words[at - 1] if at else "."
    after = words[at + 1] if at + 1 < len(words) else "."
    starts = not before[:1].isalnum() and before not in (",", "(", "-", "–")
    known = before.lower() in context.lexicon.values["PREP"] or before.lower() in (
        "the",
        "this",
        "last",
        "next",
    )
    if before[:1].isupper() and not known and lower[at - 1] not in context.lexicon.values["WEEKDAY"]:
        return True
    if after[:1].isupper() and not known and word in ("april", "june", "august", "jan", "may"):
        return True
    return (word in ("may", "march") and starts) or (word in ("may", "jan") and not known)


@reads("weekday")
def _weekday(found: Found, context: Context) -> list[Draft]:
    weekday = found.value("wd", context.lexicon.values["WEEKDAY"])
    mod = modifier(found, context)
    unknown = [Draft(found.first, found.end, "DATE", f"XXXX-WXX-{weekday}", mod=mod)]
    base = context.base()
    day = base.date() if base else None
    step = direction(found.low("dir"))
    if "week" in found:
        if day is None:
            return unknown
        monday = day - timedelta(days=day.isoweekday() - 1)
        moved = monday + timedelta(days=weekday - 1 + 7 * (direction(found.low("week")) or 0))
        return with_part(dated(found, moved), found, context)
    if step is None or (step == 0 and found.low("dir") != "this"):
        resolved = context.weekday(weekday, found.first, found.end)
        if resolved is None:
            return unknown
        drafts = dated(found, resolved[0], mod=mod, guessed=resolved[1])
        return with_part(drafts, found, context)
    if day is None:
        return unknown
    ahead = (weekday - day.isoweekday()) % 7
    if step == 0 and context.tense(found.first, found.end) == "past":
        moved = day - timedelta(days=(7 - ahead) % 7)
    elif step < 0 or "past" in found.low("dir"):
        moved = day - timedelta(days=(7 - ahead) % 7 or 7)
    else:
        moved = day + timedelta(days=(ahead or 7) if step else ahead)
    return with_part(dated(found, moved, mod=mod), found, context)
