"""Readers of years and what they are made of: seasons, quarters, halves; decades and centuries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly.steps.when.calendar_readers import read_month
from reportedly.steps.when.context import Context
from reportedly.steps.when.found import Draft, Found, dated, reads
from reportedly.steps.when.phrases import LATE_HALF, direction, modifier, year_of
from reportedly.steps.when.values import Moment, year_text


@reads("era_span")
def _era_span(found: Found, context: Context) -> list[Draft]:
    """ "264-241 BC": the first year is before Christ too."""
    before = found.low("era").startswith("b")
    years = [1 - int(found.low(name)) if before else int(found.low(name)) for name in ("y", "y2")]
    if years[0] >= years[1]:
        return []
    one, two = dated(found, Moment(years[0])), dated(found, Moment(years[1]))
    return [replace(one[0], end=found.groups["one"][1]), replace(two[0], first=found.groups["second"][0])]


@reads("season_span")
def _season_span(found: Found, context: Context) -> list[Draft]:
    """ "the summer and autumn of 1987": both of that year."""
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


@reads("year")
def _year(found: Found, context: Context) -> list[Draft] | None:
    if "short" in found:
        return dated(found, Moment(1900 + int(found.low("short"))))
    year = year_of(found, context)
    if year is None:
        return None
    if "era" not in found and not found.given.get("sure") and not _reads_as_year(found, year, context):
        return None
    mod = modifier(found, context)
    return dated(found, Moment(year), mod=mod)


def _reads_as_year(found: Found, year: int, context: Context) -> bool:
    first, _ = found.groups["y"]
    lower, words = found.tokens.lower, found.tokens.words
    before = lower[first - 1] if first else ""
    if found.first < first:
        return 1000 <= year <= 2199
    if before in context.lexicon.numbered:
        return False
    if before == "-" and first > 1 and not lower[first - 2][-1].isdecimal():
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
    """ "1983-86": two years, the second in two figures."""
    year, short = int(found.low("y")), found.low("e")
    second = year // 100 * 100 + int(short)
    if not year < second <= year + 60 or len(short) != 2:
        return [replace(d, end=found.groups["y"][1]) for d in _year(found, context) or ()]
    one, two = dated(found, Moment(year), mod=modifier(found, context)), dated(found, Moment(second))
    # A story goes on from the beginning of a stretch: "Mayors, 1921-28. In June ..."
    return [replace(one[0], end=found.groups["y"][1]), replace(two[0], first=found.groups["e"][0], told=None)]


@reads("decade")
def _decade(found: Found, context: Context) -> list[Draft] | None:
    if "tens" in found:
        digits = 190 + int(found.value("tens", context.lexicon.values["TENS"]))
        if found.end - found.first < 2 or found.tokens.lower[found.first] != "the":
            return None
    else:
        text = re.sub(r"\D", "", found.low("decade"))
        if "era" in found:
            before = "BC" if found.low("era").startswith("b") else ""
            value = f"{before}{int(text) // 10:03}"
            return [Draft(found.first, found.end, "DATE", value, mod=modifier(found, context))]
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
    n = 2 if found.low("h") in LATE_HALF else 1
    if year is None:
        return [Draft(found.first, found.end, "DATE", f"XXXX-H{n}")]
    return [Draft(found.first, found.end, "DATE", f"{year_text(year)}-H{n}", told=Moment(year))]


@reads("part_of")
def _part_of(found: Found, context: Context) -> Sequence[Draft] | None:
    """ "the second half of June", "of the 1950s", "of the 19th century": the whole with a modifier."""
    mod = "END" if found.low("pre") in LATE_HALF else "START"
    read = read_month if "m" in found else _decade if "decade" in found else _century
    return [replace(d, mod=mod) for d in read(found, context) or ()]


@reads("fiscal")
def _fiscal(found: Found, context: Context) -> list[Draft]:
    """ "fiscal 2024", "FY24", "the last school year": they begin in different months from country to country, so no interval."""
    if "y" in found:
        text = found.low("y")
        return [Draft(found.first, found.end, "DATE", f"FY{text if len(text) > 2 else f'20{text}'}")]
    year = year_of(found, context)
    value = "XXXX" if year is None else year_text(year)
    return [Draft(found.first, found.end, "DATE", f"FY{value}", mod=modifier(found, context))]


@reads("split_year")
def _split_year(found: Found, context: Context) -> list[Draft] | None:
    """ "the 2023-24 school year", "the 2024/25 season": somewhere in two years."""
    year, short = int(found.low("y")), found.low("e")
    if len(short) not in (2, 4) or str(year + 1)[-len(short) :] != short:
        return None
    return [Draft(found.first, found.end, "DATE", f"{year}/{year + 1}", told=Moment(year),
                  interval=(f"{year}-01-01", f"{year + 2}-01-01", "year"))]  # fmt: skip
