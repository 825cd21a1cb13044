"""The command line: one file a command, imported only when its command runs, so that ``--help`` answers at once.

A command module holds one function, ``command``, in typer's style. Standard output carries results alone; messages go to
standard error. Exit codes: 0 all went well; 1 some input could not be read, the rest was; 2 wrong usage or nothing could run.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline.cli.commands import register

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
register(app)


def _version(wanted: bool) -> None:
    if wanted:
        from dateline import __version__

        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """News reports of attacks in, a sourced incident record out."""


def main() -> None:
    """Run the command line; a typed error, or a file that cannot be written, becomes one line on standard error and exit code 2.

    A broken pipe is silence.
    """
    from dateline.errors import DatelineError

    try:
        app()
    except DatelineError as error:
        sys.stderr.write(f"dateline: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if error.filename is None:
            raise
        sys.stderr.write(f"dateline: {error.filename}: {(error.strerror or type(error).__name__).lower()}\n")
        sys.exit(2)
