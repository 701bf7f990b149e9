"""What this program is: its mark, its idea, its versions, and whose work it stands on."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

import planner
from planner.gui import icons, text, theme
from planner.gui.widgets.card import Hairline
from planner.gui.widgets.framed import FramedDialog
from planner.gui.widgets.label import Label
from planner.store import Store, versions

_OFL, _MIT = "SIL Open Font License 1.1", "MIT"
_STANDS_ON = (
    ("Inter", _OFL),
    ("Source Serif 4", _OFL),
    ("Phosphor Icons", _MIT),
    ("QtAwesome", _MIT),
)
"""The faces and icons, which are parts of every window, with their licences."""


class AboutDialog(FramedDialog):
    """Nothing in it is about the person, so that it can be shown to anybody."""

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(_tr("About On Purpose"), _tr("Close"), parent, width=520, scrolls=True)
        self._logs = store.path.parent / "logs"
        name = Label("On Purpose", "display")
        version = _tr("Version {version}").format(version=planner.__version__)
        self.version = Label(version, "small", "ink2")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(self.version)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(_Mark())
        head.addLayout(words, 1)
        self.body.addLayout(head)
        idea = _tr("Know what a meeting is for before you ask for it, and you are easy to help.")
        self.body.addWidget(Label(idea, "voice-m", "ink"))
        self.body.addWidget(Hairline())
        self.versions = Label(_versions(), "small", "ink2")
        self.versions.setAccessibleName(_tr("Versions"))
        self.body.addWidget(self.versions)
        self.body.addWidget(Label(_tr("Type and icons"), "small", weight=600))
        self.licences = Label(_licences(), "small", "ink2")
        self.licences.setAccessibleName(_tr("Licences"))
        self.body.addWidget(self.licences)
        self.body.addStretch(1)
        self.copy = self.add_deed(_tr("Copy versions"), "secondary")
        self.logs = self.add_deed(_tr("Open folder of logs"), "secondary")
        for button in (self.copy, self.logs):
            button.setAutoDefault(False)
        self.logs.setEnabled(self._logs.is_dir())
        self.copy.clicked.connect(self._on_copy)
        self.logs.clicked.connect(self._on_logs)
        self.way_out.setDefault(True)
        self.way_out.setFocus()
        theme.on_change(self._on_look)
        self._on_look()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(f"On Purpose {planner.__version__}\n{_versions()}")
        self.copy.setText(_tr("Copied"))
        self.copy.updateGeometry()

    def _on_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._logs))))

    def _on_look(self) -> None:
        self.body.setSpacing(theme.px(16))


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_tr("The mark: a ring that is open, with a point in the middle"))
        theme.on_change(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(56), theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint_mark(painter, QRectF(self.rect()), theme.colour("pine"))


def _versions() -> str:
    named = {"Python": platform.python_version(), "Qt": qVersion()}
    of_store = versions()
    named["SQLite"] = of_store["sqlite"]
    return ", ".join([*(f"{name} {number}" for name, number in named.items()), of_store["cipher"]])


def _licences() -> str:
    return "\n".join(f"{name}: {licence}" for name, licence in _STANDS_ON)


def _tr(sentence: str) -> str:
    return text.translate("about", sentence)
