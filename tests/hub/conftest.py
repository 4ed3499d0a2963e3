"""A web server of the test's own, which answers as badly as it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class FakeServer:
    """Answers each path as a test says.

    Attributes:
        address: Beginning of every address.
        answers: What to do for a path.
        asked: The headers of every request, by its path.
        release: Set at the end; a slow answer waits for it, never for the clock alone.
    """

    address: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    release: Event = field(default_factory=Event)

    def serve(
        self,
        path: str,
        body: bytes,
        status: int = 200,
        announced: int | None = None,
        **headers: str,
    ) -> str:
        """Answer a path with a body; headers go by their names with ``_`` for ``-``."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header(
                "Content-Length", str(len(body) if announced is None else announced)
            )
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer
        return self.address + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Answer a path with a redirect."""
        return self.serve(path, b"", status, Location=to)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    """A server on this machine, and no proxy in between."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fake.asked.append((self.path, dict(self.headers.items())))
            with suppress(OSError):  # whoever asked has gone
                fake.answers[self.path](self)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = False
    fake = FakeServer(f"http://127.0.0.1:{http.server_port}")
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield fake
    fake.release.set()
    http.shutdown()
    http.server_close()
    thread.join()
