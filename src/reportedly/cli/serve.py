"""`reportedly serve`: the page of an archive."""

from __future__ import annotations

import ipaddress
import re
import secrets
import sys

import click

_TOKEN = re.compile(r"[A-Za-z0-9_.~-]{16,200}")


@click.command("serve")
@click.argument("archive", metavar="ARCHIVE")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8710,
    show_default=True,
    metavar="N",
    help="0: any that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Serve other machines too; then whoever opens the page needs the token.",
)
@click.option(
    "--token",
    metavar="WORDS",
    envvar="REPORTEDLY_TOKEN",
    help="The token, 16 letters or more; else one is made anew. Also from REPORTEDLY_TOKEN.",
)
@click.option("--name", "names", multiple=True, metavar="HOST",
              help="Another name under which browsers reach it; may be repeated.")  # fmt: skip
def command(archive: str, port: int, host: str, token: str | None, names: tuple[str, ...]) -> None:
    """Open a page to look through an archive: timelines, happenings, articles, disputes, promises, review.

    It needs no network, and answers this machine only unless --host says otherwise. Articles may be added meanwhile.
    Ctrl-C ends.

    \b
    Example:
      reportedly serve desk
      reportedly serve desk --host 0.0.0.0 --port 8080
    """
    from reportedly.page import create_app
    from reportedly.page.app import LOOPBACK

    private = _is_loopback(host)
    if token is not None and not _TOKEN.fullmatch(token):
        raise click.BadParameter("write 16 to 200 letters, digits, or . _ ~ -", param_hint="--token")
    if not private and token is None:
        token = secrets.token_urlsafe(24)
    anywhere = not private and _is_any(host)
    hosts = () if anywhere and not names else (*LOOPBACK, *(() if anywhere else (host,)), *names)
    app = create_app(archive, hosts=hosts, token=token)

    import uvicorn

    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False, date_header=False,
        h11_max_incomplete_event_size=16_384, timeout_graceful_shutdown=3, timeout_keep_alive=75,
    )  # fmt: skip
    try:
        listening = config.bind_socket()
    except SystemExit:
        # uvicorn has said why.
        raise click.exceptions.Exit(1) from None
    at = f"[{host}]" if ":" in host else host
    address = f"http://{at}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
    print(f"{archive} is at {address}", file=sys.stderr, flush=True)
    uvicorn.Server(config).run(sockets=[listening])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
