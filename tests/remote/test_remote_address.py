"""Where a password may go, and where it may come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.remote.address import Login, check_address, is_loopback, read_login
from dhrgraph.remote.addresses import addresses
from dhrgraph.remote.problems import AddressError, first_words

LOGIN = Login("someone", "pa55-word")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "ftp://example.org/",
        "http://",
        "http:///sparql",
        "file:///etc/passwd",
        "http://a b/",
        "http://a\n/",
        "http://[::1/",
        "http://a:99999/",
        "http://a:x/",
        "//example.org/",
        "http://example.org/\x00",
    ],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(AddressError):
        check_address(url, Login())


@pytest.mark.parametrize(
    "url", ["http://someone:pa55-word@example.org/", "https://pa55-word@example.org/", "http://:pa55-word@localhost/"]
)
def test_an_address_with_a_password_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(AddressError) as caught:
        check_address(url, Login())
    assert "DHRGRAPH_USER" in str(caught.value)
    assert "pa55-word" not in str(caught.value)


@given(st.text())
def test_no_address_breaks_the_check(url: str) -> None:
    try:
        check_address(url, LOGIN)
    except AddressError as problem:
        refused = str(problem)
    else:
        refused = ""
        assert url.lower().startswith("https://") or is_loopback(url)
    assert "pa55-word" not in refused


def test_in_the_clear_only_where_the_user_says_so() -> None:
    with pytest.raises(AddressError, match="--insecure"):
        check_address("http://example.org/sparql", LOGIN)
    check_address("http://example.org/sparql", LOGIN, insecure=True)
    check_address("http://example.org/sparql", Login())
    check_address("https://example.org/sparql", LOGIN)
    check_address("http://localhost:8890/sparql", LOGIN)


@pytest.mark.parametrize("host", ["localhost.example.org", "127.0.0.1.example.org", "10.0.0.1", "0.0.0.0", "[::2]"])
def test_what_only_looks_like_this_machine(host: str) -> None:
    assert not is_loopback(f"http://{host}/")


@pytest.mark.parametrize(
    "environment",
    [
        {"DHRGRAPH_USER": "u"},
        {"DHRGRAPH_PASSWORD": "p"},
        {"DHRGRAPH_USER": "u", "DHRGRAPH_PASSWORD": "p", "DHRGRAPH_TOKEN": "t"},
        {"DHRGRAPH_TOKEN": "a\r\nX-Evil: 1"},
        {"DHRGRAPH_TOKEN": "ü"},
        {"DHRGRAPH_USER": "u\n", "DHRGRAPH_PASSWORD": "p"},
    ],
)
def test_half_a_login_is_refused(environment: dict[str, str]) -> None:
    with pytest.raises(AddressError):
        read_login(environment)


@pytest.mark.parametrize(
    ("to", "graph_store"),
    [
        ("http://127.0.0.1:7878/query", "http://127.0.0.1:7878/store"),
        ("http://127.0.0.1:7878/", "http://127.0.0.1:7878/store"),
        ("https://example.org/sparql", "https://example.org/sparql-graph-crud-auth"),
        ("https://example.org/sparql-auth", "https://example.org/sparql-graph-crud-auth"),
        ("http://127.0.0.1:3030/dhr/query", "http://127.0.0.1:3030/dhr/data"),
        ("http://127.0.0.1:7200/repositories/dhr", "http://127.0.0.1:7200/repositories/dhr/rdf-graphs/service"),
    ],
)
def test_where_makers_take_whole_graphs(to: str, graph_store: str) -> None:
    assert addresses(to).graph_store == graph_store


def test_a_strange_address_asks_for_the_other() -> None:
    with pytest.raises(AddressError, match="--update"):
        addresses("https://example.org/some/where")


@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/html", ""]))
def test_a_servers_words_can_be_shown(body: bytes, media_type: str) -> None:
    shown = first_words(body, media_type)
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert len(shown) <= 220
