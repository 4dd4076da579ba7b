"""Who is who: countries, offices, organisations, groups, with dates."""

from reportedly.registry.entity import Entity, Office
from reportedly.registry.registry import Registry, default_registry

__all__ = ["Entity", "Office", "Registry", "default_registry"]
