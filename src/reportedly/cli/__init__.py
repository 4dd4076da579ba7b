"""The command line: one file a command, loaded only when it is used."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module

import click

from reportedly._version import __version__
from reportedly.errors import OutputError, ReportedlyError

__all__ = ["command_names", "main", "reportedly"]

#: Command -> its module here (whose ``command`` is the Click object) and its line in the help.
_COMMANDS: dict[str, tuple[str, str]] = {
    "code": ("code", "Code articles: one record a line."),
    "show": ("show", "Show a record: the article, its events and statements."),
    "explain": ("explain", "Explain why an event was coded so."),
    "add": ("add", "Add articles to an archive."),
    "archive": ("archive", "Check, repair, compact, recode, share an archive; forget articles."),
    "watch": ("watch", "Poll feeds, add their articles, print new happenings."),
    "find": ("find", "Find events and statements in an archive."),
    "dyads": ("dyads", "Count what passes between two actors, by period."),
    "happenings": ("happenings", "List real-world events with all their reports."),
    "disputes": ("disputes", "List what one voice asserts and another denies."),
    "promises": ("promises", "List what was promised, and what became of it."),
    "network": ("network", "List who dealt with whom, by period."),
    "serve": ("serve", "Open a page to look through an archive."),
    "export": ("export", "Write events and statements in others' formats."),
    "sample": ("sample", "Draw events of an archive to review."),
    "judge": ("judge", "Take in a sheet of judged events."),
    "evaluate": ("evaluate", "Measure the coding on texts whose right coding is known."),
    "times": ("times", "Show the time expressions of a text and what they stand for."),
    "places": ("places", "Show the places of a text and where on earth they are."),
    "codebook": ("codebook", "Show, check and test the rules of the codebook."),
    "registry": ("registry", "Look up, check and import actors."),
    "schema": ("schema", "Print the record's JSON Schema."),
    "doctor": ("doctor", "Check the installation: versions, model, data files, extras."),
}


def command_names() -> tuple[str, ...]:
    """The commands, in the order of the help."""
    return tuple(_COMMANDS)


class _Commands(click.Group):
    """Lists commands from the table above, so that the help needs none of their modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"reportedly.cli.{_COMMANDS[cmd_name][0]}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reportedly")
def reportedly() -> None:
    """Who did what to whom, when and where, and according to whom: from news articles to sourced records.

    \b
    Example:
      reportedly code article.txt --published 2024-03-12 > records.jsonl
    """


def main() -> None:
    """Run the command line; exit with 0, 1 (something could not be done) or 2 (wrong usage)."""
    try:
        if "_REPORTEDLY_COMPLETE" in os.environ:
            # A shell asks for completions; only click's own start answers it.
            reportedly.main(prog_name="reportedly")
        with reportedly.make_context("reportedly", sys.argv[1:]) as context:
            reportedly.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except ReportedlyError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        sys.exit(1)
    except (KeyboardInterrupt, click.Abort):
        # By convention 128 + SIGINT.
        sys.exit(130)
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing more to say, and nothing for Python to say at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        # Nor can Python write at its end what is still held back.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        told = OutputError(
            f"can't write on ({(error.strerror or str(error)).lower()})", do="make room and run it again"
        )
        print(f"reportedly: {told}", file=sys.stderr)
        sys.exit(1)
