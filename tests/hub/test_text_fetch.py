from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.core.cancellation import CanceledError, CancelToken
from desktop.core.errors import NetworkError, TextError
from desktop.hub.text_fetch import LIMITS, Limits, fetch_text, file_address

if TYPE_CHECKING:
    from tests.hub.conftest import FakeServer

TEXT = "MIT License\n\nPermission is hereby granted, “free of charge”.\n".encode()
QUICK = Limits(total_seconds=0.3, read_seconds=5, connect_seconds=5)


@pytest.fixture(autouse=True)
def no_thread_is_left(server: FakeServer) -> Iterator[None]:
    yield
    server.release.set()
    for thread in threading.enumerate():
        if thread.name == "fetch of a license text":
            thread.join(10)
            assert not thread.is_alive()


def test_a_text_comes_byte_for_byte(server: FakeServer) -> None:
    url = server.serve("/LICENSE", TEXT, Content_Type="text/plain")
    told: list[tuple[int, int, str]] = []
    fetched = fetch_text(url, progress=lambda done, total, what: told.append((done, total, what)))
    assert (fetched.content, fetched.url) == (TEXT, url)
    assert told[-1] == (len(TEXT), LIMITS.most_bytes, url)


def test_a_packed_text_is_unpacked(server: FakeServer) -> None:
    packed = gzip.compress(TEXT)
    url = server.serve("/LICENSE", packed, Content_Encoding="gzip")
    assert fetch_text(url).content == TEXT


def test_a_text_in_pieces_is_put_together(server: FakeServer) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for piece in (TEXT[:10], TEXT[10:]):
            handler.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        handler.wfile.write(b"0\r\n\r\n")
        handler.close_connection = True

    server.answers["/"] = answer
    assert fetch_text(server.address + "/").content == TEXT


def test_a_redirect_is_followed_and_the_last_address_is_told(server: FakeServer) -> None:
    last = server.serve("/c/LICENSE", TEXT)
    server.redirect("/b", "c/LICENSE", 307)
    assert fetch_text(server.redirect("/a", "/b")).url == last


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("ftp://127.0.0.1/LICENSE", "no address of the web"),
        ("file:///etc/passwd", "no address"),
        ("javascript:alert(1)", "no address"),
        ("http://user:secret@127.0.0.1/LICENSE", "never sent"),
        ("http://[broken/", "no address"),
        ("/a", "circle"),
        ("/a#elsewhere", "circle"),
    ],
)
def test_a_redirect_to_no_good_place_is_not_followed(
    server: FakeServer, target: str, says: str
) -> None:
    with pytest.raises(NetworkError, match=says) as caught:
        fetch_text(server.redirect("/a", target))
    assert "secret" not in str(caught.value)
    assert len(server.asked) == 1


def test_a_redirect_with_no_target_is_told(server: FakeServer) -> None:
    with pytest.raises(NetworkError):
        fetch_text(server.serve("/a", b"", 302))


def test_the_body_of_a_redirect_is_not_waited_for(server: FakeServer) -> None:
    last = server.serve("/LICENSE", TEXT)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "/LICENSE")
        handler.end_headers()
        while not server.release.wait(0.02):
            handler.wfile.write(b"a")

    server.answers["/"] = answer
    assert fetch_text(server.address + "/", limits=Limits(read_seconds=5)).url == last


def test_redirects_have_an_end(server: FakeServer) -> None:
    for n in range(10):
        server.redirect(f"/{n}", f"/{n + 1}")
    with pytest.raises(NetworkError, match="more than 5 times"):
        fetch_text(server.address + "/0")
    assert len(server.asked) == 6


def test_a_redirect_never_leads_from_a_protected_address_to_an_open_one(
    server: FakeServer,
) -> None:
    from desktop.hub.text_fetch import _Work

    work = _Work("https://127.0.0.1/LICENSE", QUICK)
    with pytest.raises(NetworkError, match="protected address"):
        work._follow("http://127.0.0.1/LICENSE", set())
    work._follow("https://localhost/LICENSE", set())
    assert work.address == "https://localhost/LICENSE"


def drip(server: FakeServer) -> None:
    """A byte now and then, for as long as anybody waits."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not server.release.wait(0.02):
            handler.wfile.write(b"a")

    server.answers["/drip"] = answer


def test_a_text_that_drips_is_given_up(server: FakeServer) -> None:
    drip(server)
    with pytest.raises(NetworkError, match=r"whole within 0\.3 seconds"):
        fetch_text(server.address + "/drip", limits=QUICK)


def test_a_server_that_says_nothing_is_given_up(server: FakeServer) -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        server.release.wait(30)

    server.answers["/"] = silent
    with pytest.raises(NetworkError, match=r"whole within 0\.3 seconds"):
        fetch_text(server.address + "/", limits=QUICK)
    impatient = Limits(read_seconds=0.1)
    with pytest.raises(NetworkError, match="does not answer"):
        fetch_text(server.address + "/", limits=impatient)


def test_a_cancellation_is_heard_at_once(server: FakeServer) -> None:
    drip(server)
    token = CancelToken()
    at: list[float] = []

    def cancel(done: int, total: int, what: str) -> None:
        if done and not at:
            at.append(time.monotonic())
            token.cancel()

    with pytest.raises(CanceledError):
        fetch_text(server.address + "/drip", token, cancel)
    assert at
    with pytest.raises(CanceledError):
        fetch_text(server.address + "/drip", token)


@pytest.mark.parametrize("announced", [True, False])
def test_what_is_too_large_is_not_taken(server: FakeServer, announced: bool) -> None:
    few = Limits(most_bytes=1000)
    url = server.serve("/", b"a" * 100_000)
    if not announced:

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            handler.wfile.write(b"a" * 100_000)

        server.answers["/"] = answer
    with pytest.raises(NetworkError, match="larger than 1,000 bytes"):
        fetch_text(url, limits=few)


def test_a_small_package_that_unpacks_to_much_is_not_taken(server: FakeServer) -> None:
    packed = gzip.compress(b"a" * 50_000_000)
    assert len(packed) < 100_000
    url = server.serve("/", packed, Content_Encoding="gzip")
    with pytest.raises(NetworkError, match="larger than 2,000,000 bytes"):
        fetch_text(url)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        *((404, "not there"), (403, "HTTP 403"), (401, "account"), (429, "too often")),
        *((500, "HTTP 500"), (503, "later"), (204, "HTTP 204"), (304, "HTTP 304")),
    ],
)
def test_a_refusal_is_said_in_words(server: FakeServer, status: int, says: str) -> None:
    with pytest.raises(NetworkError, match=says):
        fetch_text(server.serve("/", b"", status))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html; charset=utf-8", TEXT),
        ("application/xhtml+xml", TEXT),
        ("text/plain", b"<!DOCTYPE html>\n<html><body>MIT</body></html>"),
        ("text/plain", b"\xef\xbb\xbf  <!-- a --><!-- b -->\n<HTML lang=en>"),
        ("application/octet-stream", b"<?xml version='1.0'?><html>"),
    ],
)
def test_a_web_page_is_no_text_and_the_message_says_so(
    server: FakeServer, kind: str, body: bytes
) -> None:
    with pytest.raises(NetworkError, match="web page"):
        fetch_text(server.serve("/", body, Content_Type=kind))


def test_other_kinds_are_no_texts(server: FakeServer) -> None:
    with pytest.raises(NetworkError, match="application/pdf"):
        fetch_text(server.serve("/", b"%PDF-1.7", Content_Type="application/pdf"))


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"caf\xe9", "UTF-8"), (b"a\0b", "binary"), (b"", "empty"), (b" \n", "empty")],
)
def test_what_is_no_text_is_told(server: FakeServer, body: bytes, says: str) -> None:
    with pytest.raises(TextError, match=says):
        fetch_text(server.serve("/", body))


def test_a_text_that_breaks_off_is_not_taken(server: FakeServer) -> None:
    with pytest.raises(NetworkError, match="broke off"):
        fetch_text(server.serve("/", TEXT, announced=len(TEXT) + 10))
    packed = gzip.compress(TEXT)[:-9]
    with pytest.raises(NetworkError, match="broke off"):
        fetch_text(server.serve("/", packed, Content_Encoding="gzip"))
    with pytest.raises(NetworkError, match="damaged"):
        fetch_text(server.serve("/", TEXT, Content_Encoding="gzip"))
    with pytest.raises(NetworkError, match="nobody asked for"):
        fetch_text(server.serve("/", TEXT, Content_Encoding="br"))


def test_chunks_that_break_off_are_told(server: FakeServer) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"ff\r\nhalf")
        handler.close_connection = True

    server.answers["/"] = answer
    with pytest.raises(NetworkError, match="broke off"):
        fetch_text(server.address + "/")


def test_nobody_there_is_told(server: FakeServer) -> None:
    with pytest.raises(NetworkError, match="cannot be reached"):
        fetch_text("http://127.0.0.1:1/LICENSE")


def test_no_secret_is_sent_and_none_is_kept(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server.serve("/b", TEXT)
    server.serve("/a", b"", 302, Location="/b", Set_Cookie="id=1; Path=/")
    fetch_text(server.address + "/a")
    for _, headers in server.asked:
        assert "Authorization" not in headers
        assert "Cookie" not in headers
        assert headers["User-Agent"].startswith("weighbridge/")


def test_a_proxy_of_the_environment_is_asked(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.address)
    server.serve("http://texts.example/LICENSE", TEXT)
    assert fetch_text("http://texts.example/LICENSE").content == TEXT


@pytest.mark.parametrize(
    ("url", "becomes"),
    [
        (
            "https://github.com/meta-llama/llama-models/blob/main/models/llama3/LICENSE",
            "https://raw.githubusercontent.com/meta-llama/llama-models/main/models/llama3/LICENSE",
        ),
        (
            "https://www.github.com/QwenLM/Qwen/blob/main/Tongyi%20Qianwen%20LICENSE?plain=1#L3",
            "https://raw.githubusercontent.com/QwenLM/Qwen/main/Tongyi%20Qianwen%20LICENSE",
        ),
        (
            "https://huggingface.co/Qwen/Qwen2.5-72B/blob/main/LICENSE",
            "https://huggingface.co/Qwen/Qwen2.5-72B/resolve/main/LICENSE",
        ),
        (
            "https://huggingface.co/spaces/tiiuae/falcon-180b-license/blob/main/LICENSE.txt",
            "https://huggingface.co/spaces/tiiuae/falcon-180b-license/resolve/main/LICENSE.txt",
        ),
        (
            "https://hf.co/gpt2/blob/main/LICENSE",
            "https://huggingface.co/gpt2/resolve/main/LICENSE",
        ),
        (
            " https://www.gnu.org/licenses/gpl-3.0.txt#a ",
            "https://www.gnu.org/licenses/gpl-3.0.txt",
        ),
        ("https://github.com/meta-llama/llama", "https://github.com/meta-llama/llama"),
        ("HTTP://example.org/a?b=c", "http://example.org/a?b=c"),
    ],
)
def test_a_page_about_a_file_becomes_the_file(url: str, becomes: str) -> None:
    assert file_address(url) == becomes


@pytest.mark.parametrize(
    "url",
    [
        *("", "LICENSE", "example.org/LICENSE", "ftp://example.org/a", "file:///etc/passwd"),
        *("http://", "http://a b/", "http://a\x1b[2J/", "http://[::1", "http://a:99999/"),
        *("https:///a", "//a/b", "http://me:secret@example.org/", "http://me@example.org/"),
    ],
)
def test_what_is_no_address_is_told_without_asking_anybody(url: str) -> None:
    with pytest.raises(NetworkError) as caught:
        file_address(url)
    assert "secret" not in str(caught.value)
    assert "\x1b" not in str(caught.value)
