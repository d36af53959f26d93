"""Answer a server's question who asks: Digest where it offers it, else Basic; a token with every request.

Nothing is sent before the server asks, and only to the server of the first request: redirects are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Generator

import httpx

from dhrgraph.remote.address import Login
from dhrgraph.remote.problems import RemoteError

Flow = Generator[httpx.Request, httpx.Response, None]


def auth_of(login: Login) -> httpx.Auth | None:
    """How requests say who asks; None when nobody in particular does."""
    if login.token:
        return _Token(login.token)
    return _WhenAsked(login) if login else None


class _Token(httpx.Auth):
    """RFC 6750, 2.1."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Flow:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _WhenAsked(httpx.Auth):
    """User and password by the scheme that the first 401 names; from then on with every request."""

    def __init__(self, login: Login) -> None:
        self._login = login
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Flow:
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        answer = yield request
        if answer.status_code != httpx.codes.UNAUTHORIZED:
            return
        asked = [each.strip().lower() for each in answer.headers.get_list("www-authenticate")]
        if any(each.startswith("digest ") for each in asked):
            self._chosen = httpx.DigestAuth(self._login.user, self._login.password)
            flow = self._chosen.auth_flow(request)
            next(flow)  # the request without an answer to the challenge: it has been sent
            yield from _rest(flow, answer)
        elif not asked or any(re.search(r"(^|, *)basic\b", each) for each in asked):
            self._chosen = httpx.BasicAuth(self._login.user, self._login.password)
            yield from self._chosen.auth_flow(request)


def _rest(flow: Flow, answer: httpx.Response) -> Flow:
    """What is left of `flow` once it has been given `answer`."""
    while True:
        try:
            request = flow.send(answer)
        except StopIteration:
            return
        except (KeyError, IndexError, UnicodeError, NotImplementedError, httpx.ProtocolError) as problem:
            # an algorithm that nobody knows, half a challenge …
            raise RemoteError(
                "the server asks for the password in a way that is not known here (Digest, RFC 7616): nothing was sent."
            ) from problem
        answer = yield request
