"""The person's picture: shown, and changed by dropping, pasting or choosing one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog

from planner.domain.errors import ExchangeError, PlannerError
from planner.domain.people import Photo, full_name
from planner.domain.person_pages import PersonDetail
from planner.gui import theme
from planner.gui.people.detail import words
from planner.gui.tasks import Progress
from planner.gui.widgets.avatar import paint_avatar
from planner.gui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from planner.gui.people.detail.context import Context

_SIZE = 56
_ACROSS = 2 * _SIZE * 2
"""Pixels a picture is kept at for showing: twice the largest text, on a screen twice as fine."""
_LARGEST_FILE = 20 * 1024 * 1024


class PhotoAvatar(Pressable):
    """The avatar of the pane. Enter or a click chooses a picture, Ctrl+V pastes one."""

    menu_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._photo_shown: Photo | None = None
        self._picture: QPixmap | None = None
        self._detail: PersonDetail | None = None
        self.setAccessibleName(self.tr("Photo"))
        self.setAccessibleDescription(self.tr("Drop or paste a picture here, or press Enter"))
        if context.editable:
            self.setAcceptDrops(True)
            self.setToolTip(self.tr("Drop or paste a picture, or click to choose one"))
            self.clicked.connect(self.choose)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.unsetCursor()

    def show_detail(self, detail: PersonDetail) -> None:
        """Show somebody; a picture is decoded again only when it is another one."""
        self._detail = detail
        photo = self._read(detail.person.id) if detail.has_photo else None
        if photo != self._photo_shown:
            self._photo_shown = photo
            self._picture = picture_of(photo) if photo else None
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._picture is not None

    def _read(self, person: int) -> Photo | None:
        try:
            return self._context.store.people.photo(person)
        except PlannerError as problem:
            self._context.trouble.emit(problem)
            return None

    # Changing it

    def choose(self) -> None:
        """Let the person choose a file."""
        file, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a photo"), "", self.tr("Pictures (*.png *.jpg *.jpeg *.webp)")
        )
        if file:
            self.take_file(Path(file))

    def paste(self) -> None:
        """Take the picture on the clipboard."""
        self._take(QGuiApplication.clipboard().mimeData())

    def remove(self) -> None:
        context, person = self._context, self._context.person
        context.attempt(
            lambda: context.store.people.set_photo(person, None),
            self.tr("Removed the photo of {name}.").format(name=context.first),
        )

    def take_file(self, path: Path) -> None:
        """Take a picture from a file, read and checked in the worker."""
        self._keep(lambda: _bytes_of(path))

    def take_image(self, image: QImage) -> None:
        self._keep(lambda: _png_of(image))

    def _take(self, mime: QMimeData | None) -> None:
        if mime is None:
            return
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            self.take_file(files[0])
        elif mime.hasImage():
            self.take_image(QImage(mime.imageData()))
        else:
            self._context.trouble.emit(
                ExchangeError("there is no picture to paste; copy one and try again")
            )

    def _keep(self, read: Callable[[], bytes]) -> None:
        context, person = self._context, self._context.person

        def work(progress: Progress) -> Photo:
            from planner.exchange.photos import checked_photo

            return checked_photo(read())

        def keep(photo: Photo) -> None:
            context.attempt(
                lambda: context.store.people.set_photo(person, photo),
                self.tr("Changed the photo."),
            )

        context.desk.tasks.run(work, keep, context.trouble.emit, self)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_F2:
            self.choose()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.has_picture:
            self.remove()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIZE), theme.px(_SIZE))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._detail is None:
            return
        person = self._detail.person
        paint_avatar(
            QPainter(self),
            QRectF(self.rect()),
            full_name(person),
            person.uid,
            wished=words.is_wished(person),
            me=person.is_me,
            photo=self._picture,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take(event.mimeData())


def picture_of(photo: Photo) -> QPixmap | None:
    """A kept photo as a square picture of its middle, small enough to keep at hand."""
    image = QImage()
    kind = photo.media_type.partition("/")[2].upper()
    if kind not in ("PNG", "JPEG", "WEBP") or not image.loadFromData(photo.data, kind):
        return None
    side = min(image.width(), image.height())
    left, top = (image.width() - side) // 2, (image.height() - side) // 2
    square = image.copy(left, top, side, side).scaled(
        _ACROSS,
        _ACROSS,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return QPixmap.fromImage(square)


def _png_of(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ExchangeError("{file} is a folder; drop a picture", file=path.name)
        if path.stat().st_size > _LARGEST_FILE:
            raise ExchangeError("the photo is larger than 20 MB and was left out")
        return path.read_bytes()
    except OSError as error:
        raise ExchangeError(
            "{file} cannot be read ({why}); nothing was changed", file=path.name, why=error.strerror
        ) from None
