"""Whatever a server does, the user reads what happened, where, and how to mend it; nothing goes elsewhere."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from mock_store import JSON, YES, Says, serving

from dhrgraph.graph.store import Answer
from dhrgraph.remote.address import Login
from dhrgraph.remote.endpoint import Endpoint
from dhrgraph.remote.problems import AddressError, RemoteError, TooLargeError
from dhrgraph.remote.web import Limits, Web

QUESTION = "SELECT ?s { ?s ?p ?o }"


class Waits(list[float]):
    """Stands in for sleep: notes how long it would have been."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def asked(url: str, *, login: Login | None = None, limits: Limits | None = None, waits: Waits | None = None) -> Answer:
    """The answer of the endpoint at `url`, as it stands, to one question."""
    web = Web(login or Login(), limits or Limits(10), pause=Waits() if waits is None else waits)
    with Endpoint(url, web, everything=True) as endpoint:
        return endpoint.select(QUESTION)


def problem_of(*answers: Says, **how: object) -> str:
    """What the user reads when a server answers so."""
    with serving(*answers) as mock:
        with pytest.raises(RemoteError) as caught:
            asked(mock.url, **how)  # type: ignore[arg-type]
        assert mock.url.removesuffix("/sparql") in str(caught.value), "the message says where"
        return str(caught.value)


def test_an_answer_is_read() -> None:
    rows = b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "a"}}, {}]}}'
    with serving(Says(rows)) as mock:
        assert asked(mock.url) == Answer(("n",), (("a",), (None,)))
    (request,) = mock.asked
    assert request.method == "POST"
    assert request.form == {"query": [QUESTION]}
    assert request.headers["accept"] == JSON
    assert "authorization" not in request.headers


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Says(b"", 400), "cannot make sense"),
        (Says(b"", 401), "DHRGRAPH_USER"),
        (Says(b"", 403), "does not allow"),
        (Says(b"", 404), "nothing at this address"),
        (Says(b"", 405), "reading only"),
        (Says(b"", 406), "SPARQL 1.1 endpoint"),
        (Says(b"", 413), "too large"),
        (Says(b"", 415), "does not take the form"),
        (Says(b"", 418), "refused (418"),
        (Says(b"", 429), "too often"),
        (Says(b"", 500), "failed"),
        (Says(b"", 502), "gateway"),
        (Says(b"", 503), "not ready"),
        (Says(b"", 504), "gateway"),
        (Says(b"", 599), "failed (599"),
        (Says(b"<html><body>Welcome", media_type="text/html; charset=utf-8"), "web page"),
        (Says(b'{"head": {"vars": ["s"]}, "results": {"bindi'), "no whole result"),
        (Says(b""), "no whole result"),
        (Says(b'{"head": {"vars": ["s"]}}'), "no whole result"),
        (Says(b"a,b\r\n1,2\r\n", media_type="text/csv"), "no whole result"),
        (Says(YES, cut=10), "broke off"),
        (Says(hang_up=True), "broke off"),
        (Says(YES, headers=(("X-SPARQL-MaxRows", "10000"),)), "cut its answer short at 10000 rows"),
        (Says(YES, headers=(("Dhrgraph-Truncated", "5000"),)), "cut its answer short at 5000 rows"),
        (Says(YES, headers=(("X-SQL-State", "S1TAT"),)), "part of the answer"),
        (Says(YES, headers=(("Content-Encoding", "gzip"),)), "cannot be asked"),
    ],
    ids=lambda given: f"{given.status}-{given.body[:12]!r}" if isinstance(given, Says) else "",
)
def test_each_bad_answer_has_its_words(answer: Says, words: str) -> None:
    assert words in problem_of(answer)


def test_too_large_is_told_apart_for_halving() -> None:
    with serving(Says(b"", 413)) as mock, pytest.raises(TooLargeError):
        asked(mock.url)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_told_and_not_followed(status: int) -> None:
    with serving(Says(YES)) as elsewhere:
        told = problem_of(Says(b"", status, headers=(("Location", elsewhere.url),)), login=Login("u", "pw-word"))
        assert elsewhere.url in told
        assert not elsewhere.asked, "nothing may be sent there"


def test_nobody_answers() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # taken, and nobody listens
        url, waits = f"http://127.0.0.1:{closed.getsockname()[1]}/", Waits()
        with pytest.raises(RemoteError, match="nobody answers"):
            asked(url, waits=waits)
    assert waits == [0.5, 1.0, 2.0]


def test_no_such_server() -> None:
    with pytest.raises(RemoteError, match="no server of that name"):
        asked("http://no-such-host.invalid/sparql")


def test_a_secure_address_of_a_plain_server() -> None:
    waits = Waits()
    with serving(Says()) as mock, pytest.raises(RemoteError, match="no secure connection"):
        asked(mock.url.replace("http:", "https:"), waits=waits)
    assert not waits, "trying again mends no certificate"


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused, and taken once the user names its authority, as the message says."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed: no certificate can be made")
    made, names = tmp_path / "made.pem", ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    how = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", *names]
    subprocess.run([openssl, *how, "-keyout", made, "-out", tmp_path / "crt"], check=True, capture_output=True)
    made.write_text(made.read_text() + (tmp_path / "crt").read_text())
    with serving(Says(), certificate=made) as mock:
        with pytest.raises(RemoteError, match="certificate is not trusted") as caught:
            asked(mock.url, login=Login("u", "pw-word"))
        assert "SSL_CERT_FILE" in str(caught.value)
        assert not mock.asked
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "crt"))
        assert asked(mock.url).rows == ((True,),)


@pytest.mark.parametrize("answer", [Says(slow=5), Says(YES, drips=0.05), Says(slow=5, hang_up=True)])
def test_a_slow_server_is_left(answer: Says) -> None:
    begun = time.monotonic()
    assert "--timeout" in problem_of(answer, limits=Limits(0.3))
    assert time.monotonic() - begun < 3


def test_an_endless_answer_is_left() -> None:
    assert "more than 1 MB" in problem_of(Says(b" " * 2_000_000), limits=Limits(10, most_bytes=2**20))


@pytest.mark.parametrize("bad", [Says(b"", 429), Says(b"", 503), Says(hang_up=True), Says(YES, cut=3)])
def test_what_may_pass_is_tried_again(bad: Says) -> None:
    waits = Waits()
    with serving(bad, bad, Says()) as mock:
        assert asked(mock.url, waits=waits).rows == ((True,),)
    assert waits == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
def test_what_will_not_pass_is_not(status: int) -> None:
    with serving(Says(b"", status), Says()) as mock, pytest.raises(RemoteError):
        asked(mock.url)
    assert len(mock.asked) == 1


def test_the_server_says_how_long_to_wait() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    waits = Waits()
    said = [Says(b"", 503, headers=(("Retry-After", when),)) for when in ("7", soon, "soon")]
    with serving(*said, Says()) as mock:
        asked(mock.url, waits=waits)
    assert waits[0] == 7
    assert 20 < waits[1] <= 30
    assert waits[2] == 2.0, "what cannot be read is passed over"


def test_nobody_waits_an_hour() -> None:
    assert "3600 seconds" in problem_of(Says(b"", 503, headers=(("Retry-After", "3600"),)))


def test_the_servers_own_first_line_is_passed_on_without_orders_to_the_terminal() -> None:
    told = problem_of(Says(b"line 1: syntax\x1b[2J error\nSPARQL query: SELECT secret", 400, "text/plain"))
    assert "line 1: syntax [2J error" in told
    assert "SELECT secret" not in told


def test_what_is_sent_as_a_password_never_comes_back() -> None:
    """A server may repeat what it was sent, in its words or in the address it sends on to."""
    basic = "dTpodXNoLWh1c2g="  # u:hush-hush, as the header has it
    user = Login("u", "hush-hush")
    for login, secret in ((user, "hush-hush"), (user, basic), (Login(token="tok-3n"), "tok-3n")):
        assert secret not in repr(login)
        for answer in (
            Says(b"no entry for hush-hush tok-3n dTpodXNoLWh1c2g=", 403, "text/plain"),
            Says(b"", 302, headers=(("Location", "http://127.0.0.1/?p=hush-hush&t=tok-3n"),)),
        ):
            assert secret not in problem_of(answer, login=login)


def test_user_and_password_are_sent_only_when_asked_for() -> None:
    challenge = Says(b"", 401, headers=(("WWW-Authenticate", 'Basic realm="r"'),))
    with serving(challenge, Says()) as mock, Web(Login("u", "p")) as web:
        endpoint = Endpoint(mock.url, web, everything=True)
        endpoint.select(QUESTION)
        endpoint.select(QUESTION)
    given = [request.headers.get("authorization") for request in mock.asked]
    assert given == [None, "Basic dTpw", "Basic dTpw"]


def test_digest_is_taken_before_basic() -> None:
    offered = (("WWW-Authenticate", 'Basic realm="r"'), ("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth"'))
    with serving(Says(b"", 401, headers=offered[1:]), Says()) as mock:
        asked(mock.url, login=Login("u", "pw-word"))
    first, second = mock.asked
    assert "authorization" not in first.headers
    assert second.headers["authorization"].startswith('Digest username="u"')
    assert "pw-word" not in second.headers["authorization"]


def test_a_wrong_password_ends_it() -> None:
    challenge = Says(b"", 401, headers=(("WWW-Authenticate", 'Digest realm="r", nonce="n", qop="auth"'),))
    with serving(challenge) as mock, pytest.raises(RemoteError, match="does not accept the user and password"):
        asked(mock.url, login=Login("u", "pw-word"))
    assert len(mock.asked) == 2, "asked who, answered, refused: no third time"


def test_a_token_goes_with_every_request() -> None:
    with serving(Says()) as mock:
        asked(mock.url, login=Login(token="abc"))
    assert mock.asked[0].headers["authorization"] == "Bearer abc"


def test_a_password_in_the_clear_is_not_sent() -> None:
    with pytest.raises(AddressError, match="in the clear"):
        asked("http://no-such-host.invalid/sparql", login=Login("u", "p"))
