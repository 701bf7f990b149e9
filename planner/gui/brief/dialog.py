"""The brief of a meeting: shown as the page it will be, then saved, opened or printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSize, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QPageSize
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError
from planner.gui import text, theme
from planner.gui.brief.page_picture import PagePicture
from planner.gui.page import Desk
from planner.gui.tasks import Progress
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Ground, Hairline
from planner.gui.widgets.chip import FilterChip
from planner.gui.widgets.choice import CheckBox
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import Scroller

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from planner.papers import Brief, Paper
    from planner.store import Store

_WIDTH, _HEIGHT = 808, 864
_INCHES = 8.27
_PRINT_PPI = 300.0
_SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which brief is asked for."""

    store: Store
    meeting: int
    paper: str
    share: bool
    language: str

    def read(self) -> Brief:
        from planner import papers

        return papers.brief(
            self.store, self.meeting, language=self.language, paper=self.paper, share=self.share
        )


@dataclass(frozen=True, slots=True)
class _Made:
    """A typeset brief: the paper, its picture, the name to offer for the file, what it says."""

    paper: Paper
    png: bytes
    name: str
    spoken: str


class BriefDialog(QDialog):
    """Everything that takes time happens on the worker; the page shown is always the last asked
    for."""

    def __init__(self, desk: Desk, meeting: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._meeting = desk, meeting
        self._made: _Made | None = None
        self._asked = 0
        self.setWindowTitle(self.tr("Meeting brief"))
        self.a4, self.letter = FilterChip(self.tr("A4")), FilterChip(self.tr("Letter"))
        self.share = CheckBox()
        self.share.setAccessibleName(self.tr("To share, without anything private"))
        self.page = PagePicture()
        self.page.setAccessibleName(self.tr("The page"))
        self.said = Label("", "small", "ink2", lines=3, align=Qt.AlignmentFlag.AlignRight)
        self.close_button = Button(self.tr("Close"), "ghost")
        self.print_button = Button(self.tr("Print"), icon="printer")
        self.open_button = Button(self.tr("Open"), icon="arrow-square-out")
        self.save = Button(self.tr("Save as PDF…"), "primary", icon="file-pdf")
        self._lay_out()
        self._connect()
        american = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        (self.letter if american else self.a4).setChecked(True)
        self.print_button.setVisible(_has_printer())
        self.resize(self._fitting())
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typeset()

    def _lay_out(self) -> None:
        px = theme.px
        head = Ground("surface")
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), px(14), px(24), px(14))
        row.setSpacing(px(8))
        row.addWidget(Label(self.windowTitle(), "title", wrap=False))
        row.addStretch(1)
        row.addWidget(self.share)
        shared = Label(
            self.tr("To share, without anything private"), "small", weight=500, wrap=False
        )
        shared.mousePressEvent = lambda _: self.share.toggle()  # type: ignore[method-assign]
        row.addWidget(shared)
        row.addSpacing(px(12))
        row.addWidget(self.a4)
        row.addWidget(self.letter)
        foot = Ground("surface")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(px(24), px(14), px(24), px(14))
        buttons.setSpacing(px(8))
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.said, 1)
        for button in (self.print_button, self.open_button, self.save):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.scroller = Scroller(self.page)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scroller.setAccessibleName(self.tr("The page"))
        for widget in (head, Hairline(), self.scroller, Hairline(), foot):
            layout.addWidget(widget, 1 if widget is self.scroller else 0)

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for chip in (self.a4, self.letter):
            group.addButton(chip)
            chip.clicked.connect(self._typeset)
        self.share.toggled.connect(self._typeset)
        self.close_button.clicked.connect(self.reject)
        self.print_button.clicked.connect(self._on_print)
        self.open_button.clicked.connect(self._on_open)
        self.save.clicked.connect(self._on_save)
        for button in (self.close_button, self.print_button, self.open_button):
            button.setAutoDefault(False)
        self.save.setDefault(True)

    def _fitting(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableGeometry().size()
        return QSize(theme.px(_WIDTH), theme.px(_HEIGHT)).boundedTo(room)

    @property
    def paper(self) -> str:
        """`a4` or `letter`."""
        return "letter" if self.letter.isChecked() else "a4"

    def _wanted(self) -> _Wanted:
        german = QLocale().language() == QLocale.Language.German
        return _Wanted(
            self._desk.store,
            self._meeting,
            self.paper,
            self.share.isChecked(),
            "de" if german else "en",
        )

    # Typesetting

    def _typeset(self) -> None:
        """Make the page anew; what was asked for before is not shown any more."""
        self._asked += 1
        asked = self._asked
        self._made = None
        self._allow(ready=False)
        self.said.setText("")
        wanted = self._wanted()
        ppi = theme.px(_WIDTH) * self.devicePixelRatioF() / _INCHES

        def work(_: Progress) -> _Made:
            from planner import papers

            found = wanted.read()
            made = papers.typeset("brief", found.data)
            (png,) = papers.picture("brief", found.data, ppi)
            return _Made(made, png, found.name, _spoken(found.data))

        self._desk.tasks.run(
            work,
            lambda made: self._on_made(made) if asked == self._asked else None,
            lambda problem: self._on_problem(problem) if asked == self._asked else None,
            self,
        )

    def _on_made(self, made: _Made) -> None:
        self._made = made
        self.page.show_page(made.png, made.spoken)
        self._allow(ready=True)
        if not made.paper.whole:
            self._say(self.tr("Some characters are in no font here, and show as boxes."), "amber")

    def _on_problem(self, problem: PlannerError) -> None:
        self._say(text.error(problem), "rust")

    def _allow(self, *, ready: bool) -> None:
        for button in (self.print_button, self.open_button, self.save):
            button.setEnabled(ready)

    def _say(self, said: str, token: str) -> None:
        self.said.set_colour(token)
        self.said.setText(said)

    # What can be done with it

    def _on_save(self) -> None:
        if self._made is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        offered = str(Path(folder) / self._made.name)
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the brief"), offered, self.tr("PDF (*.pdf)")
        )
        if chosen:
            target = Path(chosen)
            self.save_to(target if target.suffix else target.with_suffix(".pdf"))

    def save_to(self, target: Path) -> None:
        """Write the page that is shown."""
        if self._made is None:
            return
        paper = self._made.paper

        def work(_: Progress) -> None:
            from planner import papers

            papers.write(paper, target)

        said = self.tr("Written: {file}").format(file=text.one_line(target.name))
        self._desk.tasks.run(work, lambda _: self._say(said, "ink2"), self._on_problem, self)

    def _on_open(self) -> None:
        if self._made is None:
            return
        paper = self._made.paper

        def work(_: Progress) -> Path:
            from planner import papers

            return papers.lend(paper)

        self._desk.tasks.run(work, self._show_elsewhere, self._on_problem, self)

    def _show_elsewhere(self, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self._say(self.tr("No program here opens a PDF. Save it instead."), "rust")

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(_SIZES[self.paper]))
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the page that is shown, at the full sharpness of paper."""
        wanted = self._wanted()

        def work(_: Progress) -> bytes:
            from planner import papers

            return papers.picture("brief", wanted.read().data, _PRINT_PPI)[0]

        def paint(png: bytes) -> None:
            _paint(printer, png)
            self._say(self.tr("Sent to the printer."), "ink2")

        self._desk.tasks.run(work, paint, self._on_problem, self)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self._on_save()
        elif event.matches(QKeySequence.StandardKey.Print) and self.print_button.isVisible():
            self._on_print()
        else:
            super().keyPressEvent(event)


def _has_printer() -> bool:
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError:  # a system without its libraries
        return False
    return bool(QPrinterInfo.availablePrinterNames())


def _paint(printer: QPrinter, png: bytes) -> None:
    from PySide6.QtGui import QImage, QPainter

    printer.setFullPage(True)
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(painter.viewport(), QImage.fromData(png))
    painter.end()


def _spoken(data: Mapping[str, Any]) -> str:
    """What the page says, from top to bottom."""
    words = data["words"]
    lines = [data["who"], data["work"], data["day"], data["time"], data["place"], data["statement"]]
    for key in ("ask", "why", "outcome", "give", "cares", "last"):
        if data.get(key):
            lines.append(f"{words[key]}: {data[key]}")
    lines += [line["text"] for line in data.get("talk", ())]
    return "\n".join(filter(None, lines))
