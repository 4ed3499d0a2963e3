"""The guided form: one question at a time, beside the verdicts that the answers change."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core import numbers
from desktop.core.licenses.license import NOT_LEGAL_ADVICE
from desktop.core.verdict.guide import Question
from desktop.core.verdict.guide_wording import QUESTIONS
from desktop.core.verdict.profile import Profile
from desktop.viewmodels.profile.draft import clash_sentences
from desktop.viewmodels.profile.guide import Guide
from desktop.views.profile.answers import Answers, answers_for
from desktop.views.profile.labels import Caution, Muted, Text
from desktop.views.profile.standings import Standings

_SIDE = 320
"""Width of the column of verdicts in pixels."""
_MOST_NAMES = 3


class GuideDialog(QDialog):
    """Asks, shows what that changes, and hands the plan over at the end."""

    finished_with = Signal(object)  # Profile, to be used

    def __init__(self, guide: Guide, meanings: Mapping[str, str], parent: QWidget) -> None:
        """Make the dialog.

        Args:
            guide: What asks.
            meanings: The purpose tags of the catalog with their meanings.
            parent: The window it belongs to.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Questions about my plan"))
        self.resize(940, 660)
        self.guide = guide
        guide.setParent(self)
        self._meanings = meanings
        self.answers: Answers | None = None
        self._shown: QWidget | None = None
        self.progress = Muted("", self)
        self.title = Text("", self, 1.4, strong=True)
        self.help = Text("", self)
        self.why = Muted("", self)
        self.clash = Caution(self)
        self.side_title = Text(self.tr("Verdicts as they stand"), self, 1.0, strong=True)
        self.standings = Standings(self)
        self.side_text = Muted("", self)
        self._lay_out()
        guide.moved.connect(self._show)
        self._show()

    def _buttons(self) -> QHBoxLayout:
        self.back_button = QPushButton(self.tr("Back"), self)
        self.over_button = QPushButton(self.tr("Start over"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.finish_button = QPushButton(self.tr("Finish"), self)
        self.over_button.setToolTip(self.tr("Forget all facts of the plan and ask anew"))
        self.finish_button.setToolTip(self.tr("Use the answers so far, as one step to undo"))
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        for button, slot in (
            (self.back_button, self.guide.back),
            (self.over_button, self.guide.start_over),
            (self.cancel_button, self.reject),
            (self.finish_button, self.accept),
        ):
            button.setAutoDefault(False)
            button.setMinimumWidth(88)
            button.clicked.connect(slot)
            if button is self.cancel_button:
                row.addStretch(1)
            row.addWidget(button)
        return row

    def _lay_out(self) -> None:
        self._place = QVBoxLayout()
        main = QWidget(self)
        left = QVBoxLayout(main)
        left.setContentsMargins(24, 0, 24, 0)
        left.setSpacing(8)
        for widget in (self.progress, self.title, self.help, self.why):
            left.addWidget(widget)
        left.addSpacing(8)
        left.addLayout(self._place, 1)
        left.addWidget(self.clash)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(main)
        side = QWidget(self)
        side.setFixedWidth(_SIDE)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 24, 0)
        right.setSpacing(8)
        right.addWidget(self.side_title)
        right.addWidget(self.standings, 1000)
        right.addWidget(self.side_text)
        right.addWidget(Muted(NOT_LEGAL_ADVICE, side))
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.area, 1)
        both.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 16)
        layout.setSpacing(16)
        layout.addLayout(both, 1)
        layout.addLayout(self._buttons())

    # What is asked

    @Slot()
    def _show(self) -> None:
        question, old = self.guide.question, self._shown
        if question is None:
            self._show_end()
        else:
            self._show_question(question)
        if old is not None:
            # After the new ones have the focus, which would go to the verdicts else; and not
            # deleted at once, since it is a signal of theirs that brought us here.
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.clash.say(" ".join(clash_sentences(self.guide.profile)))
        self.back_button.setEnabled(self.guide.can_go_back)
        self.over_button.setEnabled(self.guide.profile != Profile())
        self.standings.show_standings(self.guide.standings)
        self.standings.setVisible(bool(self.guide.standings))
        self.side_title.setVisible(bool(self.guide.standings))
        self.side_text.setText(self._side())
        self.area.verticalScrollBar().setValue(0)

    def _show_question(self, question: Question) -> None:
        self.progress.setText(self._progress())
        self.title.setText(QUESTIONS[question.field.name])
        self.help.setText(question.field.help)
        self.why.setText(self._why(question))
        answers = answers_for(question, self.guide.before, self._meanings, self)
        answers.setAccessibleName(self.title.text())
        answers.answered.connect(self.guide.answer)
        answers.skipped.connect(self.guide.skip)
        self._place.addWidget(answers, 1)
        answers.setVisible(True)  # else only with the next round of the event loop
        self.answers = self._shown = answers
        entry = answers.entry()
        entry.setAccessibleDescription(f"{self.title.text()} {self.help.text()} {self.why.text()}")
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _progress(self) -> str:
        more = self.guide.left - 1
        if not self.guide.profile.uses and self.guide.models:
            return self.tr("Question 1; which others follow depends on it")
        text = self.tr("Question {number}, the last one as things stand")
        if more:
            text = self.tr("Question {number}, at most {more} more as things stand")
        return text.format(number=self.guide.number, more=more)

    def _why(self, question: Question) -> str:
        names = question.models
        if not names:
            return question.why
        shown = ", ".join(names[:_MOST_NAMES])
        if len(names) > _MOST_NAMES:
            rest = self.tr("{names} and {count} more")
            shown = rest.format(names=shown, count=len(names) - _MOST_NAMES)
        total = numbers.counted(self.guide.models, "model")
        text = self.tr("It matters for {count} of {total}: {names}. {why}")
        return text.format(count=len(names), total=total, names=shown, why=question.why)

    # The end

    def _show_end(self) -> None:
        self.answers, self._shown = None, QWidget(self)
        self._place.addWidget(self._shown, 1)
        self.progress.setText(self.tr("Finish takes the answers over, as one step to undo."))
        left = self.guide.unanswered
        self.title.setText(self.tr("Nothing is left to ask"))
        if self.guide.profile.uses:
            said = self.tr("Every fact that a text at hand needs is known.")
            if not self.guide.models:
                said = self.tr("Put models into the comparison, and their texts tell what else.")
            if left:
                said = self.tr("Not answered, and so shown as a condition or as “ask”:")
        else:
            said = self.tr("No use was named, so nothing can be judged.")
        self.help.setText(said)
        lines = [f"– {q.field.label}: {q.field.help}" for q in left if q.field.name != "uses"]
        self.why.setText("\n".join(lines))
        self.finish_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finish_button.setAccessibleDescription(f"{said} {' '.join(lines)}")

    def _side(self) -> str:
        if not self.guide.models:
            return self.tr(
                "No models are compared. With models in the comparison, their verdicts stand here,"
                " and the questions are those that their texts ask."
            )
        return self.tr("✓ yes, ◐ yes-if, ? ask, ✕ no. Bold is what the last answer changed.")

    def accept(self) -> None:
        """Hand the plan over with what has been answered so far."""
        self.finished_with.emit(self.guide.profile)
        super().accept()
