"""Options that several commands share: how articles are read, and with what they are coded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportedly.errors import DateError, SourceError

if TYPE_CHECKING:
    from reportedly.sources.fetching import Fetcher

__all__ = [
    "article_options",
    "coder_options",
    "coder_options_of",
    "columns_option",
    "fetcher_of",
    "private_option",
    "refuse_coder_options",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Published(click.ParamType[str]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from reportedly.article import parse_published

        try:
            parse_published(value)
        except DateError as error:
            self.fail(f"{error.what}; {error.do}", param, ctx)
        return str(value)


class _ColumnNames(click.ParamType[dict[str, str]]):
    name = "columns"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, str]:
        from reportedly.sources.fields import parse_columns

        if isinstance(value, dict):
            return value
        try:
            return parse_columns(value)
        except SourceError as error:
            self.fail(f"{error.what}; {error.do}", param, ctx)


def columns_option(command: _Command) -> _Command:
    """``--columns``."""
    option = click.option(
        "--columns", type=_ColumnNames(), metavar="FIELD=NAME,...",
        help="Where an article's fields stand in rows of CSV, Parquet and JSON Lines: text=body,title=headline.",
    )  # fmt: skip
    return option(command)


def private_option(command: _Command) -> _Command:
    """``--allow-private``."""
    option = click.option(
        "--allow-private", is_flag=True,
        help="Fetch from private and loopback addresses too.",
    )  # fmt: skip
    return option(command)


def fetcher_of(inputs: Iterable[str], *, allow_private: bool, state: Path | None = None) -> Fetcher | None:
    """What fetches the addresses among the inputs, if there are any."""
    from reportedly.sources.kinds import is_address

    if not any(map(is_address, inputs)):
        return None
    from reportedly.sources.fetching import Fetcher
    from reportedly.sources.network import Client

    return Fetcher(Client(allow_private=allow_private), state=state)


def article_options(command: _Command) -> _Command:
    """``--published``, ``--outlet``, ``--as``."""
    from reportedly.sources.kinds import KINDS

    for option in (
        click.option("--as", "as_kind", type=click.Choice(list(KINDS)),
                     help="What the input is; else the ending of its name tells."),
        click.option("--outlet", metavar="NAME", help="Who published it, where the input doesn't say."),
        click.option("--published", type=_Published(), metavar="DATE",
                     help="When it was published (2024-03-12), where the input doesn't say. Without it \"on Monday\" "
                          "stays unresolved."),
    ):  # fmt: skip
        command = option(command)
    return command


def coder_options(command: _Command) -> _Command:
    """What `Coder` takes: ``--model``, ``--codebook``, ``--registry``, ``--events``, ``--statements``, ``--times`` and the limits."""
    for option in (
        click.option("--language", type=click.Choice(["en", "any"]), default="en", show_default=True,
                     help="any: code an article in another language all the same."),
        click.option("--all-sentences", is_flag=True,
                     help="Parse those too that can hardly carry an event or a statement, as in sport and weather."),
        click.option("--max-chars", type=click.IntRange(1), default=5_000_000, show_default=True, metavar="N",
                     help="Longest text of an article, in characters."),
        click.option("--times", type=click.Choice(["news", "narrative", "auto"]), default="auto", show_default=True,
                     help="What relative dates count from: publication, the last date told, or as each sentence does."),
        click.option("--statements", type=click.Choice(["thorough", "careful"]), default="thorough",
                     show_default=True, help="thorough finds more statements, careful errs less."),
        click.option("--events", type=click.Choice(["thorough", "careful"]), default="thorough",
                     show_default=True, help="thorough finds more events, careful errs less."),
        click.option("--registry", metavar="FILE", help="Another list of actors."),
        click.option("--codebook", metavar="FOLDER", help="Another codebook."),
        click.option("--model", metavar="NAME",
                     help="Another installed spaCy English model with parser and NER."),
    ):  # fmt: skip
        command = option(command)
    return command


def refuse_coder_options(why: str, do: str, *, but: str = "") -> None:
    """Refuse the coder's options, ``but`` one, where nothing is coded.

    Raises:
        click.UsageError: some were given on the command line.
    """
    context = click.get_current_context()
    source = click.core.ParameterSource.COMMANDLINE
    given = [name for name in _CODER if name != but and context.get_parameter_source(name) is source]
    if given:
        named = ", ".join("--" + name.replace("_", "-") for name in given)
        raise click.UsageError(f"{why}, so {named} would change nothing; {do}")


_CODER = (
    "model",
    "codebook",
    "registry",
    "events",
    "statements",
    "times",
    "all_sentences",
    "max_chars",
    "language",
)


def coder_options_of(given: dict[str, str | int | None]) -> dict[str, str | int | None]:
    """The coder's options of a command's parameters; None where the coder's own default holds."""
    return {name: given[name] for name in _CODER}
