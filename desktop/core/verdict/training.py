"""Step 4, rival models: which models a text's outputs and materials may improve."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.licenses.license import LimitationTerm
from desktop.core.licenses.license_wording import limitation_words
from desktop.core.verdict.case import Case
from desktop.core.verdict.profile import TargetModel, Use
from desktop.core.verdict.verdict import Answer, Finding, worst

_OTHERS = {
    "other-llm": {
        TargetModel.OTHER_LLM: Answer.NO,
        TargetModel.OTHER_FOUNDATION_MODEL: Answer.ASK,
        TargetModel.SMALL_TASK_MODEL: Answer.ASK,
    },
    "foundation-models": {
        TargetModel.OTHER_LLM: Answer.NO,
        TargetModel.OTHER_FOUNDATION_MODEL: Answer.NO,
        TargetModel.SMALL_TASK_MODEL: Answer.ASK,
    },
    "any-ai-model": dict.fromkeys(
        (
            TargetModel.OTHER_LLM,
            TargetModel.OTHER_FOUNDATION_MODEL,
            TargetModel.SMALL_TASK_MODEL,
        ),
        Answer.NO,
    ),
}
"""What each scope makes of a target outside the own family; a doubtful one is a question."""
_COMPETING = "competing-models"


def competing_model(term: LimitationTerm, case: Case) -> Iterator[Finding]:
    """Yield what a limit of rival models makes of training one on outputs."""
    uses = case.profile.has(Use.TRAIN_ON_OUTPUTS)
    said = f"{limitation_words(term).capitalize()}. {term.reference.note}"
    if not uses or "outputs" not in term.parameter("covers"):
        yield case.risk(term, said)
        return
    answer, facts = _answer(term, case)
    text = {
        Answer.YES_IF: f"Only within what is not barred. {said}",
        Answer.ASK: f"Whether this target is barred is open. {said}",
    }.get(answer, said)
    yield case.limit(term, answer, text, uses=uses, facts=facts)


def _answer(term: LimitationTerm, case: Case) -> tuple[Answer, tuple[str, ...]]:
    target = case.profile.target_model
    if target is not None:
        answer = _of_target(term, case, target)
        facts = ("target_competing",) if _competing_open(term, case, target) else ()
        return answer, facts
    answers = {_of_target(term, case, each) for each in TargetModel}
    if len(answers) == 1:
        answer = answers.pop()
        open_ = any(_competing_open(term, case, each) for each in TargetModel)
        return answer, ("target_competing",) if open_ else ()
    return worst((Answer.ASK, *(a for a in answers if a is not Answer.NO))), ("target_model",)


def _of_target(term: LimitationTerm, case: Case, target: TargetModel) -> Answer:
    excepted = term.parameter("own_family_excepted") == "true"
    if target is TargetModel.OWN_FAMILY and excepted:
        return Answer.YES_IF
    scope = term.parameter("scope")
    if scope == _COMPETING:
        competing = case.profile.target_competing
        if competing is None:
            return Answer.ASK
        return Answer.NO if competing else Answer.YES_IF
    if target is TargetModel.OWN_FAMILY:
        return Answer.NO if scope == "any-ai-model" else Answer.ASK
    return _OTHERS.get(scope, {}).get(target, Answer.ASK)


def _competing_open(term: LimitationTerm, case: Case, target: TargetModel) -> bool:
    excepted = term.parameter("own_family_excepted") == "true"
    own = target is TargetModel.OWN_FAMILY and excepted
    return (
        term.parameter("scope") == _COMPETING and not own and case.profile.target_competing is None
    )
