"""Which column of a table holds what, where its header does not tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.gui import text, theme
from planner.gui.importer import words
from planner.gui.widgets.choice import Choice
from planner.gui.widgets.framed import Problem
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import Scroller

if TYPE_CHECKING:
    from planner.exchange.csv_files import Table

_IN_THE_NOTE = None
_LEFT_OUT = ""


class ColumnsView(QWidget):
    """Each column with an example, and what it holds; what is not said goes into the note."""

    def __init__(self, file: Path, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from planner.exchange.csv_headers import FIELDS, guess

        self.file = file
        values: list[tuple[str, object]] = [
            (words.tr("Keep it in the note"), _IN_THE_NOTE),
            (words.tr("Leave it out"), _LEFT_OUT),
            *((words.field(name), name) for name in FIELDS),
        ]
        sentence = words.tr("Nothing in {file} says what its columns hold. Tell it here.")
        self.problem = Problem()
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, theme.px(8), 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        grid.setColumnStretch(0, 1)
        self.fields: dict[str, Choice] = {}
        for row, (column, example) in enumerate(zip(table.columns, table.examples, strict=True)):
            known = guess(column).field
            field = self.fields[column] = Choice(
                values, known if known in FIELDS else None, width=220
            )
            field.setAccessibleName(text.one_line(column))
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(Label(text.one_line(column), "body", weight=500, lines=1))
            if example:
                box.addWidget(Label(text.one_line(example), "caption", "ink3", lines=1))
            grid.addLayout(box, row, 0)
            grid.addWidget(field, row, 1)
        grid.setRowStretch(len(self.fields), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(12))
        layout.addWidget(Label(sentence.format(file=file.name)))
        layout.addWidget(Scroller(content), 1)
        layout.addWidget(self.problem)

    def mapping(self) -> dict[str, str]:
        """The fields of the columns of which one was chosen."""
        chosen = {column: field.currentData() for column, field in self.fields.items()}
        return {column: name for column, name in chosen.items() if name is not None}
