"""A verdict as a tree and as text: nothing of it is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from desktop.catalog.reader import CatalogReader
from desktop.core.compare.comparison import CatalogStamp
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.verdict.judged import Judged
from desktop.core.verdict.profile import Profile, Use
from desktop.core.verdict.verdict import Answer, Part
from desktop.services.verdicts import Verdicts
from desktop.viewmodels.licenses.verdict_nodes import (
    BASES,
    CONTRADICTIONS,
    Node,
    headline,
    verdict_nodes,
    verdict_text,
)

PLAN = Profile(
    uses=(Use.COMMERCIAL_PRODUCT, Use.HOST_SERVICE, Use.PUBLISH_FINE_TUNE),
    based_in="DE",
    product_mau=2_000_000,
)
MODELS = (
    "minicpm-llama3-v-2.5",
    "llama-3.2-90b-vision-instruct",
    "gpt-4o",
    "falcon-180b",
    "qwen2.5-vl-72b-instruct",
    "deepseek-r1-distill-llama-70b",
)


@pytest.fixture(params=MODELS)
def judged(request: pytest.FixtureRequest, reader: CatalogReader) -> Judged:
    return Verdicts(reader).models([request.param], PLAN)[request.param]


def flat(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from flat(node.children)


def section(nodes: Sequence[Node], title: str) -> Node:
    return next(n for n in nodes if n.text.startswith(title))


def test_every_finding_is_in_the_tree_with_its_place(judged: Judged) -> None:
    nodes = verdict_nodes(judged, PLAN)
    said = {(n.text, n.below.split(";")[0]) for n in flat(nodes)}
    for finding in judged.verdict.findings:
        places = [below for text, below in said if text == finding.text]
        assert places
        if finding.reference:
            assert any(finding.reference.place in below for below in places)
        if finding.subject and finding.reference:
            assert any(f"(base {finding.subject})" in below for below in places)


def test_all_conditions_are_listed_and_counted(judged: Judged) -> None:
    node = section(verdict_nodes(judged, PLAN), "Conditions")
    conditions = judged.verdict.conditions
    assert node.text == f"Conditions ({len(conditions)})"
    if conditions:
        assert [c.text for c in node.children] == [f.text for f in conditions]


def test_what_decides_comes_first(judged: Judged) -> None:
    titles = [n.text.split(" (")[0] for n in verdict_nodes(judged, PLAN)]
    refused = judged.verdict.answer in (Answer.NO, Answer.ASK)
    assert (titles.index("Reasons") < titles.index("Conditions")) == refused


def test_the_trace_holds_every_finding_and_is_closed_at_first(judged: Judged) -> None:
    trace = section(verdict_nodes(judged, PLAN), "Why, step by step")
    assert not trace.opened
    traced = [leaf.text for step in trace.children for leaf in step.children]
    assert sorted(traced) == sorted(f.text for f in judged.verdict.findings)
    numbers = [int(step.text.partition(".")[0]) for step in trace.children]
    assert numbers == sorted(set(numbers))


def test_a_statement_leads_to_its_place_in_its_own_license(judged: Judged) -> None:
    for node in flat(verdict_nodes(judged, PLAN)):
        if node.receipt is not None:
            (reference,) = node.receipt.entry.references
            assert reference.place in node.below
            assert node.receipt.terms_id in judged.terms
            assert node.receipt.texts == judged.terms[node.receipt.terms_id].texts


def test_a_contradiction_shows_both_sides_and_which_is_nearer(judged: Judged) -> None:
    found = [n for n in verdict_nodes(judged, PLAN) if n.key == CONTRADICTIONS]
    assert bool(found) == bool(judged.contradictions)
    for node in found:
        for shown, contradiction in zip(node.children, judged.contradictions, strict=True):
            one, other, why = shown.children
            for side, told in ((contradiction.one, one), (contradiction.other, other)):
                assert told.text == side.says
                assert side.source in told.below
            assert contradiction.why in why.text
            nearer = [n for n in (one, other) if "nearer to the maker" in n.below]
            assert len(nearer) == (0 if "Neither" in why.text else 1)


def test_copied_text_says_all_that_the_tree_says(judged: Judged) -> None:
    stamp = CatalogStamp("abc123", "2026-11-23")
    text = verdict_text(judged, PLAN, stamp)
    lines = [line.strip() for line in text.splitlines()]
    for node in flat(verdict_nodes(judged, PLAN)):
        first = node.text.splitlines()[0]
        assert any(first in line for line in lines)
        assert node.below.splitlines() == [] or any(node.below in line for line in lines)
    assert NOT_LEGAL_ADVICE in text
    assert "2026-11-23" in text
    assert text.startswith(f"{judged.name}: {headline(judged)[0]}")


def test_without_a_use_there_is_no_verdict_and_no_condition(reader: CatalogReader) -> None:
    judged = Verdicts(reader).models(MODELS[:1], Profile())[MODELS[0]]
    nodes = verdict_nodes(judged, Profile())
    assert headline(judged)[0] == "No verdict"
    assert {n.key for n in nodes} >= {CONTRADICTIONS, BASES}
    assert not [n for n in nodes if n.text.startswith(("Conditions", "Reasons", "Why"))]


def test_risks_and_met_duties_are_shown_where_there_are_any(judged: Judged) -> None:
    titles = [n.text for n in verdict_nodes(judged, PLAN)]
    for part, title in ((Part.RISK, "Risks"), (Part.MET, "Already met")):
        shown = any(t.startswith(title) for t in titles)
        assert shown == bool(judged.verdict.parts(part))
