"""Look a name up within a time limit. The answer is checked, and then dialled as it is: no second look-up can change it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

Resolver = Callable[[str, int, float], list[str]]
"""Host, port and seconds to the addresses as text, in the order in which they are to be tried. Raises OSError."""


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """Ask the system's resolver; it knows no timeout, so it is asked on a thread that is left behind when it is late.

    Raises:
        OSError: there is no such name, or no answer in time (`TimeoutError`).
    """
    found: list[str] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(str(address[0]))
        except OSError as error:
            failed.append(error)
        except UnicodeError as error:
            failed.append(OSError(f"no host name ({error})"))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError("no answer from the name server")
    if failed:
        raise failed[0]
    return list(dict.fromkeys(found))
