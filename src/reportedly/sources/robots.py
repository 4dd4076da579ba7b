"""Robots: what a site's robots.txt allows (RFC 9309): the group of one's own name, the longest matching rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["ALL", "NONE", "Robots", "robots_of"]

#: Bytes of a robots.txt that count; the standard asks for at least 500 KiB.
LONGEST = 512 << 10
_MOST_RULES = 10_000
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for one crawler.

    Args:
        rules: whether each path pattern is allowed.
        delay: seconds between two requests that the site asks for, or None.
    """

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """Whether a path with its query may be fetched.

        >>> robots_of("User-agent: *\\nDisallow: /a\\nAllow: /a/b$", agent="x").allows("/a/b")
        True
        """
        path = _normal(path)
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(matching)[1] if matching else True


ALL = Robots()
NONE = Robots(rules=(("/", False),))


def robots_of(text: str, *, agent: str) -> Robots:
    """Read a robots.txt for a crawler's product name, compared in any case."""
    own: list[tuple[str, bool]] = []
    others: list[tuple[str, bool]] = []
    delays: dict[bool, float] = {}
    named = False
    names: set[str] = set()
    in_rules = False
    for line in text.removeprefix("\ufeff").splitlines()[: 4 * _MOST_RULES]:
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if in_rules:
                names, in_rules = set(), False
            names.add(value.lower().partition("/")[0])
            named = named or agent.lower() in names
        elif key in {"allow", "disallow", "crawl-delay"} and names:
            in_rules = True
            for mine, rules in ((True, own), (False, others)):
                if (agent.lower() if mine else "*") not in names:
                    continue
                if key == "crawl-delay":
                    delays.setdefault(mine, _seconds(value))
                elif value and len(rules) < _MOST_RULES:
                    rules.append((_normal(value), key == "allow"))
    delay = delays.get(named)
    return Robots(rules=tuple(own if named else others), delay=delay or None)


def _seconds(value: str) -> float:
    try:
        return max(0.0, min(float(value), 60.0))
    except ValueError:
        return 0.0


def _normal(path: str) -> str:
    """A path in one spelling: other than ASCII escaped, escapes in capitals."""
    escaped = quote(path.encode("utf-8", "replace"), safe="!#$%&'()*+,/:;=?@[]~\"<>^`{|}\\ ")
    return _ESCAPE.sub(lambda match: match[0].upper(), escaped)


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern with ``*`` and a final ``$`` fits a path's start; without backtracking."""
    ends = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not parts:
        return not ends or at == len(path)
    for part in parts[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    last = parts[-1]
    return path.endswith(last) and len(path) - len(last) >= at if ends else path.find(last, at) >= 0
