"""Readers of dates: days, months, years, seasons, quarters, named days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from reportedly.steps.when.context import Context
from reportedly.steps.when.found import Draft, Found, dated, reads
from reportedly.steps.when.values import Moment, easter, nth_weekday, year_text

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.+)?")
_DIRECT_LAST = ("last", "previous", "past", "preceding", "prior")
_DIRECT_NEXT = ("next", "following", "coming", "upcoming", "subsequent", "ensuing", "succeeding")
_LATE_HALF = ("second", "latter", "last", "final", "closing")


def modifier(found: Found, context: Context) -> str | None:
    """START, MID or END of "early", "the middle of" and their like; the expression's `mod`."""
    values = context.lexicon.values
    for group in ("pre2", "pre"):
        for word in found.words(group):
            for name in ("EDGE", "EARLY", "STAGE"):
                if word in values[name] and not (word == "end" and name == "STAGE"):
                    return str(values[name][word])
    if "apx" in found:
        text = found.low("apx")
        for words, mod in (
            ("no more than", "EQUAL_OR_LESS"), ("not more than", "EQUAL_OR_LESS"), ("at most", "EQUAL_OR_LESS"),
            ("no less than", "EQUAL_OR_MORE"), ("at least", "EQUAL_OR_MORE"), ("more than", "MORE_THAN"),
            ("less than", "LESS_THAN"), ("fewer than", "LESS_THAN"), ("up to", "EQUAL_OR_LESS"), ("over", "MORE_THAN"),
            ("close to", "APPROX"), ("under", "LESS_THAN"),
        ):  # fmt: skip
            if words in text:
                return mod
        mod_value = found.value("apx", values["APPROX"])
        return None if mod_value == "EXACT" else mod_value
    return None


def direction(text: str) -> int | None:
    """-1 for "last", 1 for "next", 0 for "this" and "the same"; None without such a word."""
    words = text.split()
    if not words:
        return None
    if any(w in _DIRECT_LAST for w in words):
        return -1
    if any(w in _DIRECT_NEXT for w in words):
        return 1
    return 0


def back_reference(text: str) -> bool:
    """Whether words point at a date told before rather than at publication."""
    words = text.split()
    return any(w in ("that", "same", "very", "following", "subsequent", "previous", "preceding", "ensuing", "succeeding",
                     "prior") for w in words) or text in ("the next", "the")  # fmt: skip


def year_of(found: Found, context: Context) -> int | None:
    """The year that an expression gives by itself or by "of last year", "of that year"."""
    if "y" in found:
        text = found.low("y")
        year = int(text)
        return 1 - year if found.low("era").startswith("b") else year
    if "dir" in found:
        return relative_year(found.low("dir"), context)
    return None


def relative_year(words: str, context: Context) -> int | None:
    """The year of "last year", "that year", "the following year"."""
    base = context.base(back=back_reference(words))
    if words in ("this", "current", "the current", "last", "next") and not context.story:
        base = context.today() or base
    step = direction(words)
    return None if base is None or step is None else base.year + step


def day_number(found: Found, name: str, context: Context) -> int | None:
    """A day of the month, in figures or as an ordinal."""
    word = found.low(name)
    number = re.match(r"\d+", word)
    day = int(number[0]) if number else context.lexicon.values["ORDW"].get(word)
    return day if day is not None and 1 <= day <= 31 else None


def with_part(drafts: list[Draft], found: Found, context: Context) -> list[Draft]:
    """Turn a day into a part of it, where the expression names one."""
    part = found.value("part", context.lexicon.values["PART"])
    if not part:
        return drafts
    return [replace(d, type="TIME", value=f"{d.value}T{part}") if len(d.value) == 10 else d for d in drafts]


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
    if text[:4].isdigit():
        year, month, day = parts
    else:
        # 7/8/07 is the eighth of July (American order); above twelve, the other must be the month; dots are European.
        month, day, year = parts
        if "." in text or month > 12:
            month, day = day, month
    if year < 100:
        year += 2000 if year < 50 else 1900
    if not (1 <= month <= 12 and 1000 <= year <= 2199):
        return []
    return [replace(d, guessed=day <= 12 and "/" in text) for d in dated(found, Moment(year, month, day))]


@reads("september_11")
def _september_11(found: Found, context: Context) -> list[Draft] | None:
    if "d" in found and found.low("d") != "11":
        return _day(found, context) if "m" in found else None
    return [replace(d, told=None) for d in dated(found, Moment(2001, 9, 11))]


@reads("day")
def _day(found: Found, context: Context) -> list[Draft]:
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
    """Two days of one month: "January 25-29", "3 to 4 May"."""
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
    """Two dates that share a year said last: "from May to July 2020", "July 1 to July 3, 1863"."""
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


@reads("era_span")
def _era_span(found: Found, context: Context) -> list[Draft]:
    """ "499-493 BC": the first year is before Christ too."""
    before = found.low("era").startswith("b")
    years = [1 - int(found.low(name)) if before else int(found.low(name)) for name in ("y", "y2")]
    if years[0] >= years[1]:
        return []
    one, two = dated(found, Moment(years[0])), dated(found, Moment(years[1]))
    return [replace(one[0], end=found.groups["one"][1]), replace(two[0], first=found.groups["second"][0])]


@reads("season_span")
def _season_span(found: Found, context: Context) -> list[Draft]:
    """ "the spring and summer of 1943": both of that year."""
    second = Found(found.groups["second"][0], found.end, found.tokens,
                   {k.replace("s2", "s"): v for k, v in found.groups.items() if k not in ("s", "pre")}, found.given)  # fmt: skip
    last = _season(second, context)
    first = Found(found.first, found.groups["one"][1], found.tokens,
                  {k: v for k, v in found.groups.items() if k != "y"}, found.given)  # fmt: skip
    one = _season(first, context)
    if last[0].told and one[0].told:
        season = one[0].value[-2:]
        one = [replace(one[0], value=f"{year_text(last[0].told.year)}-{season}", guessed=False)]
    return [*one, *last]


@reads("month")
def _month(found: Found, context: Context) -> list[Draft] | None:
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


@reads("year")
def _year(found: Found, context: Context) -> list[Draft] | None:
    if "short" in found:
        return dated(found, Moment(1900 + int(found.low("short"))))
    year = year_of(found, context)
    if year is None:
        return None
    if "era" not in found and not _reads_as_year(found, year, context):
        return None
    mod = modifier(found, context)
    return dated(found, Moment(year), mod=mod)


def _reads_as_year(found: Found, year: int, context: Context) -> bool:
    first, _ = found.groups["y"]
    lower, words = found.tokens.lower, found.tokens.words
    before = lower[first - 1] if first else ""
    if found.first < first:
        return 1000 <= year <= 2199
    if before in ("$", "£", "€", "¥", "#", "no", "flight", "section", "route", "page", "than", "least", "nearly", "almost",
                  "over", "some", "/", "number", "law", "resolution", "order", "article", "paragraph", "act", "approximately",
                  "roughly", "only", "up", "least"):  # fmt: skip
        return False
    if before == "-" and first > 1 and not lower[first - 2][-1].isdigit():
        return False
    known = before in context.lexicon.values["PREP"]
    return (
        1400 <= year <= 2150
        and (known or year >= 1600)
        and not (words[first - 1][:1].isupper() and first > 1 and not known and 1000 < year < 1800)
    )


@reads("years")
@reads("year_span")
def _year_span(found: Found, context: Context) -> list[Draft] | None:
    """ "1957-60": two years, the second in two figures."""
    year, short = int(found.low("y")), found.low("e")
    second = year // 100 * 100 + int(short)
    if not year < second <= year + 60 or len(short) != 2:
        return [replace(d, end=found.groups["y"][1]) for d in _year(found, context) or ()]
    one, two = dated(found, Moment(year), mod=modifier(found, context)), dated(found, Moment(second))
    # A story goes on from the beginning of a stretch: "Campaigns of 1861-65. In April ..."
    return [replace(one[0], end=found.groups["y"][1]), replace(two[0], first=found.groups["e"][0], told=None)]


@reads("decade")
def _decade(found: Found, context: Context) -> list[Draft] | None:
    if "tens" in found:
        digits = 190 + int(found.value("tens", context.lexicon.values["TENS"]))
        if found.end - found.first < 2 or found.tokens.lower[found.first] != "the":
            return None
    else:
        text = re.sub(r"\D", "", found.low("decade"))
        digits = int(text) // 10 if len(text) == 4 else 190 + int(text) // 10
        if (
            len(text) == 4
            and text.endswith("00")
            and "pre" not in found
            and "pre2" not in found
            and digits % 10 == 0
        ):
            # "the 1900s" is the century as often as the decade; the text alone doesn't say.
            return [Draft(found.first, found.end, "DATE", text[:2], guessed=True)]
    return [Draft(found.first, found.end, "DATE", f"{digits:03}", mod=modifier(found, context),
                  told=Moment(digits * 10))]  # fmt: skip


@reads("century")
def _century(found: Found, context: Context) -> list[Draft]:
    words = found.low("ord")
    number = re.match(r"\d+", words)
    if number:
        n = int(number[0])
    else:
        n = 0
        for word in found.words("ord"):
            n += context.lexicon.values["ORDW"].get(word, 0) or context.lexicon.values["CARD"].get(word, 0)
    if not 1 <= n <= 30:
        return []
    before = found.low("era").startswith("b")
    value = f"BC{n - 1:02}" if before else f"{n - 1:02}"
    return [Draft(found.first, found.end, "DATE", value, mod=modifier(found, context))]


@reads("season")
def _season(found: Found, context: Context) -> list[Draft]:
    values = context.lexicon.values
    season = found.value("s", {**values["SEASON"], **values["SPRING"]})
    year, guessed = None, False
    month = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[season]
    if "y" in found or ("dir" in found and found.groups["dir"][0] > found.groups["s"][0]):
        year = year_of(found, context)
    else:
        step = direction(found.low("dir"))
        base = context.base(back=step is None or "that" in found.low("dir"))
        if base is not None:
            guessed = step is None
            year = base.year
            if step == -1 and (base.month or 1) <= month + 1:
                year -= 1
            elif step == 1 and (base.month or 1) >= month - 1:
                year += 1
            elif step is None and not context.story and context.published and season != "WI":
                ahead = context.tense(found.first, found.end) == "future"
                here = context.published.month
                year = context.published.year + (1 if ahead and here > month + 1 else 0)
                year -= 1 if not ahead and here < month - 1 else 0
            elif step is None and context.story and base.month and base.month >= 11 and season != "WI":
                year += 1
    if year is None:
        return [Draft(found.first, found.end, "DATE", f"XXXX-{season}", mod=modifier(found, context))]
    return [Draft(found.first, found.end, "DATE", f"{year_text(year)}-{season}", mod=modifier(found, context),
                  guessed=guessed or season == "WI", told=Moment(year, month if season != "WI" else None))]  # fmt: skip


@reads("quarter")
def _quarter(found: Found, context: Context) -> list[Draft]:
    if "qn" in found:
        text = found.low("qn")
        kind, n = ("H" if "h" in text else "Q"), int(re.sub(r"\D", "", text))
        if kind == "H" and n > 2:
            return []
    else:
        kind = "Q"
        words = found.low("q")
        number = re.match(r"\d", words)
        n = (
            int(number[0])
            if number
            else context.lexicon.values["ORDW"].get(words, 1 if words == "opening" else 4)
        )
    if not 1 <= n <= 4:
        return []
    year, guessed = year_of(found, context), False
    if year is None:
        resolved = context.month(n * 3, found.first, found.end)
        base = context.base()
        if base is None or resolved is None:
            return [Draft(found.first, found.end, "DATE", f"XXXX-{kind}{n}")]
        year, guessed = resolved
        if not context.story and context.published and (context.published.month + 2) // 3 == n:
            year = context.published.year
    return [Draft(found.first, found.end, "DATE", f"{year_text(year)}-{kind}{n}", mod=modifier(found, context),
                  guessed=guessed, told=Moment(year, n * 3 if kind == "Q" else None))]  # fmt: skip


@reads("half")
def _half(found: Found, context: Context) -> list[Draft]:
    year = year_of(found, context)
    n = 2 if found.low("h") in _LATE_HALF else 1
    if year is None:
        return [Draft(found.first, found.end, "DATE", f"XXXX-H{n}")]
    return [Draft(found.first, found.end, "DATE", f"{year_text(year)}-H{n}", told=Moment(year))]


@reads("part_of")
def _part_of(found: Found, context: Context) -> Sequence[Draft] | None:
    """ "the second half of June", "of the 1950s", "of the 19th century": the whole with a modifier."""
    mod = "END" if found.low("pre") in _LATE_HALF else "START"
    read = _month if "m" in found else _decade if "decade" in found else _century
    return [replace(d, mod=mod) for d in read(found, context) or ()]


@reads("fiscal")
def _fiscal(found: Found, context: Context) -> list[Draft]:
    # Fiscal years begin in different months from country to country: no interval.
    return [Draft(found.first, found.end, "DATE", f"FY{found.low('y')}")]


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
    if year is None and (base := context.base(back=True)) is not None:
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
        month_day = how if isinstance(how, str) and how[0].isdigit() else "XX-XX"
        prefix = year_text(year) if year is not None and month_day == "XX-XX" else "XXXX"
        return [Draft(found.first, found.end, "DATE", f"{prefix}-{month_day}")]
    return dated(found, day, guessed=guessed)


def holiday_in(how: object, year: int) -> date | None:
    """The day of a holiday in a year, None where it moves with a calendar that isn't reckoned here."""
    if not 1 <= year <= 9998:
        return None
    match how:
        case str() if how[0].isdigit():
            return date(year, int(how[:2]), int(how[3:]))
        case {"easter": int(days)}:
            return easter(year) + timedelta(days=days) if year > 1582 else None
        case {"nth": [month, weekday, n]}:
            return nth_weekday(year, month, weekday, n)
    return None
