"""What counts as which event: PLOVER as data, and the linear model that decides."""

from __future__ import annotations

from reportedly.codebook.codebook import Codebook, EventType, Mode, load_codebook
from reportedly.codebook.rules import Rule

__all__ = ["Codebook", "EventType", "Mode", "Rule", "load_codebook"]
