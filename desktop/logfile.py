"""The log: a file of bounded size that never holds a secret and never gets in the way."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path

_OURS = "desktop"
_MEGABYTE = 1_000_000

# Access tokens of the Hub, and whatever stands where a request says who is asking.
_SECRETS = re.compile(
    r"\bhf_\w{6,}"
    r"|(?P<name>\b(?:proxy-)?authorization['\"]?\s*[:=]\s*['\"]?)(?:(?:bearer|basic|token)\s+)?[^\s'\",]+"
    r"|(?P<scheme>\bbearer\s+)[\w.~+/=-]{8,}",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def redacted(text: str) -> str:
    """Return a text without the tokens in it."""
    return _SECRETS.sub(lambda m: f"{m['name'] or m['scheme'] or ''}[redacted]", text)


class LogFormatter(logging.Formatter):
    """Writes a record as a line, tracebacks included, without secrets or terminal controls.

    A filter would see the message only: a token in the text of an exception passes it by.
    """

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(process)d] %(message)s")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Return the text that goes to the file."""
        return redacted(_CONTROLS.sub("\ufffd", super().format(record)))


class LogFile(logging.Handler):
    """Appends to a file and starts a new one when it is full, keeping two older ones.

    The file is opened for each record: several programs write to it at once, and logging is rare.
    (``logging.handlers`` would keep it open, and takes 20 ms to load.)

    Attributes:
        path: The file; it and its folder are made when there is something to write.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(LogFormatter())
        self.path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; a log that cannot be written is no reason to stop."""
        with suppress(Exception):
            self._append(f"{self.format(record)}\n".encode("utf-8", "replace"))

    def _append(self, line: bytes) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists() and self.path.stat().st_size + len(line) > _MEGABYTE:
            self._rotate()
        with self.path.open("ab") as file:
            file.write(line)

    def _rotate(self) -> None:
        names = [self.path, *(self.path.with_name(f"{self.path.name}.{n}") for n in (1, 2))]
        for older, newer in reversed(list(pairwise(names))):
            if older.exists():
                older.replace(newer)


@contextmanager
def logging_to(path: Path) -> Iterator[LogFile]:
    """Send what the program logs to a file, for as long as the block runs."""
    handler = LogFile(path)
    logger = logging.getLogger(_OURS)
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
