from __future__ import annotations

import pytest

from desktop.core.spreadsheet import defused


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-inf", "@SUM(A1)", "\t=1", "\r=1", "＝1", "+"])
def test_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-1.5", "+3", "-2e-05", "12", "a=b", "–", ""])
def test_numbers_and_texts_stay_as_they_are(cell: str) -> None:
    assert defused(cell) == cell
