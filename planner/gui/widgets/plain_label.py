"""A label that shows its text as it is: what came from people or files is never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A wrapping label for plain text; with `selectable` it can be marked and copied."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, selectable: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def enlarge(self, factor: float, *, bold: bool = False) -> None:
        """Set the text larger than the system's text, as a heading."""
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * factor)
        font.setBold(bold)
        self.setFont(font)
