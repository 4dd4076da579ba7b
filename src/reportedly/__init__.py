"""reportedly: who did what to whom, when and where, and according to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly._version import __version__

if TYPE_CHECKING:
    from reportedly.archive import Archive
    from reportedly.article import Article
    from reportedly.codebook import Codebook
    from reportedly.coder import Coder
    from reportedly.record import Record
    from reportedly.registry import Registry
    from reportedly.steps.when import times
    from reportedly.steps.where import places

__all__ = ["Archive", "Article", "Codebook", "Coder", "Record", "Registry", "__version__", "places", "times"]

#: Loaded on first use, so that `import reportedly` and the command line start at once.
_HOME = {
    "Archive": "reportedly.archive",
    "Article": "reportedly.article",
    "Codebook": "reportedly.codebook",
    "Coder": "reportedly.coder",
    "Record": "reportedly.record",
    "Registry": "reportedly.registry",
    "places": "reportedly.steps.where",
    "times": "reportedly.steps.when",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
