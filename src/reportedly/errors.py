"""Every error that reportedly raises on purpose, with its stable code, in one catalogue.

Each class is also the builtin that it specialises, so ``except ValueError`` keeps working. A message says what is
wrong, where (file, line, field), and what to do about it.
"""

from __future__ import annotations

from typing import Any

__all__ = [
    "ArchiveError",
    "ArticleError",
    "CodebookError",
    "DateError",
    "GazetteerError",
    "LanguageError",
    "LanguageFileError",
    "MissingExtra",
    "ModelError",
    "OutputError",
    "RecordError",
    "RegistryError",
    "ReportedlyError",
    "SourceError",
    "TooLongError",
]


class ReportedlyError(Exception):
    """The root of the catalogue; ``code`` is stable across versions.

    Args:
        what: what is wrong, in one sentence.
        where: file, line or field, such as ``news.jsonl:12``.
        do: what to do about it.

    >>> str(DateError("'soon' is no date", where="--published", do="write it as 2021-10-19"))
    "R104 --published: 'soon' is no date; write it as 2021-10-19"
    """

    code = "R000"

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what, self.where, self.do = what, where, do
        place = f" {where}:" if where else ""
        remedy = f"; {do}" if do else ""
        super().__init__(f"{self.code}{place} {what}{remedy}")

    def __reduce__(self) -> tuple[Any, ...]:
        # The default would call the class with the finished message only.
        return _again, (type(self), self.what, self.where, self.do)


def _again(kind: type[ReportedlyError], what: str, where: str, do: str) -> ReportedlyError:
    return kind(what, where=where, do=do)


class ArticleError(ReportedlyError, ValueError):
    """An article that can't be read as one: no text, a wrong field."""

    code = "R101"


class SourceError(ReportedlyError, ValueError):
    """An input file that can't be read: binary, bad UTF-8, not JSON."""

    code = "R102"


class TooLongError(ReportedlyError, ValueError):
    """An article or a line longer than the limit."""

    code = "R103"


class DateError(ReportedlyError, ValueError):
    """A date that is none."""

    code = "R104"


class LanguageError(ReportedlyError, ValueError):
    """An article in a language that the coder doesn't read."""

    code = "R105"


class OutputError(ReportedlyError, OSError):
    """An output that can't be written."""

    code = "R106"


class RecordError(ReportedlyError, ValueError):
    """JSON that doesn't fit the record's schema."""

    code = "R201"


class ModelError(ReportedlyError, RuntimeError):
    """A parser model that is missing, changed, or lacks a parser or NER."""

    code = "R301"


class LanguageFileError(ReportedlyError, ValueError):
    """A data file of the language room that breaks its schema."""

    code = "R302"


class CodebookError(ReportedlyError, ValueError):
    """A codebook that breaks its schema or contradicts itself."""

    code = "R303"


class RegistryError(ReportedlyError, ValueError):
    """A registry file or row that can't be read."""

    code = "R304"


class GazetteerError(ReportedlyError, ValueError):
    """A gazetteer, or a file to build one from, that can't be read."""

    code = "R305"


class ArchiveError(ReportedlyError, RuntimeError):
    """An archive that is missing, of another version, or damaged."""

    code = "R401"


class MissingExtra(ReportedlyError, ImportError):
    """A feature whose optional packages aren't installed."""

    code = "R501"
