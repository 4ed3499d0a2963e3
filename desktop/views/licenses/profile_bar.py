"""The plan that licenses are judged under, in one line, with the ways to change it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.core.verdict.plan_words import plan_words
from desktop.core.verdict.profile import Profile
from desktop.viewmodels.state import ViewState, ViewStore
from desktop.viewmodels.tips import plain_tip
from desktop.views.theme import ink, scaled

_WIDEST_NAME = 220


class ElidedLabel(QLabel):
    """One line of plain text, elided where it has no room; its tooltip has all of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = ""

    @property
    def whole(self) -> str:
        """The text, elided or not."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, mode, self.width()))


class ProfileBar(QWidget):
    """Says which plan the verdicts are for."""

    def __init__(self, store: ViewStore, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(self)
        self.name.setFont(scaled(self.font(), 1.0, strong=True))
        self.name.setMaximumWidth(_WIDEST_NAME)
        self.name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.plan = ElidedLabel(self)
        self.plan.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self.name)
        layout.addWidget(self.plan, 1)
        self.buttons = tuple(self._button(action) for action in actions)
        for button in self.buttons:
            layout.addWidget(button)
        store.changed.connect(self._changed)
        self._show(store.state)

    def _button(self, action: QAction) -> QToolButton:
        names = {"profile.edit": self.tr("Edit profile…"), "profile.guide": self.tr("Ask me…")}
        action.setIconText(names.get(action.objectName(), action.text().replace("&", "")))
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    @Slot(object, object)
    def _changed(self, before: ViewState, after: ViewState) -> None:
        if (before.profile, before.profile_name) != (after.profile, after.profile_name):
            self._show(after)

    def _show(self, state: ViewState) -> None:
        if state.profile == Profile():
            name = state.profile_name or self.tr("No profile yet")
            plan = self.tr("Say what you want to do, and every license is judged for it.")
        else:
            name = state.profile_name or self.tr("Profile without a name")
            plan = plan_words(state.profile)
        wide = self.name.fontMetrics().horizontalAdvance(name) + 2
        self.name.setFixedWidth(min(wide, _WIDEST_NAME))
        self.name.show_text(name)
        self.plan.show_text(plan)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line is drawn
        painter = QPainter(self)
        painter.setPen(QPen(ink(self.palette()).hairline, 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()
