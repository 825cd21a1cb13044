"""``dateline serve``: the record as a web page, for this machine alone unless sign-in is on; and ``dateline user``."""

from __future__ import annotations

import getpass
import ipaddress
import sys
from pathlib import Path

from dateline.cli.incidents import rule_named
from dateline.errors import MissingProgram, SettingsError, with_extra
from dateline.store import open_store


def command(
    *, store: str, rule: str, host: str, port: int, users: Path | None, tiles: str | None, language: str
) -> int:  # fmt: skip
    """Serve until interrupted; return the exit code.

    Raises:
        SettingsError: a host other than this machine without sign-in, or an unusable users file or tile address.
        MissingProgram: the web parts are not installed.
        StoreError: there is no such store.
    """
    chosen = rule_named(rule)
    if users is None and not is_loopback(host):
        raise SettingsError(
            f"--host {host}: without sign-in only this machine is served; name a file with --users (`dateline user`)"
        )
    try:
        import uvicorn

        from dateline.web.app import Options, create
    except ModuleNotFoundError as error:
        raise MissingProgram(with_extra(f"the web page needs {error.name}", "web")) from error
    opened = open_store(store, create=False)
    try:
        app = create(opened, Options(rule=chosen, users=users, tiles=tiles, language=language))
        with app.state.site.reading():
            pass  # the first reader shall not wait for the snapshot
        sys.stderr.write(f"dateline: http://{f'[{host}]' if ':' in host else host}:{port}/\n")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, h11_max_incomplete_event_size=32 * 1024)
    finally:
        opened.close()
    return 0


def is_loopback(host: str) -> bool:
    """Tell whether a host to bind is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def user(name: str, *, users: Path, role: str) -> int:
    """Ask for a password and write the user into the file; return the exit code.

    Raises:
        SettingsError: no such role, a short password, or two that differ.
    """
    from dateline.web.people import ROLES, User, hashed, keep

    found = next((one for one in ROLES if one == role), None)
    if found is None:
        raise SettingsError(f"no role {role!r}; there are: {', '.join(ROLES)}")
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            raise SettingsError("the two passwords differ")
    else:
        password = sys.stdin.readline().rstrip("\n")
    keep(users, User(name, found, hashed(password)))
    sys.stderr.write(f"dateline: {name} is {found} in {users}\n")
    return 0
