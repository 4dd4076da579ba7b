"""What figures were measured on, in one line."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path

from reportedly import __version__


def describe() -> str:
    """Version, date, processor, Python and spaCy."""
    from importlib.metadata import version

    return (
        f"reportedly {__version__}, {date.today().isoformat()}, {os.cpu_count()} cores of {_processor()}, "
        f"Python {platform.python_version()}, spaCy {version('spacy')}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
