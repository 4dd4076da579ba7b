"""Left out: what a format can't hold, told line by line in a file beside it, so that nothing is lost in silence."""

from __future__ import annotations

import json
from collections import Counter
from typing import TextIO

from reportedly.event_table import voices_of
from reportedly.export.material import Told
from reportedly.record import Event

__all__ = ["MADE", "LeftOut"]

#: What counts as having taken place, where a format has no field for whether it did.
MADE = frozenset({"happened", "ongoing"})


class LeftOut:
    """Decides which events go into a format that can't tell what was only said, and keeps account.

    Args:
        out: JSON Lines go here: first the rule, then a line for each event left out (``why``), and for each one that was
            written without something (``lost``). None: only count.
        made: the events that go in, by whether they took place; None: all.
        of: what the format is made of, as the rule calls it.
        tells: whether the format tells who vouches for an event and whether it took place, so that nothing of it is lost.
    """

    def __init__(
        self,
        out: TextIO | None = None,
        *,
        made: frozenset[str] | None = None,
        of: str = "events",
        tells: bool = False,
    ) -> None:
        self._out, self.made, self._tells = out, made, tells
        self.written = 0
        self.why: Counter[str] = Counter()
        rule = f"all {of}" if made is None else f"events whose `made` is {' or '.join(sorted(made))}"
        self._line({"rule": f"{rule}, by any voice"})

    def admits(self, told: Told, event: Event, *, again: bool = False) -> bool:
        """Whether an event goes in. A format that goes through its material twice sets ``again`` on one of both."""
        if self.made is None or event.made in self.made:
            return True
        if not again:
            self.leave(told, event, f"made: {event.made}")
        return False

    def leave(self, told: Told, event: Event, why: str) -> None:
        """Note an event that the format has no place for."""
        self.why[why] += 1
        self._line({"article": told.record.id, "event": event.id, "why": why, "type": event.type, "act": event.act,
                    "made": event.made, "status": event.status, "voices": _voices(told, event)})  # fmt: skip

    def wrote(self, told: Told, event: Event, *, row: object = None) -> None:
        """Note an event that was written, with what its row doesn't tell: voices, a status that isn't what was made, no deed."""
        self.written += 1
        lost: dict[str, object] = {}
        if event.said_by:
            lost["voices"] = _voices(told, event)
        if event.act != event.type or event.status != event.made:
            lost |= {"act": event.act, "status": event.status}
        if event.made not in MADE:
            lost["made"] = event.made
        if lost and not self._tells:
            self._line({"article": told.record.id, "event": event.id, "row": row, "lost": lost})

    def _line(self, line: dict[str, object]) -> None:
        if self._out is not None:
            self._out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _voices(told: Told, event: Event) -> list[str]:
    voices, _ = voices_of(told.record, event)
    return [voice.name for voice in voices] or (["?"] if event.said_by else [])
