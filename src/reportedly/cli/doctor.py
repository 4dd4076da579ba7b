"""`reportedly doctor`: whether this installation is whole."""

from __future__ import annotations

import click

_SIGNS = {"ok": "ok    ", "absent": "-     ", "fault": "FAULT "}


@click.command("doctor")
def command() -> None:
    """Check the installation: versions, the parser model's files against the official ones, data files, extras.

    \b
    Example:
      reportedly doctor

    Exit status: 0 all is well (an extra may be absent), 1 something needs mending.
    """
    from reportedly.installation import checks

    faults = 0
    for check in checks():
        faults += check.state == "fault"
        click.echo(f"{_SIGNS[check.state]}{check.what}: {check.detail}")
    if faults:
        raise click.exceptions.Exit(1)
