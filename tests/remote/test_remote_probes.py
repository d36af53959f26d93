"""What an examiner's own server found: answers to other questions, odd challenges, headers without end, near names."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from mock_store import Asked, Says, serving

from dhrgraph.graph.store import Answer
from dhrgraph.namespaces import BASE, GRAPH
from dhrgraph.remote import web as web_module
from dhrgraph.remote.address import Login
from dhrgraph.remote.endpoint import Endpoint
from dhrgraph.remote.problems import RemoteError, first_words
from dhrgraph.remote.publish import Target, counts
from dhrgraph.remote.scope import Scope, find_scope, held_graphs, is_ours
from dhrgraph.remote.state import read_state
from dhrgraph.remote.web import Limits, Web

ODD = (
    Answer(("answer",), ((True,),)),
    Answer((), ((),)),
    Answer(("x", "y", "z", "w"), (("a", "b", None, None),)),
)


@pytest.mark.parametrize("given", ODD, ids=["a truth", "no column", "four columns"])
@pytest.mark.parametrize("asked", [find_scope, held_graphs, read_state], ids=lambda asked: asked.__name__)
def test_an_answer_to_another_question_is_none(asked: Callable[[object], object], given: Answer) -> None:
    def ask(sparql: str, scope: Scope) -> Answer:
        return given

    with pytest.raises(RemoteError, match="other columns than those asked for"):
        asked(ask)


@pytest.mark.parametrize("number", ["many", None, -1, "\x1b[31m"])
def test_a_count_that_is_no_number_is_not_believed(number: object) -> None:
    def ask(sparql: str, scope: Scope) -> Answer:
        return Answer(("g", "n"), ((GRAPH + "a", number),))  # type: ignore[arg-type]

    with pytest.raises(RemoteError, match="COUNT is no number"):
        counts(Target(ask, None), [GRAPH + "a"])  # type: ignore[arg-type]


def test_rows_without_a_graph_are_passed_over() -> None:
    def ask(sparql: str, scope: Scope) -> Answer:
        return Answer(("g", "n"), ((None, 0),)) if "COUNT" in sparql else Answer(("g",), ((None,),))

    assert held_graphs(ask) == []
    assert not counts(Target(ask, None), [GRAPH + "a"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        *("", "../x", "a/b", "a.b", "a?b", "a#b", "a b", "é", "a\n", ".."),
        *(BASE + end for end in ("../x", "graphs/a", "dataset/x", "dataset2", "ontology")),
        *(
            "https://w3id.org/dhrgraphx/graph/a",
            "http://w3id.org/dhrgraph/graph/a",
            "HTTPS://w3id.org/dhrgraph/graph/a",
        ),
    ],
)
def test_a_name_that_nearly_is_ours_is_not(name: str) -> None:
    assert not is_ours(name if ":" in name else GRAPH + name)


# --- challenges ------------------------------------------------------------------------------------------------------


def asked_with(challenge: str) -> tuple[list[str], str]:
    """Which schemes a server that asks so is answered with, and what the user reads."""

    def answer(asked: Asked) -> Says:
        if "authorization" in asked.headers:
            return Says()
        return Says(b"", 401, headers=(("WWW-Authenticate", challenge),))

    said = ""
    with serving(answer) as mock, Endpoint(mock.url, Web(Login("u", "s3cret"), Limits(5)), everything=True) as endpoint:
        try:
            endpoint.select("ASK {}")
        except RemoteError as problem:
            said = str(problem)
        sent = [request.headers.get("authorization", "").partition(" ")[0] for request in mock.asked]
    assert "s3cret" not in said
    return sent, said


@pytest.mark.parametrize(
    "challenge",
    [
        'Digest realm="x", nonce="1", algorithm=FOO',
        'Digest realm="x", nonce="1", qop="auth-int"',
        'Digest realm="x", nonce="1", qop="zzz"',
        'Digest realm="x"',
        'Digest nonce="\xff", realm="\xff"',
        'Digest realm="a", nonce="b", opaque=',
    ],
)
def test_a_challenge_that_nobody_can_meet_is_said(challenge: str) -> None:
    sent, said = asked_with(challenge)
    assert sent == [""]
    assert "a way that is not known here" in said


@pytest.mark.parametrize(
    ("challenge", "scheme"),
    [
        ('Basic realm="digest "', "Basic"),
        ('Basic realm="a", Digest realm="x", nonce="1"', "Basic"),
        ('Negotiate, Basic realm="a"', "Basic"),
        ('digest realm="x", nonce="1", algorithm=MD5-sess, qop=auth', "Digest"),
        ('Digest realm="x", nonce="1", algorithm=SHA-256', "Digest"),
    ],
)
def test_the_scheme_is_the_one_that_is_asked_for(challenge: str, scheme: str) -> None:
    assert asked_with(challenge) == (["", scheme], "")


# --- what reaches the terminal, and what never ends ------------------------------------------------------------------


def test_nothing_that_turns_a_line_round_reaches_the_terminal() -> None:
    said = first_words("no\x1b[31m \u202etxet\u2066 \x9b2J\u200b end".encode(), "text/plain")
    assert said == " It says: no [31m txet 2J end"


@contextmanager
def headers_without_end() -> Iterator[str]:
    """A server that goes on and on before its answer begins."""
    stop = threading.Event()

    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            while not stop.wait(0.05):
                try:
                    connection.sendall(b"X-More: x\r\n")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
        stop.set()
        thread.join(5)


def test_headers_without_end_are_given_up_and_the_next_request_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_module, "_CONNECT", 0.2)
    with headers_without_end() as address, serving(Says()) as mock, Web(limits=Limits(0.5)) as web:
        begun = time.monotonic()
        with pytest.raises(RemoteError, match=r"no whole answer within 0.5 seconds"):
            web.send("GET", address)
        assert time.monotonic() - begun < 5
        assert json.loads(web.send("GET", mock.url).body)["boolean"] is True
