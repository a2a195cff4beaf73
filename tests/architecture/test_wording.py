"""How the journal speaks: no sentence hurts, and every one can be translated.

What is said is found by reading the source: the arguments of ``_()`` and
``ngettext()``, the descriptions of commands, and the texts of the published facts.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.translations import update

# Words that judge a person, in any form, wherever a sentence comes from.
JUDGING = (
    r"abus\w*",
    r"addict\w*",
    r"alcoholi\w*",
    r"clean\w*",
    r"co-?dependen\w*",
    r"day (?:zero|0)",
    r"dirt\w*",
    r"fail\w*",
    r"miss(?:ed|es)?",
    r"neglect\w*",
    r"non-?complian\w*",
    r"overdue",
    r"relaps\w*",
    r"reset\w*",
    r"skip\w*",
    r"start\w* over",
    r"streak\w*",
    r"toxic\w*",
    r"weak(?:er|est|ly|ness|nesses)?",
    r"will ?power",
)
# Words that press, in what is said to a person.
PRESSING = (r"always", r"must(?:n['’]t)?", r"never", r"should(?:n['’]t)?")
# The same in Spanish, for its catalogue. What presses there is often a verb of its own.
SPANISH = (
    r"abus\w*",
    r"adict\w*|adicci\w*",
    r"alcoh[óo]lic\w*",
    r"atrasad\w*",
    r"codependien\w*",
    r"d[ée]bil\w*",
    r"deb(?:e|es|en|emos|[ée]is|er[íi]a\w*)",
    r"descuid\w*",
    r"d[íi]a (?:cero|0)",
    r"fall(?:a|ar|as|e|es|[óo]|aste|ad[oa]s?|aron|os?)",
    r"fracas\w*",
    r"fuerza de voluntad",
    r"incumpl\w*",
    r"jam[áa]s",
    r"limpi\w*",
    r"nunca",
    r"omit\w*",
    r"rachas?",
    r"reca[íi]\w*|recae\w*|recaig\w*",
    r"reinici\w*",
    r"salt(?:ar|as|ado|ada|aste|[óo]|aron)",
    r"siempre",
    r"suci\w*",
    r"tien(?:e|es|en) que|hay que|tendr[íi]as? que",
    r"t[óo]xic\w*",
    r"vencid\w*",
)
# A fellowship, an office or a document has the name it gave itself.
NAMES = (
    "Alcohólicos Anónimos",
    "Codependientes Anónimos",
    "Adult Children of Alcoholics",
    "Alcoholics Anonymous",
    "Co-Dependents Anonymous",
    "Sex Addicts Anonymous",
    "Sex and Love Addicts Anonymous",
    "Substance Abuse and Mental Health Services Administration",
)

# All that these are given stands before a person. Of a widget and of an error only the
# first thing does: the rest (an action, a code, details) is for the program.
PRINTING = {"echo", "secho", "print", "confirm", "prompt", "notify"}
SHOWING = {"ActionLink", "Button", "Checkbox", "Collapsible", "Label", "Link", "Static"}
REFUSING = {"BadParameter", "UsageError", "ClickException"}
SAID_KEYWORDS = {"help", "message", "placeholder", "prompt", "short_help", "title", "tooltip"}
# Made when a module is imported, before a language is chosen: the words of a Binding
# go through ``_()`` where they are shown.
LATER = {"Binding"}
TRANSLATING = {"_", "N_", "ngettext"}
# A table of words for the program to compare with: no sentence is that long without a mark.
WORDS = re.compile(r"[a-z]+(?: [a-z]+){11,}")


def package(root: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((root / "recovery_journal").rglob("*.py")):
        yield path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.expr) -> str:
    """The last part of the name of what is called: ``typer.echo`` is "echo"."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def constants(node: ast.AST) -> Iterator[ast.Constant]:
    """The pieces of text written out in an expression, except what goes through ``_()``."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.Call(func=function) if called(function) in TRANSLATING:
            return
        case ast.Call(func=ast.Attribute(value=text, attr="format")):
            yield from constants(text)
        case ast.JoinedStr(values=parts):
            for part in parts:
                if isinstance(part, ast.Constant):
                    yield from constants(part)
        case ast.BinOp(left=left, right=right):
            yield from constants(left)
            yield from constants(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from constants(body)
            yield from constants(orelse)
        case _:
            return


def is_command(node: ast.AST) -> bool:
    """A function whose docstring Typer prints."""
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(mark, ast.Call)
        and called(mark.func) in {"command", "callback"}
        and all(keyword.arg != "help" for keyword in mark.keywords)
        for mark in node.decorator_list
    )


def said(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of all that goes through ``_()``, names a key, or is printed by ``--help``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node.func) in TRANSLATING | LATER:
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from ((text.lineno, text.value) for text in constants(argument))
        if is_command(node) and (text := ast.get_docstring(node)):
            yield node.lineno, text


def written_out(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of every text of several words, but docstrings and lists of words."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if (
            id(node) not in docstrings
            and " " in node.value.strip()
            and not WORDS.fullmatch(node.value)
        ):
            yield node.lineno, node.value


def without_names(text: str) -> str:
    for name in NAMES:
        text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
    return text


def unspeakable_in_spanish(text: str) -> list[str]:
    """What in this Spanish text is not said; "!" on its own names a key."""
    found = re.findall(rf"\b(?:{'|'.join(SPANISH)})\b", without_names(text), flags=re.IGNORECASE)
    return [*found, *re.findall(r"¡|(?<=\w)!", text)]


def unspeakable(text: str, *, to_a_person: bool = True) -> list[str]:
    """What in this text is not said."""
    text = without_names(text)
    words = (*JUDGING, *PRESSING) if to_a_person else JUDGING
    found = re.findall(rf"\b(?:{'|'.join(words)})\b", text, flags=re.IGNORECASE)
    if to_a_person and re.search(r"\w['\"”)]?!", text):
        found.append("!")
    return found


def errors(root: Path) -> set[str]:
    """The names of the exceptions whose message is the sentence to show."""
    source = (root / "recovery_journal" / "errors.py").read_text(encoding="utf-8")
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}


def past_the_catalogue(tree: ast.Module, raised: set[str]) -> Iterator[tuple[int, str]]:
    """(line, text) of what is said without ``_()``, or in a way ``_()`` cannot look up."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = called(node.func)
        spoken = [word.value for word in node.keywords if word.arg in SAID_KEYWORDS]
        if name in PRINTING:
            spoken += node.args
        elif name in SHOWING:
            spoken += node.args[:1]
        elif name in REFUSING | raised:
            spoken = node.args[:1]
        elif name in LATER:
            spoken = []
        elif name in TRANSLATING:
            # _(f"…") and _("…".format(…)): the catalogue holds neither.
            spoken = [word for word in node.args if isinstance(word, ast.JoinedStr | ast.Call)]
        for expression in spoken:
            for text in constants(expression):
                if re.search(r"[^\W\d_]{2,}", text.value):
                    yield text.lineno, text.value


# ---- the package ------------------------------------------------------------


def test_no_sentence_judges_or_presses(root: Path) -> None:
    found = [
        f"{name}:{line}: {', '.join(words)}: {text}"
        for name, tree in package(root)
        for line, text in said(tree)
        if (words := unspeakable(text))
    ]

    assert not found, "\n".join(found)


def test_no_text_on_its_way_to_a_sentence_judges(root: Path) -> None:
    found = [
        f"{name}:{line}: {', '.join(words)}: {text}"
        for name, tree in package(root)
        for line, text in written_out(tree)
        if (words := unspeakable(text, to_a_person=False))
    ]

    assert not found, "\n".join(found)


def test_every_sentence_goes_through_the_catalogue(root: Path) -> None:
    raised = errors(root)
    found = [
        f"{name}:{line}: {text!r}"
        for name, tree in package(root)
        for line, text in past_the_catalogue(tree, raised)
    ]

    assert not found, "\n".join(found)


def test_the_published_facts_speak_the_same_way(root: Path) -> None:
    found = [
        f"{path.name}: {', '.join(words)}: {row[key]}"
        for path in sorted((root / "recovery_journal" / "facts").glob("*.json"))
        for rows in json.loads(path.read_text(encoding="utf-8")).values()
        if isinstance(rows, list)
        for row in rows
        for key in ("text", "reach")
        if isinstance(row, dict) and key in row and (words := unspeakable(row[key]))
    ]

    assert not found, "\n".join(found)


def test_the_spanish_catalogue_speaks_the_same_way() -> None:
    found = [
        f"{', '.join(words)}: {text}"
        for message in update.read_catalog("es")
        for text in ([message.string] if isinstance(message.string, str) else message.string or ())
        if message.id and (words := unspeakable_in_spanish(text))
    ]

    assert not found, "\n".join(found)


# ---- the scanner itself -----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "You failed to keep your goal.",
        "Your STREAK is over.",
        "You have been clean for 3 days.",
        "Meetings missed: 2",
        "You should call someone.",
        "You mustn't wait.",
        "Day zero.",
        "Well done!",
        "An addict calls Alcoholics Anonymous.",
    ],
)
def test_a_planted_sentence_is_heard(text: str) -> None:
    assert unspeakable(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tuviste una recaída.",
        "Debes llamar a alguien.",
        "Deberías descansar.",
        "Tienes que volver.",
        "Llevas 3 días limpio.",
        "Tu RACHA terminó.",
        "Reuniones omitidas: 2",
        "No lo olvides nunca.",
        "¡Bien hecho!",
        "Una persona adicta llama a Alcohólicos Anónimos.",
        "Te falló la fuerza de voluntad.",
        "Contacto atrasado",
    ],
)
def test_a_planted_spanish_sentence_is_heard(text: str) -> None:
    assert unspeakable_in_spanish(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hace tiempo.",
        "Alcohólicos Anónimos",
        "No se pudo guardar: el disco está lleno.",
        "Pulsa ! para la ayuda.",
        "Faltan dos entradas más.",
        "alcohol",
    ],
)
def test_a_plain_spanish_sentence_is_left_alone(text: str) -> None:
    assert unspeakable_in_spanish(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It's been a while.",
        "Alcoholics Anonymous",
        "Could not save: the disk is full.",
        "Press ! for Help now.",
        "This week you reached 3 people.",
        "The passphrase is missing.",
        "alcohol",
    ],
)
def test_a_plain_sentence_is_left_alone(text: str) -> None:
    assert unspeakable(text) == []


def test_the_scanner_finds_what_is_said() -> None:
    tree = ast.parse(
        "@app.command()\n"
        "def today():\n"
        '    """Show the day."""\n'
        '    echo(_("One {n}.").format(n=1), ngettext("a day", "days", 2))\n'
        '    x = "text of several words"\n'
    )

    assert {text for _line, text in said(tree)} == {"Show the day.", "One {n}.", "a day", "days"}
    assert "text of several words" in {text for _line, text in written_out(tree)}
    assert "Show the day." not in {text for _line, text in written_out(tree)}


@pytest.mark.parametrize(
    "code",
    [
        'typer.echo("Saved.")',
        'print(f"Saved as {number}.")',
        'self.notify("Saved." if done else text)',
        'raise BadValue("Not a number: " + value)',
        'raise errors.BadValue("Not {x}.".format(x=1))',
        'typer.Option(help="How it was, 0 to 10.")',
        '_(f"Saved as {number}.")',
        '_("Saved as {n}.".format(n=1))',
        'Static("Nothing here yet.")',
    ],
)
def test_a_sentence_past_the_catalogue_is_seen(code: str) -> None:
    assert list(past_the_catalogue(ast.parse(code), {"BadValue"}))


@pytest.mark.parametrize(
    "code",
    [
        'typer.echo(_("Saved."))',
        "print(f\"{number} {_('Saved.')}\")",
        'raise BadValue(_("Not {x}.").format(x=1), code="bad_when", field="when")',
        'typer.Option("--mood", help=_("How it was."))',
        'raise ValueError("for the one who reads the traceback")',
        'print("", sep=", ", end="")',
        'Static("·", id="mark")',
        'Link(_("Help now"), "app.help_now")',
        'Binding("1", "app.go", "Today", tooltip="What matters now")',
    ],
)
def test_a_sentence_in_the_catalogue_is_left_alone(code: str) -> None:
    assert not list(past_the_catalogue(ast.parse(code), {"BadValue"}))
