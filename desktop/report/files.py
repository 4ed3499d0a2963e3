"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from desktop.core.errors import OutputError

_PROBLEMS = {
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "the folder does not exist",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "the name is too long",
}


def write_file(path: Path, content: bytes) -> None:
    """Write beside the target and rename; a failure leaves what was there.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        _check_target(path)
        _replace(path, content)
    except OSError as error:
        problem = _PROBLEMS.get(error.errno or 0) or error.strerror or str(error)
        raise OutputError(path, problem) from error


def _check_target(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if path.exists() and not path.is_file():
        # The rename would put a file in the place of a device or a pipe.
        raise OSError(errno.EINVAL, "it is not a regular file")
    if path.exists() and not os.access(path, os.W_OK):
        # A rename would replace a file that its owner protected.
        raise PermissionError(errno.EACCES, "")


def _replace(path: Path, content: bytes) -> None:
    # Through a link, so that the link stays one; beside the file it leads to.
    target = path.resolve()
    # A short name of its own: the target's name may be as long as names can be.
    handle, name = tempfile.mkstemp(prefix=".weighbridge-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _mode(target: Path) -> int:
    """The rights of the old file, else what a new file gets here; mkstemp makes it private."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
