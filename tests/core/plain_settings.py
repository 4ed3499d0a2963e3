"""A second reading of settings, by a plain list of words that mean the same."""

from __future__ import annotations

EFFORTS = ("minimal", "low", "medium", "high", "xhigh", "max")

MEANS: dict[str, str] = {
    "validation": "val",
    "chain of thought": "cot",
    "thinking mode": "thinking",
    "reasoning": "thinking",
    "reasoning on": "thinking",
    "reasoning mode": "thinking",
    "reasoning off": "no thinking",
    "non-thinking": "no thinking",
    "non-thinking mode": "no thinking",
    "div1 rating (reasoning mode)": "div1 rating; thinking",
    "reasoning mode (w/o tool use)": "thinking; no tools",
    "pass@1 (reasoning mode w/o tool use)": "pass@1; thinking; no tools",
    "elo (with tools)": "elo; with tools",
    "elo (without tools)": "elo; no tools",
    "0-shot (macro_avg/acc)": "0-shot; macro_avg/acc",
    # Of tools a setting says whether there were any; which ones is in its text.
    "python": "with tools",
    "agents": "with tools",
    "agentic tool use": "with tools",
    "captions and ocr as tools": "with tools",
    "no python": "no tools",
    "not agentic": "no tools",
    **{f"{word} {effort}": effort for effort in EFFORTS for word in ("effort", "variant")},
    **{f"reasoning effort {effort}": effort for effort in EFFORTS},
}


def plain_setting(text: str) -> frozenset[str]:
    """Return what a setting says, whatever its order, case and choice among these words."""
    parts = (" ".join(part.split()).casefold() for part in text.split(","))
    return frozenset(said for part in parts if part for said in MEANS.get(part, part).split("; "))
