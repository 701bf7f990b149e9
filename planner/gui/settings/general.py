"""The sections of the settings that only set something: looks, language, rhythms, reminders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTime
from PySide6.QtWidgets import QApplication, QSpinBox, QTimeEdit

from planner.domain.people import KEEP_IN_TOUCH_DAYS, Circle
from planner.gui import appearance, text, theme, translation
from planner.gui.appearance import Appearance
from planner.gui.page import Desk
from planner.gui.settings.page import SettingsPage
from planner.gui.widgets.button import Button
from planner.gui.widgets.choice import CheckBox, Choice

_MOST_DAYS = 3650
_NOTICES = (0, 5, 10, 15, 30, 60, 120, 1440)
_HELLOS: Mapping[Circle, str] = {
    Circle.INNER: str(QT_TRANSLATE_NOOP("settings", "Those you would call at night")),
    Circle.CLOSE: str(QT_TRANSLATE_NOOP("settings", "Friends and allies")),
    Circle.ACTIVE: str(QT_TRANSLATE_NOOP("settings", "Those you work with now and then")),
    Circle.WIDE: str(QT_TRANSLATE_NOOP("settings", "Everybody else you are glad to know")),
}


class AppearancePage(SettingsPage):
    """Light or dark, the size of text, motion: shown at once, everywhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_tr("Appearance"), _tr("What you choose shows at once."))
        self._store = desk.store
        self._kept = kept = appearance.kept(desk.store)
        self.mode = Choice(
            [
                (_tr("As the system"), "system"),
                (_tr("Light"), "light"),
                (_tr("Dark"), "dark"),
            ],
            kept.mode,
        )
        self.scale = Choice([(f"{round(s * 100)} %", s) for s in theme.SCALES], kept.scale)
        self.still = CheckBox()
        self.still.setChecked(kept.still)
        self.add_field(_tr("Colours"), self.mode)
        self.add_field(_tr("Size of text"), self.scale, _tr("Everything grows with it."))
        self.add_field(
            _tr("Reduce motion"), self.still, _tr("Things change at once instead of gliding.")
        )
        self.mode.currentIndexChanged.connect(self._on_changed)
        self.scale.currentIndexChanged.connect(self._on_changed)
        self.still.toggled.connect(self._on_changed)
        self.end()

    def _on_changed(self) -> None:
        wanted = Appearance(
            mode=self.mode.currentData(),
            scale=self.scale.currentData(),
            still=self.still.isChecked(),
        )
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        appearance.show(application, wanted)
        self.try_to(lambda: appearance.keep(self._store, wanted))


class LanguagePage(SettingsPage):
    """The language of the windows, from the next start on."""

    def __init__(self, desk: Desk) -> None:
        about = _tr(
            "The language of menus and windows. Your own words stay as you wrote them, and hints"
            " follow the language you write in."
        )
        super().__init__(_tr("Language"), about)
        self._store = desk.store
        self.language = Choice(
            [(_tr("As the system"), ""), ("English", "en"), ("Deutsch", "de")],
            translation.chosen(desk.store),
        )
        self.add_field(
            _tr("Language"),
            self.language,
            _tr("Takes effect when On Purpose is started the next time."),
        )
        self.language.currentIndexChanged.connect(self._on_changed)
        self.end()

    def _on_changed(self) -> None:
        self.try_to(lambda: translation.choose(self._store, self.language.currentData()))


class RhythmsPage(SettingsPage):
    """After how many days Today proposes to say hello to those of each circle."""

    def __init__(self, desk: Desk) -> None:
        about = _tr(
            "After how many days of silence Today proposes to say hello. Whoever has a rhythm of"
            " their own keeps it."
        )
        super().__init__(_tr("Keep in touch"), about)
        self._store = desk.store
        kept = desk.store.settings.rhythms()
        self.days: dict[Circle, QSpinBox] = {}
        for circle, hint in _HELLOS.items():
            field = self.days[circle] = QSpinBox()
            field.setRange(0, _MOST_DAYS)
            field.setSpecialValueText(_tr("Never"))
            field.setSuffix(_tr(" days"))
            field.setValue(kept[circle])
            field.setKeyboardTracking(False)
            field.valueChanged.connect(self._on_changed)
            self.add_field(text.circle_name(circle), field, _tr(hint))
        self.usual = Button(_tr("Back to the usual days"), "secondary", small=True)
        self.usual.setAutoDefault(False)
        self.usual.clicked.connect(self._on_usual)
        self.add_row([self.usual])
        self.end()

    def _on_changed(self) -> None:
        days = {circle: field.value() for circle, field in self.days.items()}
        self.try_to(lambda: self._store.settings.set_rhythms(days))

    def _on_usual(self) -> None:
        for circle, field in self.days.items():
            field.blockSignals(True)
            field.setValue(KEEP_IN_TOUCH_DAYS[circle])
            field.blockSignals(False)
        self._on_changed()


class RemindersPage(SettingsPage):
    """When to be reminded."""

    def __init__(self, desk: Desk) -> None:
        about = _tr("When what you promised and whom you meet asks for your attention.")
        super().__init__(_tr("Reminders"), about)
        self._store = desk.store
        reminding = desk.store.reminding
        self.morning = QTimeEdit(QTime(reminding.morning.hour, reminding.morning.minute))
        self.morning.setDisplayFormat("HH:mm")
        self.morning.setKeyboardTracking(False)
        values: list[tuple[str, object]] = [(_ahead(n), n) for n in _NOTICES]
        if reminding.notice not in _NOTICES:
            values.append((_ahead(reminding.notice), reminding.notice))
        self.notice = Choice(values, reminding.notice)
        self.add_field(
            _tr("In the morning at"),
            self.morning,
            _tr("For what is due on a day and at no time of its own."),
        )
        self.add_field(_tr("Before a meeting"), self.notice)
        self.morning.timeChanged.connect(self._on_morning)
        self.notice.currentIndexChanged.connect(self._on_notice)
        self.end()

    def _on_morning(self, at: QTime) -> None:
        from planner.reminders import set_morning

        self.try_to(lambda: set_morning(self._store, time(at.hour(), at.minute())))

    def _on_notice(self) -> None:
        self.try_to(lambda: self._store.reminding.set_notice(self.notice.currentData()))


def _ahead(minutes: int) -> str:
    if minutes == 0:
        return _tr("When it begins")
    if minutes % 1440 == 0:
        days = minutes // 1440
        return _tr("A day before") if days == 1 else _tr("{count} days before").format(count=days)
    if minutes % 60 == 0:
        hours = minutes // 60
        if hours == 1:
            return _tr("An hour before")
        return _tr("{count} hours before").format(count=hours)
    return _tr("{count} minutes before").format(count=minutes)


def _tr(sentence: str) -> str:
    return text.translate("settings", sentence)
