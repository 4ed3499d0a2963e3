"""``weighbridge doctor``: whether everything is there and works."""

from __future__ import annotations

from datetime import date

import desktop
from desktop.cli.answer import Answer
from desktop.cli.wording import columns
from desktop.formats.documents import doctor
from desktop.formats.tables import Column, Fit, Table
from desktop.places import Places
from desktop.services.doctor import Doctor, State

_NOT_WELL = 3


def examine(places: Places, today: date) -> Answer:
    """Run all checks; the exit code is 0 only if none failed."""
    checks = [(c.name, str(c.state), c.detail) for c in Doctor(places, today).checks()]
    failed = [name for name, state, _ in checks if state == State.FAILURE]
    verdict = f"Not well: {', '.join(failed)}." if failed else "All is well."
    heads = (Column("Check", fit=Fit.KEEP), Column("State", fit=Fit.KEEP), Column("Detail"))
    return Answer(
        document=lambda: doctor(desktop.__version__, checks),
        tables=lambda: [Table("", heads, tuple(checks), (verdict,))],
        sheet=lambda: Table("", columns(("check", "state", "detail")), tuple(checks)),
        remarks=(verdict,) if failed else (),
        code=_NOT_WELL if failed else 0,
    )
