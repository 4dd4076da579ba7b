"""Readers of named days: holidays, and days that bear their date as a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportedly.steps.when.calendar_readers import read_day
from reportedly.steps.when.context import Context
from reportedly.steps.when.found import Draft, Found, dated, reads
from reportedly.steps.when.phrases import year_of
from reportedly.steps.when.values import Moment, easter, nth_weekday, year_text


@reads("september_11")
def _september_11(found: Found, context: Context) -> list[Draft] | None:
    if "d" in found and found.low("d") != "11":
        return read_day(found, context) if "m" in found else None
    return [replace(d, told=None) for d in dated(found, Moment(2001, 9, 11))]


@reads("holiday")
def _holiday(found: Found, context: Context) -> list[Draft] | None:
    name = found.low("holiday")
    how = context.lexicon.holidays.get(name.replace("’", "'").replace("‘", "'").replace("–", "-"))
    if how is None or (name in ("christmas", "easter", "eid", "new year", "epiphany")
                       and found.tokens.words[found.end : found.end + 1]
                       and found.tokens.words[found.end][:1].isupper() and "y" not in found):  # fmt: skip
        return None
    if not found.tokens.words[found.groups["holiday"][0]][:1].isupper():
        return None
    year, guessed = year_of(found, context), False
    base = context.base(back=True) if context.story else context.today()
    if year is None and base is not None:
        year, guessed = base.year, True
        here = holiday_in(how, year)
        if here and not context.story and context.published:
            tense = context.tense(found.first, found.end)
            if tense == "future" and here < context.published:
                year += 1
            elif tense != "future" and here > context.published + timedelta(days=14):
                year -= 1
    day = holiday_in(how, year) if year is not None else None
    if day is None:
        month_day = how if isinstance(how, str) and how[0].isdecimal() else "XX-XX"
        prefix = year_text(year) if year is not None and month_day == "XX-XX" else "XXXX"
        return [Draft(found.first, found.end, "DATE", f"{prefix}-{month_day}")]
    return dated(found, day, guessed=guessed)


def holiday_in(how: object, year: int) -> date | None:
    """The day of a holiday in a year, None where it moves with a calendar that isn't reckoned here."""
    if not 1 <= year <= 9998:
        return None
    match how:
        case str() if how[0].isdecimal():
            return date(year, int(how[:2]), int(how[3:]))
        case {"easter": int(days)}:
            return easter(year) + timedelta(days=days) if year > 1582 else None
        case {"nth": [month, weekday, n], "after": int(days)}:
            return nth_weekday(year, month, weekday, n) + timedelta(days=days)
        case {"nth": [month, weekday, n]}:
            return nth_weekday(year, month, weekday, n)
    return None
