"""One field of a form: its name, its control, and what is not right about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region, Size, Spacing
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from recovery_journal.domain.fields import Field
from recovery_journal.report.plain import harmless
from recovery_journal.widgets.choice import Control
from recovery_journal.widgets.picker import Picked, Picker, text_of
from recovery_journal.widgets.unscrolled import Down
from recovery_journal.words import _

_AIR = Spacing(1, 0, 1, 0)


class Row(Down):
    """A field by its domain ``name``; a ``field`` reads what is typed as text.

    ``raw`` is what the control holds, ``value`` what it means; the latter raises
    BadValue for text that the field does not take. ``words`` are its name, drawn
    beside the control in the room of its left margin; above it where it has none.
    """

    DEFAULT_CSS = """
    Row {
        height: auto;
        & > .row--control { width: 1fr; margin-left: 17; }
        & > .row--error { display: none; margin-left: 18; }
        &.-error > .row--error { display: block; }
    }
    """

    def __init__(self, name: str, words: str, control: Widget, field: Field | None = None) -> None:
        super().__init__()
        self.field_name = name
        self.words = words
        self.control = control
        self.field = field
        self._here = False

    def render(self) -> Content:
        """Draw the name of the field, which says where the cursor is."""
        style = "bold $accent" if self._here else "$text-muted"
        return Content("\n").join(self._name_lines(self.size.width)).stylize(style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the control needs, or the name beside it."""
        needed = super().get_content_height(container, viewport, width)
        return max(needed, len(self._name_lines(width)))

    def _name_lines(self, width: int) -> list[Content]:
        """Return the lines of the name in a row of this width, in cells."""
        return Content(self.words).wrap(self.control.styles.margin.left or max(1, width))

    def on_descendant_focus(self) -> None:
        """Let the name say where the cursor is, and be in sight with its field."""
        self._here = True
        self.refresh()
        self.call_after_refresh(show_whole, self.control)

    def on_descendant_blur(self) -> None:
        """The cursor went on."""
        self._here = False
        self.refresh()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Picker.Changed)
    @on(Control.Changed)
    def _another(self) -> None:
        """Take away what was said of the value before."""
        if self.has_class("-error"):
            self.say("")

    @on(Picker.NotFound)
    def _not_found(self) -> None:
        """Say that the letters fit nothing."""
        self.say(nothing_fits())

    def compose(self) -> ComposeResult:
        """Lay out the control; the line for an error comes with the first one."""
        self.control.add_class("row--control", update=False)  # it is styled as it is mounted
        yield self.control

    @property
    def raw(self) -> Any:
        """What the control holds, None where it holds nothing."""
        if isinstance(self.control, TextArea):
            return self.control.text or None
        if isinstance(self.control, Input):
            return self.control.value or None
        value = getattr(self.control, "value", None)
        if isinstance(self.control, Picker) and self.control.is_mounted and self.control.typed:
            return (*self.control.value, self.control.typed)
        return None if value == () else value

    @raw.setter
    def raw(self, value: Any) -> None:
        if isinstance(self.control, TextArea):
            self.control.text = value or ""
        elif isinstance(self.control, Input):
            self.control.value = value or ""
        elif isinstance(self.control, Picker):
            picked = [one for one in value or () if not isinstance(one, str)]
            self.control.set_value(picked)
            self.control.typed = "".join(one for one in value or () if isinstance(one, str))
        else:
            if value is None and getattr(self.control, "many", False):
                value = ()
            self.control.set_value(value)  # type: ignore[attr-defined]  # every Control has it

    def takes(self, raw: Any) -> bool:
        """Say whether the control can hold this, which an earlier version may have held."""
        if raw is None:
            return True
        if isinstance(self.control, TextArea | Input):
            return isinstance(raw, str)
        if isinstance(self.control, Picker):
            return isinstance(raw, tuple) and all(isinstance(one, Picked | str) for one in raw)
        return not isinstance(self.control, Control) or self.control.takes(raw)

    @property
    def value(self) -> Any:
        """What the control means; raises BadValue."""
        raw = self.raw
        if isinstance(raw, str) and self.field is not None:
            return self.field.parse(self.field_name, raw)
        return raw

    def say(self, sentence: str) -> None:
        """Show what is not right, beside the field; "" takes it away."""
        line = next(iter(self.query_children(".row--error").results(Static)), None)
        if line is not None:
            line.update(Content(sentence))
        elif sentence:
            self.mount(Static(Content(sentence), classes="row--error", markup=False))
        self.set_class(bool(sentence), "-error")


def nothing_fits() -> str:
    """Return what is said of letters that fit nothing."""
    return _("Nothing fits these letters.")


def put_back(rows: Mapping[str, Row], raws: Mapping[str, Any]) -> dict[str, Any]:
    """Put into the rows what they held before; returns what fits in none of them."""
    left = {}
    for name, raw in raws.items():
        if name in rows and rows[name].takes(raw):
            rows[name].raw = raw
        else:
            left[name] = raw
    return left


def left_words(left: Mapping[str, Any]) -> str:
    """Return the sentence that shows what fits in no row any more; "" where all does."""
    text = harmless(text_of(left))
    return _("This does not fit here any more: {text}").format(text=text) if text else ""


def show_whole(control: Widget | None) -> None:
    """Keep a control in sight, with the name of its field where it stands in a row."""
    if control is None:
        return
    row = next((one for one in control.ancestors_with_self if isinstance(one, Row)), control)
    above = (one for one in row.ancestors if isinstance(one, Widget))
    page = next((one for one in above if one.allow_vertical_scroll), None)
    if page is not None and row is next(iter(page.query(Row)), None):
        page.scroll_home(animate=False)
    elif page is not None:
        at = row.region.offset - page.region.offset + page.scroll_offset
        # A line of air above and below: the page's own, which does not scroll.
        page.scroll_to_region(
            Region(at.x, at.y, *row.size), spacing=_AIR, force=True, animate=False
        )
