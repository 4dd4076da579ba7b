"""Readers of days told by their weekday and place: the second Tuesday in May, Monday to Friday, the week of 9 October."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from reportedly.steps.when.calendar_readers import read_day
from reportedly.steps.when.context import Context
from reportedly.steps.when.found import Draft, Found, dated, reads
from reportedly.steps.when.phrases import day_number, direction, year_of
from reportedly.steps.when.values import Moment, month_after, nth_weekday, week_of


@reads("nth_weekday")
def _nth_weekday(found: Found, context: Context) -> list[Draft]:
    """ "the second Tuesday in May", "the last Friday of every month"."""
    values = context.lexicon.values
    weekday = found.value("wd", values["WEEKDAY"])
    word = found.low("nth")
    number = re.match(r"\d", word)
    n = -1 if word in ("last", "final") else int(number[0]) if number else values["ORDW"].get(word, 9)
    if "m" not in found:
        return [Draft(found.first, found.end, "SET", f"XXXX-WXX-{weekday}")]
    month = found.value("m", values["MONTH"])
    year, guessed = year_of(found, context), False
    if year is None:
        resolved = context.month(month, found.first, found.end)
        if resolved is None:
            return [Draft(found.first, found.end, "DATE", f"XXXX-{month:02}")]
        year, guessed = resolved
    if n > 5 or not 1 <= year <= 9998:
        return []
    day = nth_weekday(year, month, weekday, n)
    return dated(found, day, guessed=guessed) if day.month == month else []


@reads("any_weekday")
def _any_weekday(found: Found, context: Context) -> list[Draft]:
    """ "a Sunday in March": which one isn't told."""
    weekday = found.value("wd", context.lexicon.values["WEEKDAY"])
    return [Draft(found.first, found.end, "DATE", f"XXXX-WXX-{weekday}")]


@reads("weekday_span")
def _weekday_span(found: Found, context: Context) -> list[Draft]:
    """ "Monday to Friday": the second follows the first within a week."""
    weekdays = context.lexicon.values["WEEKDAY"]
    first, last = found.value("one", weekdays), found.value("second", weekdays)
    split, begin = found.groups["one"][1], found.groups["second"][0]
    resolved = context.weekday(last, begin, found.end)
    if resolved is None:
        return [Draft(found.first, split, "DATE", f"XXXX-WXX-{first}"),
                Draft(begin, found.end, "DATE", f"XXXX-WXX-{last}")]  # fmt: skip
    day, guessed = resolved
    if "week" in found and context.published:
        monday = context.published - timedelta(days=context.published.isoweekday() - 1)
        day = monday + timedelta(days=last - 1 + 7 * (direction(found.low("week")) or 0))
    length = timedelta(days=(last - first) % 7)
    if context.published and day - length < context.published and context.tense(begin, found.end) == "future":
        day += timedelta(days=7)
    before = day - length
    return [replace(dated(found, before, guessed=guessed)[0], end=split),
            replace(dated(found, day, guessed=guessed)[0], first=begin)]  # fmt: skip


@reads("week_of")
def _week_of(found: Found, context: Context) -> list[Draft] | None:
    """ "the week of October 9", "the week ending 13 October", "the week beginning Monday, 16 October"."""
    told = next((d.told.date() for d in read_day(found, context) if d.told), None)
    if told is None:
        return None
    how = found.low("how")
    if how == "of":
        return [Draft(found.first, found.end, "DATE", week_of(told), told=_moment(told))]
    first = told - timedelta(days=6) if how.startswith("end") else told
    last = first + timedelta(days=7)
    return [Draft(found.first, found.end, "DATE", week_of(told), told=_moment(told),
                  interval=(first.isoformat(), last.isoformat(), "week"))]  # fmt: skip


@reads("day_of_month")
def _day_of_month(found: Found, context: Context) -> list[Draft]:
    """ "the 3rd of this month", "the 20th of last month"."""
    day = day_number(found, "d", context)
    words = found.low("dir")
    base = context.base(back=words.startswith(("that", "the same")))
    if day is None or base is None or base.month is None:
        return []
    year, month = month_after(base.year, base.month, direction(words) or 0)
    return dated(found, Moment(year, month, day))


def _moment(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)
