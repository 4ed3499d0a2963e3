"""Fetch one license text over a network in which nobody is trusted.

The work is done on a thread of its own, so that a deadline or a cancellation ends the waiting at
once, whatever the other machine does; the thread ends by itself when its next wait does.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import desktop
from desktop.core.cancellation import CanceledError, CancelToken, Progress, no_progress
from desktop.core.errors import KnownError, NetworkError, TextError
from desktop.core.licenses.text_bytes import (
    MOST_BYTES,
    NotTextError,
    is_web_page,
    text_of_bytes,
)

if TYPE_CHECKING:
    import requests
    from requests.adapters import HTTPAdapter


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a fetch may take, and how much may come.

    Attributes:
        connect_seconds: For a connection to stand.
        read_seconds: Between two pieces of an answer.
        total_seconds: For everything, redirects included.
        most_bytes: Of the text, and of what comes over the line.
        redirects: How many are followed.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 15.0
    total_seconds: float = 60.0
    most_bytes: int = MOST_BYTES
    redirects: int = 5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A text as it came.

    Attributes:
        url: Where it came from in the end.
        content: Its bytes, which are a text (:func:`text_of_bytes`) and no web page.
    """

    url: str
    content: bytes


_TICK = 0.05
"""Seconds between two looks at the token; a cancellation is heard within 0.2."""

_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_NO_TEXTS = re.compile(r"(?:image|audio|video|font)/|application/(?:pdf|zip|gzip|x-tar|msword)\b")
_BY_HAND = "save it with a browser and import the file"
_STATUS = {
    401: ("asks for an account (HTTP 401)", _BY_HAND),
    403: ("may not be read by everybody (HTTP 403)", _BY_HAND),
    404: ("is not there (HTTP 404)", "look for the text with a browser"),
    410: ("is not there any more (HTTP 410)", "look for the text with a browser"),
    429: ("is asked too often (HTTP 429)", "wait some minutes, then try again"),
}
_GITHUB_FILE = re.compile(r"/([^/]+)/([^/]+)/(?:blob|raw)/(.+)")
_HUB_FILE = re.compile(r"/((?:(?:spaces|datasets)/)?[^/]+(?:/[^/]+)?)/blob/(.+)")


def fetch_text(
    url: str,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
    limits: Limits = LIMITS,
) -> Fetched:
    """Return the text at an address.

    No cookie, password or ``.netrc`` is sent; of the environment only the proxies count. A
    redirect may not lead from ``https`` to ``http`` or to another kind of address.

    Args:
        url: Where it is, ``http`` or ``https``; see :func:`file_address`.
        token: Stops it within a fifth of a second.
        progress: Told how many bytes of at most how many have come, on the caller's thread.
        limits: How long it may take and how much may come.

    Raises:
        NetworkError: it cannot be had, is too large, or is a web page.
        TextError: what came is no text.
        CanceledError: the token was canceled.
    """
    stop = token or CancelToken()
    stop.check()
    work = _Work(file_address(url), limits)
    Thread(target=work.run, name="fetch of a license text", daemon=True).start()
    ends = time.monotonic() + limits.total_seconds
    try:
        while True:
            outcome = work.outcome(min(_TICK, max(0.0, ends - time.monotonic())))
            stop.check()
            progress(work.received, limits.most_bytes, work.address)
            if isinstance(outcome, Fetched):
                return outcome
            if outcome is not None:
                raise outcome
            if time.monotonic() >= ends:
                problem = f"did not come whole within {limits.total_seconds:g} seconds"
                raise NetworkError(work.address, problem, "try again later")
    finally:
        work.abandon()


def file_address(url: str) -> str:
    """Return the address of a file itself where a page that shows it is named.

    ``blob`` pages of GitHub become addresses of raw files, those of Hugging Face ``resolve``.

    Raises:
        NetworkError: it is no ``http`` or ``https`` address, or has a name or password in it.
    """
    parts = _checked(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    if host == "github.com" and (found := _GITHUB_FILE.fullmatch(parts.path)):
        owner, name, rest = found.groups()
        path = f"/{owner}/{name}/{rest}"
        return urlunsplit(("https", "raw.githubusercontent.com", path, "", ""))
    if host in ("huggingface.co", "hf.co") and (found := _HUB_FILE.fullmatch(parts.path)):
        path = f"/{found[1]}/resolve/{found[2]}"
        return urlunsplit(("https", "huggingface.co", path, "", ""))
    return urlunsplit(parts._replace(fragment=""))


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_address = bool(parts.hostname) and parts.port != 0
    except ValueError:
        parts, is_address = SplitResult("", "", "", "", ""), False
    if any(c.isspace() or not c.isprintable() for c in url) or (parts.scheme and not is_address):
        raise NetworkError(repr(url[:200]), "is no address")
    if parts.scheme not in ("http", "https"):
        raise NetworkError(
            repr(url[:200]), "is no address of the web", "it has to begin with https:// or http://"
        )
    if parts.username is not None or parts.password is not None:
        where = f"{parts.scheme}://…@{parts.hostname}"
        raise NetworkError(where, "has a name or password in it, which is never sent", _BY_HAND)
    return parts


class _Work:
    """One fetch, on a thread of its own.

    Attributes:
        address: Where it is now; changes with every redirect.
        received: How many bytes of the answer have come.
    """

    def __init__(self, address: str, limits: Limits) -> None:
        self.address = address
        self.received = 0
        self._limits = limits
        self._abandoned = Event()
        self._outcome: SimpleQueue[Fetched | BaseException] = SimpleQueue()

    def outcome(self, seconds: float) -> Fetched | BaseException | None:
        """Return what came of it, None while it is under way."""
        try:
            return self._outcome.get(timeout=seconds)
        except Empty:
            return None

    def abandon(self) -> None:
        """Let the thread end at its next piece; nobody waits for it."""
        self._abandoned.set()

    def run(self) -> None:
        """Fetch, and put what came of it where the waiting thread looks."""
        from requests import exceptions
        from urllib3.exceptions import HTTPError

        try:
            self._outcome.put(self._fetched())
        except (exceptions.RequestException, HTTPError, OSError) as error:
            self._outcome.put(self._failed(error))
        except BaseException as error:  # noqa: BLE001 - raised again on the waiting thread
            self._outcome.put(error)

    def _fetched(self) -> Fetched:
        content = self._content()
        try:
            text = text_of_bytes(content)
        except NotTextError as error:
            raise TextError(self.address, str(error)) from None
        if is_web_page(text):
            raise self._page()
        return Fetched(self.address, content)

    def _content(self) -> bytes:
        from requests.adapters import HTTPAdapter

        seen = {self.address}
        # Not a session: it would read the whole body of a redirect, keep cookies, know passwords.
        adapter = HTTPAdapter()
        try:
            while True:
                with self._asked(adapter) as response:
                    if response.status_code not in _REDIRECTS:
                        return self._body(response)
                    location = response.headers.get("Location", "")
                self._follow(location.encode("latin-1", "replace").decode("utf-8", "replace"), seen)
        finally:
            adapter.close()

    def _asked(self, adapter: HTTPAdapter) -> requests.Response:
        from requests import Request
        from requests.utils import get_environ_proxies

        headers = {
            "User-Agent": f"weighbridge/{desktop.__version__}",
            "Accept": "text/plain, text/markdown, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }
        return adapter.send(
            Request("GET", self.address, headers).prepare(),
            stream=True,
            timeout=(self._limits.connect_seconds, self._limits.read_seconds),
            proxies=dict(get_environ_proxies(self.address, no_proxy=None)),
        )

    def _follow(self, target: str, seen: set[str]) -> None:
        """Go on to where a redirect leads."""
        from requests.utils import requote_uri

        try:
            joined = requote_uri(urljoin(self.address, target))
        except ValueError:
            raise self._error("leads to what is no address") from None
        following = urlunsplit(_checked(joined)._replace(fragment=""))
        was_protected = urlsplit(self.address).scheme == "https"
        if was_protected and urlsplit(following).scheme != "https":
            raise self._error("leads from a protected address to an open one", _BY_HAND)
        if following in seen:
            raise self._error("leads in a circle", "look for the text with a browser")
        if len(seen) > self._limits.redirects:
            raise self._error(f"leads on more than {self._limits.redirects} times", _BY_HAND)
        seen.add(following)
        self.address = following

    def _body(self, response: requests.Response) -> bytes:
        status = response.status_code
        if status != 200:
            again = "try again later" if status >= 500 else ""
            raise self._error(*_STATUS.get(status, (f"answered with HTTP {status}", again)))
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind in _PAGES:
            raise self._page()
        if _NO_TEXTS.match(kind):
            raise self._error(f"is no text but {kind}")
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length[:20]) > self._limits.most_bytes:
            raise self._too_large()
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        body = self._whole(response.raw, encoding)
        if length.isdecimal() and self.received < int(length):
            raise self._error("broke off before it was whole", "try again")
        return body

    def _whole(self, raw: Any, encoding: str) -> bytes:
        """Return what comes, unpacked; never more than the limit, however it was packed."""
        most = self._limits.most_bytes
        if encoding in ("", "identity"):
            return b"".join(self._pieces(raw))
        if encoding not in ("gzip", "x-gzip"):
            raise self._error(f"came packed in a way nobody asked for ({encoding[:40]})")
        unpacker = zlib.decompressobj(wbits=31)
        body = b""
        try:
            for piece in self._pieces(raw):
                body += unpacker.decompress(piece, most + 1 - len(body))
                if len(body) > most:
                    raise self._too_large()
        except zlib.error as error:
            raise self._error(f"came damaged ({error})", "try again") from error
        if not unpacker.eof or unpacker.unused_data:
            raise self._error("broke off before it was whole", "try again")
        return body

    def _pieces(self, raw: Any) -> Iterator[bytes]:
        # Not ``iter_content``: it unpacks by itself, and waits until a chunk is full.
        while piece := raw.read1(_CHUNK, decode_content=False):
            if self._abandoned.is_set():
                raise CanceledError
            self.received += len(piece)
            if self.received > self._limits.most_bytes:
                raise self._too_large()
            yield piece

    def _error(self, problem: str, next_step: str = "") -> NetworkError:
        return NetworkError(self.address, problem, next_step)

    def _too_large(self) -> NetworkError:
        return self._error(
            f"is larger than {self._limits.most_bytes:,} bytes, as no license text is"
        )

    def _page(self) -> NetworkError:
        return self._error(
            "is a web page (HTML), not the text itself",
            "name the address of the plain text, or save the text as a file and import it",
        )

    def _failed(self, error: Exception) -> KnownError:
        """Say what went wrong under way, in words instead of class names."""
        from requests import exceptions
        from urllib3.exceptions import IncompleteRead, ProtocolError
        from urllib3.exceptions import TimeoutError as TooSlow

        match error:
            case exceptions.SSLError():
                return self._error("cannot prove who it is (bad certificate)", "do not trust it")
            case exceptions.ProxyError():
                return self._error("cannot be reached through the proxy", "check the proxy")
            case exceptions.Timeout() | TooSlow() | TimeoutError():
                return self._error("does not answer", "try again later")
            case IncompleteRead() | ProtocolError() | exceptions.ChunkedEncodingError():
                return self._error("broke off before it was whole", "try again")
            case exceptions.ConnectionError() | OSError():
                if isinstance(error, exceptions.InvalidURL | exceptions.InvalidSchema):
                    return self._error("is no address")
                return self._error("cannot be reached", "check the address and the network")
        return self._error(f"cannot be fetched ({type(error).__name__})")
