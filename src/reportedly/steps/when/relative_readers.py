"""Readers of what counts from another date: today, last week, three months later, the next day."""

from __future__ import annotations

from datetime import timedelta

from reportedly.steps.when.context import Context
from reportedly.steps.when.found import Draft, Found, dated, number_of, reads
from reportedly.steps.when.length_readers import period
from reportedly.steps.when.phrases import back_reference, direction, modifier
from reportedly.steps.when.values import Moment, interval_of, month_after, moved, week_of, year_text

_EARLIER = ("ago", "previously", "earlier", "before", "prior", "beforehand", "previous")
_LATER = ("later", "afterwards", "afterward", "thereafter")
_TIME_UNITS = ("S", "MI", "H")
_YEARS = {"DE": 10, "CE": 100, "ML": 1000}


def step(base: Moment, unit: str, n: int) -> tuple[str, Moment] | None:
    """The unit of the calendar so many units away from a moment: its value, and its beginning."""
    if unit == "Y":
        return year_text(base.year + n), Moment(base.year + n)
    if unit == "DE":
        decade = base.year // 10 + n
        return (
            (f"{decade:03}", Moment(decade * 10))
            if base.year > 0
            else (f"BC{(1 - base.year) // 10 - n:03}", base)
        )
    if unit == "CE":
        century = base.year // 100 + n
        return (
            (f"{century:02}", Moment(century * 100))
            if base.year > 0
            else (f"BC{(1 - base.year) // 100 - n:02}", base)
        )
    if unit == "M":
        if base.month is None:
            return None
        year, month = month_after(base.year, base.month, n)
        return Moment(year, month).text(), Moment(year, month)
    if unit == "Q" and base.month is not None:
        quarter = base.year * 4 + (base.month - 1) // 3 + n
        return f"{quarter // 4}-Q{quarter % 4 + 1}", Moment(quarter // 4, quarter % 4 * 3 + 1)
    day = base.date()
    if day is None:
        return None
    try:
        if unit in ("W", "WE", "F"):
            other = day + timedelta(days=7 * n * (2 if unit == "F" else 1))
            value = week_of(other) + ("-WE" if unit == "WE" else "")
        elif unit == "D":
            other = day + timedelta(days=n)
            value = other.isoformat()
        else:
            return None
    except OverflowError:
        return None
    return value, Moment(other.year, other.month, other.day)


@reads("unit_step")
def _unit_step(found: Found, context: Context) -> list[Draft]:
    """ "last week", "the same day", "the end of the year", "the year before"."""
    units = {**context.lexicon.values["UNIT"], **context.lexicon.values["UNITS"]}
    unit = units.get(found.low("unit"), "D")  # "the night before" is of the day before
    words = found.low("dir") or found.given.get("dir", "the")
    if unit in _TIME_UNITS or unit in ("HY", "ML", "F"):
        return []
    n = direction(words) or 0
    if words in ("before", "after", "previous", "following", "prior"):
        n = -1 if words in _EARLIER else 1
    # "the next day" counts from the date told, "next week" from publication; so "the past year" and "last year".
    article = found.tokens.lower[found.first] == "the"
    back = back_reference(words) or (article and words in ("next", "last") and unit == "D") or words in (
        "before", "after", "previous", "following", "prior") or words == "the"  # fmt: skip
    if words in ("this", "current", "this past", "this coming") and not context.story:
        back = False
    if found.low("unit") in context.lexicon.values["PART"]:
        return []
    base = context.base(back=back)
    if words == "the" and not context.story and base is not None and step(base, unit, 0) is None:
        base = context.today() or base
    if words == "the" and unit == "WE" and not context.story:
        return _weekend(found, context)
    mod = modifier(found, context)
    if base is None:
        value = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "WE": "XXXX-WXX-WE"}.get(
            unit, "XXXX"
        )
        return [Draft(found.first, found.end, "DATE", value, mod=mod)]
    if words == "past" and unit == "DE" and not context.story:
        n = 0 if base.year % 10 == 9 else -1
    stepped = step(base, unit, n)
    if stepped is None:
        month = f"{base.text()}" if base.month is not None and unit in ("D", "W") else year_text(base.year)
        value = {"D": f"{month}-XX" if base.month else f"{month}-XX-XX", "W": f"{year_text(base.year)}-WXX",
                 "M": f"{year_text(base.year)}-XX", "WE": f"{year_text(base.year)}-WXX-WE"}.get(unit, "XXXX")  # fmt: skip
        return [Draft(found.first, found.end, "DATE", value, mod=mod)]
    value, moment = stepped
    guessed = back and not context.story and context.told_here is None
    return [Draft(found.first, found.end, "DATE", value, mod=mod, guessed=guessed, told=moment)]


def _weekend(found: Found, context: Context) -> list[Draft]:
    """ "the weekend": the one just gone, or the one ahead by tense."""
    if context.published is None:
        return [Draft(found.first, found.end, "DATE", "XXXX-WXX-WE")]
    day = context.published
    if context.tense(found.first, found.end) != "future" and day.isoweekday() < 6:
        day -= timedelta(days=7)
    return [Draft(found.first, found.end, "DATE", week_of(day) + "-WE", guessed=True)]


@reads("shift")
def _shift(found: Found, context: Context) -> list[Draft]:
    """ "two years ago", "six days later", "a week earlier"."""
    units = {**context.lexicon.values["UNIT"], **context.lexicon.values["UNITS"]}
    unit = units[found.low("unit")]
    words = found.low("dir")
    earlier = any(w in _EARLIER for w in words.split())
    amount = number_of(found.words("n"), context.lexicon.values["CARD"])
    if amount is not None and "half" in found:
        amount += 0.5
    mod = modifier(found, context)
    vague = "PAST_REF" if earlier else "FUTURE_REF"
    if amount is None or unit in ("HY", "ML"):
        return [Draft(found.first, found.end, "DATE", vague, mod=mod)]
    base = context.base(back="ago" not in words.split() and not words.startswith("from"))
    if unit in _TIME_UNITS:
        day = base.date() if base and (unit == "H" or amount < 60) and amount < 12 else None
        if day is None:
            return [Draft(found.first, found.end, "TIME", period(amount, unit), mod=mod)]
        return [Draft(found.first, found.end, "DATE", day.isoformat(), mod="APPROX", guessed=True)]
    if base is None:
        return [Draft(found.first, found.end, "DATE", vague, mod=mod)]
    if amount != int(amount):
        amount, unit = (
            (amount * 12, "M") if unit == "Y" else (amount * 7, "D") if unit == "W" else (amount, unit)
        )
    n = round(-amount if earlier else amount)
    if unit in _YEARS:
        n, unit = round((-amount if earlier else amount) * _YEARS[unit]), "Y"
    elif unit == "F":
        n, unit = n * 2, "W"
    elif unit == "W" and abs(n) == 1:
        n, unit = n * 7, "D"
    stepped = step(base, unit, n)
    if stepped is None or not -5000 < stepped[1].year < 9000:
        return [Draft(found.first, found.end, "DATE", vague, mod=mod)]
    value, moment = stepped
    if (
        words in _LATER
        and context.told_here is None
        and not context.story
        and _tells_of_the_past(found, context)
    ):
        # "Three days later they met" in news that told no date before: later than what isn't known.
        return [Draft(found.first, found.end, "DATE", "FUTURE_REF", mod=mod)]
    return [Draft(found.first, found.end, "DATE", value, mod=mod, told=moment)]


def _tells_of_the_past(found: Found, context: Context) -> bool:
    return context.tense(found.first, found.end) == "past"


@reads("so_far")
def _so_far(found: Found, context: Context) -> list[Draft]:
    """ "so far this year", "year to date": from its beginning to the day of publication."""
    unit, day = context.lexicon.values["UNIT"][found.low("unit")], context.published
    stepped = step(Moment(day.year, day.month, day.day), unit, 0) if day and not context.story else None
    whole = interval_of(stepped[0]) if stepped else None
    if day is None or stepped is None or whole is None:
        return [Draft(found.first, found.end, "DATE", "XXXX")]
    end = (day + timedelta(days=1)).isoformat()
    return [Draft(found.first, found.end, "DATE", stepped[0], interval=(whole[0], end, whole[2]))]


@reads("shift_event")
def _shift_event(found: Found, context: Context) -> list[Draft]:
    """ "nine days after the flood": the flood's date isn't known here, so only the length is, unless a date was told last."""
    if context.story and context.told is not None and context.told.date():
        return _shift(found, context)
    units = {**context.lexicon.values["UNIT"], **context.lexicon.values["UNITS"]}
    amount = number_of(found.words("n"), context.lexicon.values["CARD"])
    return [Draft(found.first, found.groups["dir"][0], "DURATION", period(amount, units[found.low("unit")]),
                  mod=modifier(found, context))]  # fmt: skip


@reads("vague_shift")
def _vague_shift(found: Found, context: Context) -> list[Draft]:
    earlier = found.low("dir") in _EARLIER
    return [Draft(found.first, found.end, "DATE", "PAST_REF" if earlier else "FUTURE_REF")]


@reads("same_year_ago")
def _same_year_ago(found: Found, context: Context) -> list[Draft]:
    """ "the same week a year before": of the month told last."""
    back = context.told_here or context.told
    base = context.base(back=True)
    if base is None:
        return [Draft(found.first, found.end, "DATE", "PAST_REF")]
    base = back or base
    month = base.month if "month" in found.tokens.lower[found.first : found.end] else None
    return dated(found, Moment(base.year - 1, month))


@reads("window")
def _window(found: Found, context: Context) -> list[Draft]:
    """ "the next five weeks": a length with an interval that begins or ends with the date counted from."""
    units = {**context.lexicon.values["UNIT"], **context.lexicon.values["UNITS"]}
    unit = units[found.low("unit")]
    if "n" in found:
        amount = number_of(found.words("n"), context.lexicon.values["CARD"])
    else:
        amount = found.given.get("n")
    words = found.low("dir")
    value = period(amount, unit)
    mod = modifier(found, context)
    base = context.base(back=back_reference(words))
    day = base.date() if base else None
    if unit == "H" and amount and amount % 24 == 0 and day is not None and not context.story:
        days = timedelta(days=int(amount) // 24)
        one, two = sorted((day, day + days if direction(words) == 1 else day - days))
        interval = (one.isoformat(), (two + timedelta(days=1)).isoformat(), "day")
        return [Draft(found.first, found.end, "DURATION", value, mod=mod, interval=interval)]
    if amount is None or day is None or unit in _TIME_UNITS or unit in ("WE", "HY", "Q"):
        return [Draft(found.first, found.end, "DURATION", value, mod=mod)]
    sign = -1 if words in ("last", "previous", "past", "preceding", "prior", "this past", "recent") else 1
    other = moved(day, unit, sign * amount)
    if other is None:
        return [Draft(found.first, found.end, "DURATION", value, mod=mod)]
    first, last = sorted((day, other))
    precision = {
        "D": "day",
        "W": "week",
        "F": "week",
        "M": "month",
        "Y": "year",
        "DE": "decade",
        "CE": "century",
    }.get(unit, "day")
    return [Draft(found.first, found.end, "DURATION", value, mod=mod,
                  interval=(first.isoformat(), last.isoformat(), precision))]  # fmt: skip


@reads("unknown")
def _unknown(found: Found, context: Context) -> list[Draft]:
    """ "this period": a date told before, but which isn't plain."""
    return []


@reads("at_the_time")
def _at_the_time(found: Found, context: Context) -> list[Draft]:
    """ "at the same time": of the date told last in a story; else no date."""
    same = "same" in found.tokens.lower[found.first : found.end]
    if same and context.story and context.told is not None:
        return [Draft(found.first, found.end, "DATE", context.told.text())]
    return [] if same else [Draft(found.first, found.end, "DATE", "PRESENT_REF")]
