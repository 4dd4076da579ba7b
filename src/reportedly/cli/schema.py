"""`reportedly schema`: the record's JSON Schema."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the record's JSON Schema (draft 2020-12).

    \b
    Example:
      reportedly schema > record.schema.json
    """
    import json

    from reportedly.record import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
