"""reportedly: who did what to whom, when and where, and according to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly._version import __version__

if TYPE_CHECKING:
    from reportedly.article import Article
    from reportedly.coder import Coder
    from reportedly.record import Record

__all__ = ["Article", "Coder", "Record", "__version__"]

#: Loaded on first use, so that `import reportedly` and the command line start at once.
_HOME = {
    "Article": "reportedly.article",
    "Coder": "reportedly.coder",
    "Record": "reportedly.record",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
