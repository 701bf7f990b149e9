"""The German catalogue says everything that the command line can say, and nothing else."""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import planner
from planner import assets
from planner.cli import main
from planner.secrets import KeyringUnavailable
from planner.words import PHRASES, Words

# ---- what the program can say, read from its source

_SAYING = {"say", "complain", "words"}
"""Methods of the session that take a template; only planner/cli has a session."""
_ADVISING = "advising"
"""What gives a KeyringUnavailable the second half of its sentence."""


class _Module:
    """One source file, in which a name can be followed to what it stands for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.body = ast.parse(path.read_text(encoding="utf-8")).body
        self.nodes: list[ast.AST] = []
        self.functions: dict[str, list[ast.FunctionDef]] = defaultdict(list)
        self._around: dict[ast.AST, list[ast.FunctionDef]] = {}
        for statement in self.body:
            self._look_into(statement, [])

    def _look_into(self, node: ast.AST, around: list[ast.FunctionDef]) -> None:
        self.nodes.append(node)
        self._around[node] = around
        if isinstance(node, ast.FunctionDef):
            self.functions[node.name].append(node)
            around = [node, *around]
        for child in ast.iter_child_nodes(node):
            self._look_into(child, around)

    def around(self, node: ast.AST) -> list[ast.FunctionDef]:
        """The functions that the node is in, the innermost first."""
        return self._around[node]

    def values(self, name: ast.Name) -> list[ast.expr]:
        """The expressions that the name may have got its value from."""
        for function in self.around(name):
            if values := [*self._bound(name.id, function)]:
                return values
        assigned = [s for s in self.body if isinstance(s, ast.Assign)]
        return [value for s in assigned for value in self._bound(name.id, s)]

    def _bound(self, name: str, within: ast.AST) -> Iterator[ast.expr]:
        for node in ast.walk(within):
            match node:
                case ast.Assign(targets=[ast.Name(id=bound)], value=value) if bound == name:
                    yield value
                case ast.For(target=ast.Tuple(elts=targets), iter=ast.Name() as table):
                    for place, target in enumerate(targets):
                        if isinstance(target, ast.Name) and target.id == name:
                            yield from self._column(table, place)

    def _column(self, table: ast.Name, place: int) -> Iterator[ast.expr]:
        """One column of a table written down under a name, as a tuple of tuples."""
        for value in self.values(table):
            for row in value.elts if isinstance(value, ast.Tuple) else ():
                if isinstance(row, ast.Tuple):
                    yield row.elts[place]


class _Program:
    """The source of all of `planner`: the sentences in it and the phrases put into them.

    `lost` are the places where a sentence is no text written down, but put together.
    """

    def __init__(self) -> None:
        root = Path(planner.__file__).parent
        self._cli = root / "cli"
        self._modules = [_Module(path) for path in sorted(root.rglob("*.py"))]
        self._calls: dict[str, list[tuple[_Module, ast.Call]]] = defaultdict(list)
        for module in self._modules:
            for node in module.nodes:
                if isinstance(node, ast.Call):
                    self._calls[_name(node.func)].append((module, node))
        self.sentences: set[str] = set()
        self.phrases: set[str] = set()
        self.lost: list[str] = []
        for module, call in self._saying():
            texts = set(self._texts(call.args[0], module))
            if None in texts:
                self.lost.append(f"{module.path.name}:{call.lineno}")
            self.sentences |= {text for text in texts if text}
            for keyword in call.keywords:
                if keyword.arg in PHRASES:
                    self.phrases |= {t for t in self._texts(keyword.value, module) if t}

    def _saying(self) -> Iterator[tuple[_Module, ast.Call]]:
        for name in (*self._errors(), *_SAYING, _ADVISING):
            for module, call in self._calls[name]:
                there = name not in _SAYING or self._cli in module.path.parents
                if there and call.args and not _handed_on(call, module):
                    yield module, call

    def _errors(self) -> set[str]:
        """PlannerError and all that derive from it."""
        bases = {
            node.name: {*map(_name, node.bases)}
            for module in self._modules
            for node in module.nodes
            if isinstance(node, ast.ClassDef)
        }
        errors = {"PlannerError"}
        while more := {name for name, above in bases.items() if above & errors} - errors:
            errors |= more
        return errors

    def _texts(
        self, expression: ast.expr, module: _Module, seen: frozenset[ast.expr] = frozenset()
    ) -> Iterator[str | None]:
        """All texts that the expression may be; None for what is no text written down."""
        if expression in seen:  # a name that is bound to something with itself in it
            return
        seen |= {expression}
        match expression:
            case ast.Constant(value=str() as text):
                yield text
            case ast.Constant(value=None):
                pass
            case ast.IfExp(body=one, orelse=other):
                yield from self._texts(one, module, seen)
                yield from self._texts(other, module, seen)
            case ast.Call(func=ast.Name(id=name)) if module.functions[name]:
                for function in module.functions[name]:
                    for node in ast.walk(function):
                        if isinstance(node, ast.Return) and node.value:
                            yield from self._texts(node.value, module, seen)
            case ast.Name() if sources := [*self._sources(expression, module)]:
                for where, value in sources:
                    yield from self._texts(value, where, seen)
            case _:
                yield None

    def _sources(self, name: ast.Name, module: _Module) -> Iterator[tuple[_Module, ast.expr]]:
        """What a name stands for: what it was bound to, or what callers gave for a parameter."""
        for function in module.around(name):
            parameters = [a.arg for a in function.args.args if a.arg != "self"]
            if name.id in parameters:
                place = parameters.index(name.id)
                for where, call in self._calls[function.name]:
                    given = {k.arg: k.value for k in call.keywords}
                    if len(call.args) > place or name.id in given:
                        yield where, given.get(name.id) or call.args[place]
                return
        for value in module.values(name):
            yield module, value


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _handed_on(call: ast.Call, module: _Module) -> bool:
    """Whether the sentence was said, and is found, somewhere else."""
    sentence = call.args[0]
    if isinstance(sentence, ast.Name) and any(f.name in _SAYING for f in module.around(call)):
        return True
    return any(isinstance(n, ast.Attribute) and n.attr == "template" for n in ast.walk(sentence))


def _placeholders(template: str) -> list[tuple[str, str | None, str | None]]:
    return sorted((name, spec, how) for _, name, spec, how in Formatter().parse(template) if name)


def _has_words(template: str) -> bool:
    """`{reason}` has none: it is the same in every language."""
    return any(c.isalpha() for text, *_ in Formatter().parse(template) for c in text)


@pytest.fixture(scope="module")
def program() -> _Program:
    return _Program()


@pytest.fixture(scope="module")
def catalogue() -> str:
    return assets.path("i18n", "de.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def german(catalogue: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(catalogue)
    return found


# ---- the catalogue


def test_every_sentence_is_written_down_whole(program: _Program) -> None:
    """One that is put together at run time cannot be looked up."""
    assert program.lost == []


def test_the_reader_of_the_source_finds_sentences_wherever_they_stand(program: _Program) -> None:
    assert {
        "nobody here has the uid {uid}; find people with: planner people",  # in the error
        "the system keyring is locked",  # under a name
        "{file}, which keeps the key, is damaged or gone; nothing was changed:"
        " open your file with the recovery key: planner key recover",  # in several parts
        "another program is writing to {file}; nothing was changed: try again",  # in a table
        "the keyring {keyring} would keep the key unprotected",  # returned by a function
        "no day",  # by the command line
    } <= program.sentences
    assert {"a meeting", "it has no records"} <= program.phrases


def test_german_has_every_sentence_and_no_other(program: _Program, german: dict[str, str]) -> None:
    needed = {text for text in program.sentences | program.phrases if _has_words(text)}
    assert needed - german.keys() == set(), "these are not said in German yet"
    assert german.keys() - needed == set(), "nobody says these any more"


def test_german_keeps_the_placeholders(german: dict[str, str]) -> None:
    wrong = {e: g for e, g in german.items() if _placeholders(e) != _placeholders(g)}
    assert wrong == {}


def test_german_keeps_commands_and_options(
    german: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--help"]) == 0
    commands = re.findall(r"^ {4}([a-z]+)\b", capsys.readouterr().out, re.MULTILINE)
    assert "restore" in commands
    typed = re.compile(rf"planner (?:{'|'.join(commands)})\b(?: [a-z]+)?|--[a-z][a-z-]*")
    wrong = {
        e: g for e, g in german.items() if sorted(typed.findall(e)) != sorted(typed.findall(g))
    }
    assert wrong == {}


def test_german_is_german_and_does_not_raise_its_voice(german: dict[str, str]) -> None:
    assert [e for e, g in german.items() if e == g or not g.strip() or "!" in g] == []


def test_the_catalogue_is_in_order_with_each_sentence_once(
    catalogue: str, german: dict[str, str]
) -> None:
    tidy = json.dumps(german, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert catalogue == tidy


# ---- saying it


def test_an_error_is_said_in_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["--data-dir", str(tmp_path), "--no-encryption"]
    assert main([*common, "--lang", "de", "log", "nobody", "tea"]) == 1
    said = capsys.readouterr()
    expected = "planner: niemand hier hat die uid nobody; Personen findest du mit: planner people\n"
    assert (said.out, said.err) == ("", expected)
    assert main([*common, "--lang", "en", "log", "nobody", "tea"]) == 1
    assert "nobody here has the uid nobody" in capsys.readouterr().err


def test_what_an_import_would_do_is_said_in_german(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = tmp_path / "people.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Ana Example\nEND:VCARD\n", encoding="utf-8")
    common = ["--data-dir", str(tmp_path / "data"), "--no-encryption", "--lang", "de"]
    assert main([*common, "import", "--dry-run", str(cards)]) == 0
    rehearsed = capsys.readouterr().out
    assert main([*common, "import", str(cards)]) == 0
    done = capsys.readouterr().out.splitlines()
    counts = ": 1 neu, 0 aktualisiert, 0 schon da, 0 ausgelassen"
    assert rehearsed == f"Ein Import brächte{counts}\n"
    assert done[0] == f"Importiert{counts}"


def test_a_problem_of_the_keyring_is_said_in_german_with_its_advice() -> None:
    problem = KeyringUnavailable("the system keyring fails ({kind})", kind="OSError").advising(
        "nothing was changed: give a passphrase with --passphrase-file FILE, or for a new file"
        " choose --no-encryption"
    )
    assert Words("de")(problem.template, **problem.values) == (
        "der Schlüsselbund des Systems versagt (OSError); nichts wurde geändert: gib eine"
        " Passphrase an mit --passphrase-file FILE, oder nimm für eine neue Datei --no-encryption"
    )


def test_words_of_the_program_are_translated_and_those_of_people_are_not() -> None:
    german = Words("de")
    assert (
        german(
            "{file} holds nothing that could be read: {why}", file="x.csv", why="it has no records"
        )
        == "x.csv enthält nichts, das sich lesen ließ: sie enthält keine Einträge"
    )
    assert german("Added {person}", person="The file is sound") == "Neu dabei: The file is sound"


def test_a_sentence_without_translation_stays_english() -> None:
    assert Words("de")("all {count} quiet; {who} sleeps", count=2, who="Ana") == (
        "all 2 quiet; Ana sleeps"
    )


def test_values_are_never_read_as_templates() -> None:
    assert Words("de")("Added {person}", person="{0} {secret}") == "Neu dabei: {0} {secret}"
