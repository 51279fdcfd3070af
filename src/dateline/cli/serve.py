"""`dateline serve`."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Port to listen on; 0 for any that is free.",
)
@click.option("--day", type=options.DAY, metavar="DAY", help="Day to open the map at.")
@click.option("--open/--no-open", "browse", default=False, help="Open it in the browser.")
@options.store
def command(*, port: int, day: object, browse: bool, store: str | None) -> None:
    """Open the record as a web application on this machine.

    Map, tables, evidence, review and API. It listens on loopback only, asks no other machine for
    anything, and runs until Ctrl-C.
    """
    from dateline.cli.browse import opened_in_browser
    from dateline.web.run import HOST, listen, serve

    with options.opened(store) as record, listen(port) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        if day:
            address += f"?day={day}"
        click.echo(f"Serving at {address} (Ctrl-C ends it)")
        if not options.settings(store=store).reviewer:
            click.echo("To review, say who you are: DATELINE_REVIEWER=... dateline serve", err=True)
        if browse:
            opened_in_browser(address)
        serve(record, options.settings(store=store), listening)
