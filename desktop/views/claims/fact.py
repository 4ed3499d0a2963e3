"""The receipt of one fact: what each source says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.core.compare.comparison import Subject
from desktop.core.compare.facts import FactRow
from desktop.viewmodels.compare.compare_rows import alias_sentence
from desktop.viewmodels.tables import FACT_TITLES, fact_source_rows
from desktop.views.claims.dialog import ReceiptDialog
from desktop.views.tables import WIDEST_COLUMN


class FactDialog(ReceiptDialog):
    """Shows what sources say about one fact of a model."""

    def __init__(self, subject: Subject, fact: FactRow, position: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(760, 320)
        value = fact.values[position]
        self.setWindowTitle(f"{subject.model.name}: {fact.label}")
        agree = self.tr("No source disagrees.")
        note = alias_sentence(subject)
        for text, size, strong in (
            (f"{subject.model.name} – {fact.label}", 1.1, True),
            (f"{subject.model.name}: {note}." if note else "", 0.92, False),
            (value.text, 1.4, True),
            (self.tr("The sources disagree.") if value.conflicts else agree, 1.0, False),
        ):
            if text:
                label = self.add_text(size, strong=strong)
                label.setText(text)
                self.lines.addWidget(label)
        self.model.show(FACT_TITLES, fact_source_rows(fact, position))
        self.lines.addWidget(self.table, 1)
        self.lines.addWidget(self.buttons)
        self.table.selectionModel().currentRowChanged.connect(self.offer_address)
        self.table.fit_texts(WIDEST_COLUMN)
        self.table.choose_row(0)
        self.table.setFocus()
