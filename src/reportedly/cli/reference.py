"""Writes docs/commands.md from the commands' own help: ``python -m reportedly.cli.reference > docs/commands.md``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import click

from reportedly.cli import _COMMANDS, reportedly

__all__ = ["reference"]

_WIDTH = 100
_HEAD = """\
# Commands

This page is made from the commands' own help by `python -m reportedly.cli.reference > docs/commands.md`.

All commands exit with 0 when all was done, 1 when something could not be done (a line on standard error says what, where
and what to do about it), 2 when they were used wrongly. Records go to standard output, messages to standard error.
"""


def reference() -> str:
    """The page as Markdown."""
    parts = [_HEAD]
    top = click.Context(reportedly, info_name="reportedly")
    for path, command in _commands(reportedly, top):
        context = click.Context(
            command, info_name=path, max_content_width=_WIDTH, terminal_width=_WIDTH, color=False,
            help_option_names=["-h", "--help"],
        )  # fmt: skip
        parts.append(f"## {path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def _commands(
    group: click.Group, context: click.Context, above: str = "reportedly"
) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        if group is reportedly and find_spec(f"reportedly.cli.{_COMMANDS[name][0]}") is None:
            continue
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        path = f"{above} {name}"
        yield path, command
        if isinstance(command, click.Group):
            yield from _commands(command, click.Context(command, info_name=name, parent=context), path)


if __name__ == "__main__":
    print(reference(), end="")
