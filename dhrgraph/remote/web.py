"""One request to a server, patiently, and what became of it in plain words.

Everything asked for here can be asked again without harm: queries read, and writing the same statements twice leaves
them once, as they hold no blank node. So a lost connection and a busy server (429, 502, 503, 504) are tried again,
after as long as the server says (Retry-After) or 0.5, 1 and 2 seconds. Redirects are never followed: what is sent goes
to the server that the user named and to no other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpx

from dhrgraph.namespaces import VERSION
from dhrgraph.remote.address import Login, check_address
from dhrgraph.remote.login import auth_of
from dhrgraph.remote.problems import RemoteError, TooLargeError, first_words

_WAITS = (0.5, 1.0, 2.0)  # seconds before the second, third and fourth try
_LONGEST_WAIT = 60.0  # seconds a server may ask to wait
_CONNECT = 10.0  # seconds for a connection
_BUSY = {429, 502, 503, 504}
_LOOPBACK = ("all://127.0.0.1", "all://localhost", "all://[::1]")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; `headers` have names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The type of the body, without its parameters; empty where nothing is said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one request may take from its first byte to its last, and how much may come back (decoded)."""

    seconds: float = 60.0
    most_bytes: int = 256 * 1024 * 1024


@dataclass(slots=True)
class Web:
    """Requests to one user's servers; close it, or use it in a `with`."""

    login: Login = field(default_factory=Login)
    limits: Limits = field(default_factory=Limits)
    insecure: bool = False  # a password may go over http to other machines
    pause: Callable[[float], None] = time.sleep
    _client: httpx.Client = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._client = self._opened()

    def _opened(self) -> httpx.Client:
        try:
            return httpx.Client(
                auth=auth_of(self.login),
                follow_redirects=False,
                timeout=httpx.Timeout(self.limits.seconds, connect=min(_CONNECT, self.limits.seconds)),
                mounts=dict.fromkeys(_LOOPBACK),  # a proxy of the environment is for other machines
                headers={"User-Agent": f"dhrgraph/{VERSION}"},
            )
        except (ImportError, ValueError) as problem:  # its words could hold the proxy's password
            raise RemoteError(
                "the proxy that the environment names (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY) cannot be used: it must be "
                "an address that begins with http."
            ) from problem

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _what: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the connections."""
        self._client.close()

    def send(
        self,
        method: str,
        url: str,
        content: bytes = b"",
        *,
        headers: Mapping[str, str] | None = None,
        parameters: Mapping[str, str] | None = None,
        also: tuple[int, ...] = (),
    ) -> Reply:
        """What the server at `url` answers with a 2xx, or with one of `also`.

        Raises:
            AddressError: nothing may be sent there.
            TooLargeError: 413.
            RemoteError: everything else; says what, where and how to mend.
        """
        check_address(url, self.login, insecure=self.insecure)
        for wait in (*_WAITS, None):
            try:
                reply = self._once(method, url, content, headers or {}, parameters or {})
            except (httpx.NetworkError, httpx.RemoteProtocolError, httpx.ConnectTimeout) as problem:
                if wait is None or _is_tls(problem):
                    raise RemoteError(_unreached(url, problem)) from problem
                self.pause(wait)
                continue
            except httpx.TimeoutException as problem:
                raise self._too_slow(url) from problem
            except (httpx.HTTPError, httpx.InvalidURL) as problem:
                raise RemoteError(f"{url} cannot be asked: {type(problem).__name__}.") from problem
            if reply.status not in _BUSY or wait is None:
                break
            self.pause(_asked_to_wait(reply, wait, url))
        if 200 <= reply.status < 300 or reply.status in also:
            return reply
        raise self._refused(method, url, reply)

    def _once(
        self, method: str, url: str, content: bytes, headers: Mapping[str, str], parameters: Mapping[str, str]
    ) -> Reply:
        """One request and its whole answer, read as it comes, so that a slow or endless one can be left."""
        until = time.monotonic() + self.limits.seconds
        with (
            self._given_up(url),
            self._client.stream(
                method, url, content=content or None, headers=headers, params=parameters or None
            ) as got,
        ):
            pieces, size = [], 0
            for piece in got.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if size > self.limits.most_bytes:
                    raise RemoteError(
                        f"{url} answers with more than {self.limits.most_bytes // 2**20} MB: nothing was kept.\n"
                        "  To mend: ask for less, with a narrower question or a LIMIT."
                    )
                if time.monotonic() > until:
                    raise self._too_slow(url)
            return Reply(
                got.status_code, {name.lower(): value for name, value in got.headers.items()}, b"".join(pieces)
            )

    @contextmanager
    def _given_up(self, url: str) -> Iterator[None]:
        """Hang up on a server that never ends its headers: httpx only watches each wait for some bytes of them."""
        late = threading.Event()

        def hang_up() -> None:
            late.set()
            self._client.close()

        watch = threading.Timer(_CONNECT + 1.5 * self.limits.seconds, hang_up)
        watch.daemon = True
        watch.start()
        try:
            yield
        except (httpx.TransportError, RuntimeError) as problem:
            if not late.is_set():
                raise
            self._client = self._opened()
            raise self._too_slow(url) from problem
        finally:
            watch.cancel()

    def _too_slow(self, url: str) -> RemoteError:
        return RemoteError(
            f"{url} gave no whole answer within {self.limits.seconds:g} seconds.\n"
            "  To mend: give it more time with --timeout, or ask a narrower question."
        )

    def _refused(self, method: str, url: str, reply: Reply) -> RemoteError:
        """What a status other than success means to the user."""
        said = first_words(reply.body, reply.media_type, self.login.secrets)
        if reply.status == 413:
            return TooLargeError(f"{url}: the request is too large for the server (413).{said}")
        if 300 <= reply.status < 400:
            target = reply.headers.get("location", "elsewhere")
            there = first_words(target.encode(), "", self.login.secrets).removeprefix(" It says: ")
            return RemoteError(
                f"{url} sends on to {there} ({reply.status}); nothing was sent there.\n"
                "  To mend: give that address, if you trust it."
            )
        if reply.status == 401 and self.login:
            meaning = "does not accept the user and password, or the token, of the environment"
        else:
            meaning = _MEANINGS.get(reply.status, "failed" if reply.status >= 500 else "refused")
        return RemoteError(f"{url} {meaning} ({reply.status} to {method}).{said}")


_MEANINGS = {
    400: "cannot make sense of the request",
    401: "asks who you are: set DHRGRAPH_USER and DHRGRAPH_PASSWORD, or DHRGRAPH_TOKEN, in the environment",
    403: "does not allow this to the user who asked",
    404: "knows nothing at this address: is it the endpoint's own, path and all?",
    405: "does not take such requests: it may be for reading only, or the address is another service's",
    406: "cannot answer in the form asked for: is it a SPARQL 1.1 endpoint?",
    415: "does not take the form in which this was sent",
    429: "has been asked too often, and still says so after several tries: try later",
    500: "failed",
    501: "does not take such requests: it may be for reading only, or the address is another service's",
    502: "is behind a gateway that gets no answer from it, after several tries",
    503: "is not ready, after several tries: try later",
    504: "is behind a gateway that gets no answer from it in time, after several tries",
    507: "has no room left",
}


def _is_tls(problem: httpx.TransportError) -> bool:
    return any(word in str(problem).upper() for word in ("SSL", "CERTIFICATE"))


def _unreached(url: str, problem: httpx.TransportError) -> str:
    """Why there was no whole answer, in words; httpx passes on those of the operating system."""
    words = str(problem)
    if _is_tls(problem):
        why = "no secure connection" + (
            ": its certificate is not trusted here" if "CERTIFICATE" in words.upper() else ""
        )
        return f"{url}: {why}. {words}\n  To mend: correct the address, or name the authority's file in SSL_CERT_FILE."
    if any(mark in words for mark in ("Name or service", "nodename", "getaddrinfo", "Temporary failure in name")):
        return (
            f"{url}: there is no server of that name.\n  To mend: correct the address, or look for a missing network."
        )
    if isinstance(problem, httpx.ConnectTimeout):
        return f"{url}: no connection within {_CONNECT:g} seconds, tried {len(_WAITS) + 1} times."
    if isinstance(problem, httpx.ConnectError):
        why = words or "no connection"
        return f"{url}: nobody answers there ({why}).\n  To mend: start the server, or correct the address."
    return f"{url} broke off in the middle, {len(_WAITS) + 1} times: {words.rstrip('.') or type(problem).__name__}."


def _asked_to_wait(reply: Reply, otherwise: float, url: str) -> float:
    """Seconds until the next try: what Retry-After says (RFC 9110, 10.2.3), else `otherwise`.

    Raises:
        RemoteError: it asks for longer than a person at a command line waits.
    """
    said = reply.headers.get("retry-after", "").strip()
    if said.isdecimal():
        seconds = float(said)
    else:
        try:
            seconds = (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
        except (TypeError, ValueError):
            return otherwise
    if seconds > _LONGEST_WAIT:
        raise RemoteError(f"{url} is busy and asks to come back in {seconds:.0f} seconds ({reply.status}).")
    return max(seconds, 0.0)
