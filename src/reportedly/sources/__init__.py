"""How files become articles: one file a kind of input, one table of kinds."""

from reportedly.sources.kinds import KINDS, kind_of
from reportedly.sources.reading import Item, read, read_items

__all__ = ["KINDS", "Item", "kind_of", "read", "read_items"]
