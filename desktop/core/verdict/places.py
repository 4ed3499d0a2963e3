"""Countries and the territories that licenses name."""

from __future__ import annotations

import re

EU = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES"),
        *("FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU"),
        *("LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)
"""Member states of the European Union, by ISO 3166 code (since February 2020)."""

_OTHER_NAMES = {"GB": "UK", "EL": "GR", "KOR": "KR", "GBR": "UK", "DEU": "DE", "USA": "US"}
_CODE = re.compile(r"[A-Z]{2}")


def place(text: str) -> str | None:
    """Return a place as a code of two letters (``EU``, ``UK``, ``DE``), None where it is none."""
    code = text.strip().upper()
    code = _OTHER_NAMES.get(code, code)
    return code if _CODE.fullmatch(code) else None


def within(code: str, territory: str) -> bool:
    """Whether a place lies in a territory that a license names, such as ``EU``."""
    return code == territory or (territory == "EU" and code in EU)
