"""Write the fingerprints of the license texts: ``python docs/licenses/fingerprints.py FOLDER``.

FOLDER holds the texts that ``seeds/license_texts.csv`` lists, under the names given there. Each is
checked against its digest there before anything is written; what is written depends on nothing
but the texts. The texts themselves are not part of this repository.
"""

from __future__ import annotations

import csv
import sys
from hashlib import sha256
from pathlib import Path

from desktop.core.licenses.text_match import fingerprint, write_units

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
COLUMNS = ("file", "sha256", "raw_sha256", "units")


def listed() -> dict[str, str]:
    """Return the digest of each text that was found, by name of its file, in order of names."""
    with (SEEDS / "license_texts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "found"]
    return dict(sorted((row["file"], row["sha256"]) for row in rows))


def row(path: Path, digest: str) -> tuple[str, str, str, str]:
    """Return the row of one text.

    Raises:
        SystemExit: The text is not there, or is not the one that was read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SystemExit(f"{path.name}: {error.strerror}") from error
    if sha256(raw).hexdigest() != digest:
        raise SystemExit(f"{path.name}: not the text that seeds/license_texts.csv lists")
    known = fingerprint(path.name, raw.decode("utf-8"))
    return known.file, known.sha256, known.raw_sha256, write_units(known.units)


def main(arguments: list[str]) -> None:
    """Check all texts, then write ``seeds/license_fingerprints.csv``."""
    if len(arguments) != 1:
        raise SystemExit("usage: python docs/licenses/fingerprints.py FOLDER")
    folder = Path(arguments[0])
    rows = [row(folder / name, digest) for name, digest in listed().items()]
    with (SEEDS / "license_fingerprints.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
