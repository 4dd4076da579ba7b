"""Readers of today and yesterday, of parts of a day, and of clock times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportedly.steps.when.context import Context
from reportedly.steps.when.found import READERS, Draft, Found, dated, reads
from reportedly.steps.when.phrases import back_reference, direction
from reportedly.steps.when.values import Moment


@reads("deictic")
def _deictic(found: Found, context: Context) -> list[Draft]:
    days = found.given.get("days", found.value("day", context.lexicon.values["DEICTIC"]))
    part = found.given.get("part") or found.value("part", context.lexicon.values["PART"])
    base = context.today()
    if base is None or context.story:
        if context.story and base is not None and days == 0 and not part:
            return [Draft(found.first, found.end, "DATE", "PRESENT_REF")]
        told = context.told.date() if context.story and context.told else None
        if told is None:
            value = "XXXX-XX-XX" + (f"T{part}" if part else "")
            return [Draft(found.first, found.end, "TIME" if part else "DATE", value)]
        return _on(found, told + timedelta(days=days), part)
    day = context.published
    return _on(found, day + timedelta(days=days), part) if day else []


def _on(found: Found, day: date, part: str | None) -> list[Draft]:
    drafts = dated(found, day)
    if part:
        drafts = [replace(d, type="TIME", value=f"{d.value}T{part}") for d in drafts]
    return drafts


@reads("same_part")
def _same_part(found: Found, context: Context) -> list[Draft]:
    part = found.value("part", context.lexicon.values["PART"])
    base = context.base(back=back_reference(found.low("dir")))
    day = base.date() if base else None
    if day is None:
        return [Draft(found.first, found.end, "TIME", f"XXXX-XX-XXT{part}")]
    return _on(found, day, part)


@reads("next_part")
def _next_part(found: Found, context: Context) -> list[Draft]:
    part = found.value("part", context.lexicon.values["PART"])
    base = context.base(back=True)
    day = base.date() if base else None
    if day is None:
        return [Draft(found.first, found.end, "TIME", f"XXXX-XX-XXT{part}")]
    return _on(found, day + timedelta(days=direction(found.low("dir")) or 0), part)


@reads("early_hours")
def _early_hours(found: Found, context: Context) -> list[Draft]:
    """ "the small hours of Monday": written as a morning, but before it by the clock."""
    drafts = READERS["weekday" if "wd" in found else "day"](found, context) or []
    return [replace(d, interval=(f"{d.value[:10]}T00:00", f"{d.value[:10]}T06:00", "part of day"))
            if d.value[:4].isdecimal() and "-W" not in d.value else d for d in drafts]  # fmt: skip


@reads("overnight")
def _overnight(found: Found, context: Context) -> list[Draft]:
    """ "overnight" alone: in news the night before publication, unless it looks ahead."""
    day, tense = context.published, context.tense(found.first, found.end)
    if day is None or context.story or tense is None:
        return [Draft(found.first, found.end, "TIME", "XXXX-XX-XXTNI")]
    night = day if tense == "future" else day - timedelta(days=1)
    return [Draft(found.first, found.end, "TIME", f"{night.isoformat()}TNI", guessed=True)]


@reads("clock")
def _clock(found: Found, context: Context) -> list[Draft] | None:
    values = context.lexicon.values
    base = context.base()
    said = _day_said(found, context)
    near = context.told_here if 0 <= found.first - context.told_at <= 12 else None
    day = said or ((near or base).date() if (near or base) else None)  # type: ignore[union-attr]
    if "noon" in found:
        clock = str(values["POINT"][found.low("noon")])
    else:
        text = found.low("clock") or found.low("hour")
        if "hhmm" in found:
            digits = found.low("hhmm")
            if len(digits) != 4 or not digits.isdecimal():
                return None
            text = f"{digits[:2]}:{digits[2:]}"
        hour_text, _, rest = text.partition(":")
        hour = int(hour_text) if hour_text.isdecimal() else values["CARD"].get(hour_text, 99)
        half = found.low("ap")
        if hour > 24 or (half and not 1 <= hour <= 12 and rest == "") or (rest and int(rest[:2]) > 59):
            return None
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        if "clock" in found and not half and "zone" not in found and not _is_clock(found):
            return None
        clock = f"{hour:02}:{rest or '00'}"
    zone = found.value("zone", values["ZONE"]) or ""
    date_text = day.isoformat() if day else "XXXX-XX-XX"
    value = f"{date_text}T{clock}{zone}"
    told = Moment(said.year, said.month, said.day) if said else None
    if "second" in found:
        end, second = found.groups["one"][1], found.groups["second"][0]
        return [Draft(found.first, end, "TIME", value),
                Draft(second, found.end, "DATE", date_text, told=told)]  # fmt: skip
    return [Draft(found.first, found.end, "TIME", value, guessed=day is None, told=told)]


def _day_said(found: Found, context: Context) -> date | None:
    """The day that stands beside a clock time ("07:15 GMT on Sunday")."""
    for name, reader in (("wd", "weekday"), ("day", "deictic"), ("m", "day")):
        if name in found:
            drafts = READERS[reader](found, context) or ()
            return next((day for d in drafts if d.told and (day := d.told.date())), None)
    return None


def _is_clock(found: Found) -> bool:
    """A bare 10:30 is a time after "at", "by" and the like; else a score or a verse."""
    before = found.tokens.lower[found.first - 1] if found.first else ""
    return before in ("at", "by", "until", "till", "around", "about", "from", "since", "before", "after", "between", "to",
                      "-", "and") or "apx" in found  # fmt: skip


@reads("part_alone")
def _part_alone(found: Found, context: Context) -> list[Draft]:
    part = found.value("part", context.lexicon.values["PART"])
    return [Draft(found.first, found.end, "TIME", f"XXXX-XX-XXT{part}")]
