"""Readers of lengths of time, of what recurs, and of vague words."""

from __future__ import annotations

from reportedly.steps.when.context import Context
from reportedly.steps.when.found import Draft, Found, number_of, reads
from reportedly.steps.when.phrases import modifier
from reportedly.steps.when.values import Interval, interval_of, moved

#: TIMEX3 letters of units; those of less than a day stand after a T.
_LETTER = {"S": "S", "MI": "M", "H": "H", "D": "D", "W": "W", "M": "M", "Q": "Q", "Y": "Y", "DE": "DE", "CE": "CE", "ML": "ML",
           "WE": "WE"}  # fmt: skip


def period(amount: float | None, unit: str) -> str:
    """A TIMEX3 period; X where the number isn't told.

    >>> period(2.5, "Y"), period(None, "MI"), period(1, "F")
    ('P2.5Y', 'PTXM', 'P2W')
    """
    if unit == "F":
        unit, amount = "W", None if amount is None else amount * 2
    elif unit == "HY":
        unit, amount = "M", None if amount is None else amount * 6
    number = "X" if amount is None else f"{amount:g}" if amount < 1e6 else str(int(amount))
    return f"P{'T' if unit in ('S', 'MI', 'H') else ''}{number}{_LETTER[unit]}"


def _unit(found: Found, context: Context) -> str:
    units = context.lexicon.values
    word = found.low("unit")
    return str(units["UNIT"].get(word) or units["UNITS"].get(word))


@reads("duration")
def _duration(found: Found, context: Context) -> list[Draft] | None:
    unit = _unit(found, context)
    plural = found.low("unit") in context.lexicon.values["UNITS"]
    if "n" in found:
        amount = number_of(found.words("n"), context.lexicon.values["CARD"])
        if found.words("n")[0] in ("some", "many") and not plural:
            return None
        if unit == "S" and not plural and "-" not in found.tokens.words[found.first : found.end]:
            return None  # "a second", "one second" is an ordinal more often than a length
    elif "half" in found:
        amount = 1.5 if "and" in found.words("half") else 0.5
    elif plural:
        if unit in ("S", "Q", "MI") and found.end - found.first == 1 and unit != "MI":
            return None
        amount = None
    else:
        amount = 1
    if (amount is not None and amount > 100000) or (
        unit == "Q" and not _are_quarters_of_years(found, plural)
    ):
        return None
    ahead = _ahead(found, context, amount, unit) if amount else None
    return [Draft(found.first, found.end, "DURATION", period(amount, unit), mod=modifier(found, context),
                  interval=ahead)]  # fmt: skip


def _ahead(found: Found, context: Context, amount: float, unit: str) -> Interval | None:
    """What "in two weeks" and "within two weeks" stand for where they speak of what lies ahead."""
    lower = found.tokens.lower
    before = lower[found.first - 1] if found.first else ""
    after = lower[found.end] if found.end < len(lower) else ""
    day = context.published
    if before not in ("in", "within") or after in ("of", "-") or day is None or context.story:
        return None
    then = moved(day, "D", amount / 24 + 0.49) if unit == "H" else moved(day, unit, amount)
    if then is None or context.tense(found.first - 1, found.end) != "future":
        return None
    if before == "within":
        return day.isoformat(), then.isoformat(), "day"
    return interval_of({"Y": f"{then.year:04}", "M": f"{then:%Y-%m}"}.get(unit, then.isoformat()))


def _are_quarters_of_years(found: Found, plural: bool) -> bool:
    """ "three quarters of the men" are a share; "two straight quarters" are a time."""
    tokens = found.tokens
    after = tokens.lower[found.end] if found.end < len(tokens.lower) else ""
    return plural and "-" not in tokens.words[found.first : found.end] and after != "of"


@reads("every")
def _every(found: Found, context: Context) -> list[Draft]:
    amount: float | None = 2.0 if "other" in found else 1.0
    if "n" in found:
        words = found.words("n")
        amount = context.lexicon.values["ORDW"].get(words[0]) or number_of(
            words, context.lexicon.values["CARD"]
        )
    return [Draft(found.first, found.end, "SET", period(amount, _unit(found, context)))]


@reads("every_named")
def _every_named(found: Found, context: Context) -> list[Draft]:
    values = context.lexicon.values
    weekday = found.value("wd", {**values["WEEKDAY"], **values["WEEKDAYS"]})
    if weekday:
        value = f"XXXX-WXX-{weekday}"
    elif "m" in found:
        value = f"XXXX-{found.value('m', values['MONTH']):02}"
    elif "s" in found:
        value = f"XXXX-{found.value('s', {**values['SEASON'], **values['SPRING']})}"
    else:
        value = f"XXXX-XX-XXT{found.value('part', values['PART'])}"
    return [Draft(found.first, found.end, "SET", value)]


@reads("regular")
def _regular(found: Found, context: Context) -> list[Draft]:
    values = context.lexicon.values
    value = found.given.get("set") or found.value("set", {**values["DAILY"], **values["YEARLY"]})
    return [Draft(found.first, found.end, "SET", str(value))]


@reads("vague")
def _vague(found: Found, context: Context) -> list[Draft]:
    value = found.given.get("value") or found.value("word", context.lexicon.values["VAGUE"])
    return [Draft(found.first, found.end, "DATE", str(value))]


@reads("story_vague")
def _story_vague(found: Found, context: Context) -> list[Draft]:
    """Words that tell a time in histories, but in news mostly a title ("the former minister")."""
    return _vague(found, context) if context.story else []
