"""The words and signs in which verdicts are shown; the same in window, report and command line."""

from __future__ import annotations

from desktop.core.verdict.verdict import Answer

ANSWER_WORDS = {
    Answer.YES: "licensed, nothing to do",
    Answer.YES_IF: "licensed if every condition is met",
    Answer.ASK: "text or facts do not settle it: take it to a lawyer or the licensor",
    Answer.NO: "not licensed on these facts without another agreement",
}
"""What each answer means."""

ANSWER_SIGNS = {Answer.YES: "✓", Answer.YES_IF: "◐", Answer.ASK: "?", Answer.NO: "✕"}
"""A sign for each answer, so that color is never the only one."""
