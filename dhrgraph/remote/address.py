"""Where a store is, and who asks: checked before anything is sent.

    URL, environment  ->  check_address, read_login  ->  Login

User and password (DHRGRAPH_USER, DHRGRAPH_PASSWORD) or token (DHRGRAPH_TOKEN) come from the environment only: what
stands in an address or a command ends in histories, logs and lists of processes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from dhrgraph.remote.problems import AddressError

ENVIRONMENT = ("DHRGRAPH_USER", "DHRGRAPH_PASSWORD", "DHRGRAPH_TOKEN")


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks; empty words: nobody in particular. Never shown."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no message may hold: password, token, and user with password as a header has them."""
        together = b64encode(f"{self.user}:{self.password}".encode()).decode() if self.user else ""
        return tuple(word for word in (together, self.password, self.token) if word)


def read_login(environment: Mapping[str, str]) -> Login:
    """Who asks, by the environment.

    Raises:
        AddressError: half of a user and password, or a token beside them.

    Example:
        >>> bool(read_login({})), bool(read_login({"DHRGRAPH_USER": "u", "DHRGRAPH_PASSWORD": "p"}))
        (False, True)
    """
    login = Login(*(environment.get(name, "") for name in ENVIRONMENT))
    if bool(login.user) != bool(login.password):
        raise AddressError("DHRGRAPH_USER and DHRGRAPH_PASSWORD go together: one of them is not set.")
    if login.token and login.user:
        raise AddressError("both a token (DHRGRAPH_TOKEN) and a user (DHRGRAPH_USER) are set: keep one of them.")
    if re.search(r"[\r\n\0]", login.user + login.password + login.token) or not login.token.isascii():
        raise AddressError("the user, password or token in the environment holds a character that cannot be sent.")
    return login


def check_address(url: str, login: Login, *, insecure: bool = False) -> None:
    """Return when requests may go to `url`.

    Raises:
        AddressError: it is no address of a web server, holds a user or password, or a password would go over the
            network in the clear and `insecure` does not say that it may.

    Example:
        >>> check_address("http://127.0.0.1:7878/query", Login("u", "p"))
        >>> check_address("http://example.org/sparql", Login("u", "p"))  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        dhrgraph.remote.problems.AddressError: the password would go to example.org in the clear: ...
    """
    parts = _split(url)
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise AddressError(
            f"the address names a user or password; addresses end in logs and histories.\n"
            f"  To mend: set DHRGRAPH_USER and DHRGRAPH_PASSWORD in the environment, and give {_bare(parts)}"
        )
    if parts.fragment:
        raise AddressError(f"{url}: an endpoint's address has no '#' in it.")
    if login and parts.scheme == "http" and not is_loopback(url) and not insecure:
        raise AddressError(
            f"the password would go to {parts.hostname} in the clear: the address begins with http.\n"
            "  To mend: give its https address; or say --insecure where you trust the whole way there."
        )


def is_loopback(url: str) -> bool:
    """Whether requests to `url` stay on this machine.

    Example:
        >>> [is_loopback(f"http://{host}/") for host in ("localhost:1", "127.0.0.2", "[::1]:80", "10.0.0.1", "a.eu")]
        [True, True, True, False, False]
    """
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known or re.search(r"[\x00-\x20\x7f]", url):
        raise AddressError("no address of a web server. For example: http://127.0.0.1:7878/query")
    return parts


def _bare(parts: SplitResult) -> str:
    """The address without its user."""
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
