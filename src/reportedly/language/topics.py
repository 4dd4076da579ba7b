"""Words of articles that carry no events of the codebook, and words that do all the same, read from ``en/topics.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from reportedly.errors import LanguageFileError

__all__ = ["TopicWords", "check_topics", "load_topics"]

FILE = "topics.yaml"


@dataclass(frozen=True, slots=True)
class TopicWords:
    """Word forms in lower case.

    Args:
        topics: topic -> its words.
        public: words that make a sentence worth reading whatever the article's topic.
    """

    topics: Mapping[str, frozenset[str]]
    public: frozenset[str]


def check_topics(data: Any) -> None:
    """Hold the file's content against its schema.

    Raises:
        LanguageFileError: it breaks it; the message names the list.
    """
    if (
        not isinstance(data, dict)
        or set(data) != {"topics", "public"}
        or not isinstance(data["topics"], dict)
    ):
        raise LanguageFileError("it needs `topics` and `public`, and nothing else", where=FILE)
    seen: dict[str, str] = {}
    for name, words in [*data["topics"].items(), ("public", data["public"])]:
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            raise LanguageFileError("it needs a list of words", where=f"{FILE}: {name}")
        for word in words:
            if word != word.lower():
                raise LanguageFileError(f"{word!r} isn't in lower case", where=f"{FILE}: {name}")
            if word in seen:
                raise LanguageFileError(f"{word!r} stands in {seen[word]!r} too", where=f"{FILE}: {name}")
            seen[word] = name


@lru_cache(maxsize=1)
def load_topics() -> TopicWords:
    """The words of the file.

    Raises:
        LanguageFileError: the file breaks its schema.
    """
    data = yaml.safe_load(files("reportedly.language").joinpath("en", FILE).read_text(encoding="utf-8"))
    check_topics(data)
    return TopicWords(
        {name: frozenset(words) for name, words in data["topics"].items()}, frozenset(data["public"])
    )
