"""Duplicates: which articles are copies of which, by URL, by text, and by near-equal words.

MinHash over shingles of three words (Broder 1997), 128 permutations in 32 bands of 4: two texts of Jaccard similarity
.7 meet in a band with probability 1 - (1 - .7^4)^32 = .9998. Whoever meets is then compared exactly.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

__all__ = [
    "BANDS",
    "WITHIN_DAYS",
    "bands_of",
    "canonical_url",
    "is_copy",
    "shingles",
    "text_hash",
    "wire_credit",
]

PERMUTATIONS, BANDS, ROWS = 128, 32, 4
#: A copy is published so many days before or after, at most.
WITHIN_DAYS = 7
#: Jaccard similarity of shingles from which two texts are copies.
SIMILAR = 0.7
#: Share of the shorter text's shingles that the longer one holds, from which it is a copy of it (a cut wire story).
CONTAINED = 0.85
#: A shorter text is no evidence: fewer shingles than this are compared by hash alone.
FEWEST = 20

_WORD = re.compile(r"\w+")
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|mc_[ce]id|ref|ref_src|cmpid|ito|smid|ns_\w+|at_\w+)$", re.IGNORECASE
)
_AGENCIES = (
    "AFP|AP|Reuters|Xinhua|TASS|Interfax|dpa|ANSA|EFE|Kyodo|Yonhap|PTI|ANI|UPI|IANS|Anadolu|IRNA|SPA|MENA|Bloomberg|"
    "Agence France-Presse|Associated Press|The Associated Press|Anadolu Agency|Deutsche Presse-Agentur"
)
_SHORT = {
    "agence france-presse": "AFP",
    "associated press": "AP",
    "the associated press": "AP",
    "anadolu agency": "Anadolu",
    "deutsche presse-agentur": "dpa",
}
_DATELINE = re.compile(rf"^.{{0,80}}?[(\[]({_AGENCIES})[)\]]\s*[-–—:.]*")
_SIGNED = re.compile(
    rf"(?:^|\n)\s*(?:[-–—(\[]+\s*({_AGENCIES})[)\].]*|(?:with|by|source:|reporting by)\s+({_AGENCIES})\.?)\s*$",
    re.IGNORECASE,
)


def canonical_url(url: str | None) -> str | None:
    """A URL without what doesn't choose the page: scheme, ``www.``, fragment, tracking parameters, last slash.

    >>> canonical_url("https://www.Example.org/a/?utm_source=x&id=3#top")
    'example.org/a?id=3'
    """
    if not url or not url.strip():
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url.strip()
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k)))
    return urlunsplit(("", "", f"{host}{port}{parts.path.rstrip('/')}", query, "")) or None


def text_hash(title: str | None, text: str) -> str:
    """A hash of the words alone: case, white space and punctuation don't count."""
    words = " ".join(_words(f"{title or ''} {text}"))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def shingles(text: str) -> list[str]:
    """The runs of three words, in order, each once."""
    words = _words(text)
    return list(dict.fromkeys(" ".join(words[at : at + 3]) for at in range(len(words) - 2)))


def bands_of(parts: list[str]) -> list[int]:
    """The keys of the bands of a text's MinHash, 64 bits each; none where the text is too short to tell."""
    from rensa import RMinHash

    if len(parts) < FEWEST:
        return []
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update([part.encode("utf-8", "replace").decode() for part in parts])
    digest = sketch.digest()
    return [
        int.from_bytes(
            hashlib.blake2b(
                struct.pack("<5I", at, *digest[at * ROWS : (at + 1) * ROWS]), digest_size=8
            ).digest(),
            "little",
            signed=True,
        )
        for at in range(BANDS)
    ]


def is_copy(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two texts' shingles make one a copy of the other: similar, or the shorter contained in the longer."""
    first, second = set(one), set(other)
    shared = len(first & second)
    if min(len(first), len(second)) < FEWEST:
        return False
    return shared >= SIMILAR * len(first | second) or shared >= CONTAINED * min(len(first), len(second))


def wire_credit(text: str) -> str | None:
    """The news agency that a dateline or a last line credits.

    >>> wire_credit("OSLO (Reuters) - Norway sent aid.")
    'Reuters'
    """
    found = _DATELINE.search(text[:200].lstrip()) or _SIGNED.search(text[-200:].rstrip())
    name = next((group for group in found.groups() if group), None) if found else None
    return _SHORT.get(name.lower(), name) if name else None


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
