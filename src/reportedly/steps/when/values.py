"""TIMEX3 values: how they are written, and the half-open interval that each stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

__all__ = [
    "Interval",
    "Moment",
    "easter",
    "interval_of",
    "month_after",
    "moved",
    "nth_weekday",
    "week_of",
    "year_text",
]

#: Start and end as ISO text (end excluded), and the precision.
Interval = tuple[str, str, str]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)T(?:(\d\d)(?::(\d\d))?(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?|([A-Z]{2}))$"
)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_UNDER_YEAR = re.compile(r"(\d{4})-(?:(\d\d)|Q([1-4])|H([12])|(SP|SU|FA|WI))$")
#: Northern seasons by the calendar of weather services: first month, and whether it lies in the year before's winter.
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: Parts of the day, in hours from its midnight. Night runs into the next day.
_PARTS = {"MO": (5, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30), "DT": (6, 20)}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date told, as far as it was: a year (before Christ below 1), maybe a month, maybe a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def date(self) -> date | None:
        """The calendar day, if there is one."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def text(self) -> str:
        """The TIMEX3 value.

        >>> Moment(2021, 10).text(), Moment(-479).text()
        ('2021-10', 'BC0480')
        """
        parts = [year_text(self.year)]
        if self.month is not None:
            parts.append(f"{self.month:02}")
            if self.day is not None:
                parts.append(f"{self.day:02}")
        return "-".join(parts)


def year_text(year: int) -> str:
    """A year as TIMEX3 writes it; year 0 is 1 BC."""
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def month_after(year: int, month: int, months: int) -> tuple[int, int]:
    """The month so many months later.

    >>> month_after(2021, 11, 3)
    (2022, 2)
    """
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def moved(day: date, unit: str, amount: float) -> date | None:
    """A day so many units later; None beyond the calendar.

    >>> moved(date(2021, 10, 19), "M", 3)
    datetime.date(2022, 1, 19)
    """
    try:
        if unit in ("D", "W", "F"):
            return day + timedelta(days=round(amount * {"D": 1, "W": 7, "F": 14}[unit]))
        months = round(amount * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[unit])
        year, month = month_after(day.year, day.month, months)
        for last in (day.day, 30, 29, 28):
            try:
                return date(year, month, min(day.day, last))
            except ValueError:
                continue
    except (OverflowError, KeyError):
        pass
    return None


def week_of(day: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such weekday (1 is Monday) of a month; n = -1 is its last."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    last = date(*month_after(year, month, 1), 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Butcher's algorithm, Nature 13, 1876).

    >>> easter(2021)
    datetime.date(2021, 4, 4)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=8192)
def interval_of(value: str) -> Interval | None:
    """The interval of a TIMEX3 value; None where it names no stretch of the calendar (or one before Christ).

    >>> interval_of("2008-W42")
    ('2008-10-13', '2008-10-20', 'week')
    >>> interval_of("2008-10-07TMO")
    ('2008-10-07T05:00', '2008-10-07T12:00', 'part of day')
    >>> interval_of("198")
    ('1980-01-01', '1990-01-01', 'decade')
    """
    try:
        return _interval(value)
    except (ValueError, OverflowError):
        return None


def _interval(value: str) -> Interval | None:
    if value.isdecimal():
        match len(value):
            case 4 if value != "9999":
                return f"{value}-01-01", f"{int(value) + 1:04}-01-01", "year"
            case 3 if "000" < value < "999":
                return f"{value}0-01-01", f"{int(value) + 1:03}0-01-01", "decade"
            case 2 if "00" < value < "99":
                return f"{value}00-01-01", f"{int(value) + 1:02}00-01-01", "century"
        return None
    if match := _DAY.match(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day.isoformat(), (day + timedelta(days=1)).isoformat(), "day"
    if match := _UNDER_YEAR.match(value):
        return _under_year(int(match[1]), *match.groups()[1:])
    if match := _WEEK.match(value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        last = first + timedelta(days=2 if match[3] else 7)
        return first.isoformat(), last.isoformat(), "weekend" if match[3] else "week"
    if match := _TIME.match(value):
        return _time(match)
    return None


def _under_year(
    year: int, month: str | None, quarter: str | None, half: str | None, season: str | None
) -> Interval:
    if month:
        first, months, precision = int(month), 1, "month"
    elif quarter:
        first, months, precision = int(quarter) * 3 - 2, 3, "quarter"
    elif half:
        first, months, precision = int(half) * 6 - 5, 6, "half"
    else:
        first, months, precision = _SEASON_START[season or ""], 3, "season"
    start, end = date(year, first, 1), date(*month_after(year, first, months), 1)
    return start.isoformat(), end.isoformat(), precision


def _time(match: re.Match[str]) -> Interval | None:
    day = date.fromisoformat(match[1])
    if match[6]:
        if match[6] not in _PARTS:
            return None
        first, last = _PARTS[match[6]]
        return _at(day, first * 3600), _at(day, last * 3600), "part of day"
    hour, minute, second = int(match[2]), match[3], match[4]
    if hour > 24 or int(minute or 0) > 59:
        return None
    at = hour * 3600 + int(minute or 0) * 60 + int(second or 0)
    length, precision = (1, "second") if second else (60, "minute") if minute else (3600, "hour")
    zone = match[5] or ""
    return _at(day, at, bool(second)) + zone, _at(day, at + length, bool(second)) + zone, precision


def _at(day: date, seconds: int, exact: bool = False) -> str:
    days, rest = divmod(seconds, 86400)
    text = f"{day + timedelta(days=days)}T{rest // 3600:02}:{rest % 3600 // 60:02}"
    return f"{text}:{rest % 60:02}" if exact else text
