"""Time by length: news, and text that is as odd as text can be, at ten, a hundred and a thousand kilobytes."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from bench.machine import describe
from bench.speed import read_articles
from reportedly import Article, Coder

__all__ = ["SIZES", "measure", "odd_texts", "seconds"]

#: Characters of a text: ten, a hundred and a thousand thousand.
SIZES = (10_000, 100_000, 1_000_000)


def measure(folder: Path) -> Iterator[str]:
    """A line for each kind of text: seconds at each size, and how much the last tenfold length cost."""
    coder = Coder(language="any")
    coder.code(Article(text="Norway sent food aid to Malawi."))
    yield describe()
    yield f"{'text':<28}" + "".join(f"{size // 1000:>8,} KB" for size in SIZES) + "   last tenfold"
    news = "\n\n".join(article.text for article in read_articles(folder, words=1))
    for name, unit in {"news": news, **odd_texts()}.items():
        taken = [seconds(coder, unit, size) for size in SIZES]
        yield f"{name:<28}" + "".join(f"{one:>9.2f} s" for one in taken) + f"{taken[-1] / taken[-2]:>12.1f} ×"


def seconds(coder: Coder, unit: str, size: int) -> float:
    """Processor time to code a text of so many characters that a shorter one fills."""
    text = (unit * (size // len(unit) + 1))[:size]
    begun = time.process_time()
    coder.code(Article(text=text, published="2024-03-12"))
    return time.process_time() - begun


def odd_texts() -> dict[str, str]:
    """Kinds of text that no paper prints, by name; repeated, they fill any length."""
    chance = random.Random(3)
    return {
        "any bytes": chance.randbytes(1_000_000).decode("utf-8", "replace"),
        "any letters, no blank": "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=1_000_000)),
        "one letter": "a",
        "mostly blanks": " \n \t  \n" * 9 + "a",
        "opening quotation marks": "“",
        "quotations, never closed": "“We will, ",
        "brackets": "(([",
        "digits": "1234567890",
        "dates": "12 March 2024 to 31 June, ",
        "names": "Norway, Anna Berg of Peru, ",
        "one sentence without end": "Norway said that Peru denied that Kenya had attacked Malawi and ",
        "headlines": "Norway attacks Peru\n",
    }
