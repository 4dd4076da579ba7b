"""Where on earth a name is: countries, divisions, towns, areas and features, with their names."""

from reportedly.gazetteer.store import Entry, Gazetteer, load_gazetteer

__all__ = ["Entry", "Gazetteer", "load_gazetteer"]
