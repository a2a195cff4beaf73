"""One field of a form: its name, its control, and what is not right about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region, Size, Spacing
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from recovery_journal.errors import BadValue
from recovery_journal.i18n import N_, _
from recovery_journal.keys.palette import with_user_keys
from recovery_journal.widgets.choice import FormControl
from recovery_journal.widgets.picker import PickedItem, Picker
from recovery_journal.widgets.text_blocks import VerticalBox
from recovery_journal.widgets.text_field import TextField

_SCROLL_MARGIN = Spacing(1, 0, 1, 0)
NO_MATCH = N_("Nothing fits these letters.")


class FormRow(VerticalBox):
    """A field by its domain ``name``.

    ``control_value`` is what the control holds, None for nothing; ``value`` is what that
    means, as ``read`` makes it. ``label`` are the words drawn beside the control in the
    room of its left margin; above it where it has none. ``no_match`` is what is said of
    letters that fit nothing.
    """

    DEFAULT_CSS = """
    FormRow {
        height: auto;
        & > .row--control { width: 1fr; margin-left: 17; }
        & > .row--error { display: none; margin-left: 18; }
        &.-error > .row--error { display: block; }
    }
    """

    def __init__(
        self,
        name: str,
        label: str,
        control: Widget,
        *,
        read: Callable[[Any], Any] | None = None,
        no_match: str = NO_MATCH,
    ) -> None:
        super().__init__()
        self.field_name = name
        self.label = label
        self.control = control
        self.no_match = no_match
        self._read = read
        self._has_cursor = False

    def compose(self) -> ComposeResult:
        """Lay out the control; the line for an error comes with the first one."""
        self.control.add_class("row--control", update=False)  # it is styled as it is mounted
        yield self.control

    def render(self) -> Content:
        """Draw the name of the field, which says where the cursor is."""
        style = "bold $accent" if self._has_cursor else "$text-muted"
        return Content("\n").join(self._label_lines(self.size.width)).stylize(style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the control needs, or the name beside it."""
        control_height = super().get_content_height(container, viewport, width)
        return max(control_height, len(self._label_lines(width)))

    def _label_lines(self, width: int) -> list[Content]:
        """Return the lines of the name in a row of this width, in cells."""
        return Content(self.label).wrap(self.control.styles.margin.left or max(1, width))

    def on_descendant_focus(self) -> None:
        """Let the name say where the cursor is, and be in sight with its field."""
        self._has_cursor = True
        self.refresh()
        self.call_after_refresh(scroll_field_visible, self.control)

    def on_descendant_blur(self) -> None:
        """The cursor went on."""
        self._has_cursor = False
        self.refresh()

    @property
    def field(self) -> Widget:
        """What has the cursor while this is filled in."""
        control = self.control
        return control.query_one(TextField) if isinstance(control, Picker) else control

    # --- what it holds ----------------------------------------------------------

    @property
    def control_value(self) -> Any:
        """What the control holds, None where it holds nothing."""
        control = self.control
        if isinstance(control, TextArea):
            return control.text or None
        if isinstance(control, Input):
            return control.value or None
        if isinstance(control, Picker):
            typed_text = control.typed_text if control.is_mounted else ""
            return (*control.value, *filter(None, [typed_text])) or None
        value = control.value if isinstance(control, FormControl) else None
        return None if value == () else value

    @control_value.setter
    def control_value(self, value: Any) -> None:
        control = self.control
        if isinstance(control, TextArea):
            control.text = value or ""
        elif isinstance(control, Input):
            control.value = value or ""
        elif isinstance(control, Picker):
            items = value or ()
            control.set_value([item for item in items if not isinstance(item, str)])
            control.typed_text = "".join(item for item in items if isinstance(item, str))
        elif isinstance(control, FormControl):
            control.set_value(value)

    def takes(self, raw: Any) -> bool:
        """Say whether the control can hold this, which an earlier version may have held."""
        if raw is None:
            return True
        if isinstance(self.control, TextArea | Input):
            return isinstance(raw, str)
        if isinstance(self.control, Picker):
            return isinstance(raw, tuple) and all(
                isinstance(item, PickedItem | str) for item in raw
            )
        return not isinstance(self.control, FormControl) or self.control.accepts(raw)

    @property
    def value(self) -> Any:
        """What it means; raises BadValue for text that the field does not take."""
        if isinstance(self.control, Picker) and not self.control.pick_typed_text():
            raise BadValue(self._no_match_text(), field=self.field_name)
        raw = self.control_value
        return raw if raw is None or self._read is None else self._read(raw)

    # --- what is not right --------------------------------------------------------

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Picker.Changed)
    @on(FormControl.Changed)
    def _clear_error(self) -> None:
        """Take away what was said of the value before."""
        if self.has_class("-error"):
            self.show_error("")

    @on(Picker.NotFound)
    def _show_no_match(self) -> None:
        """Say that the letters fit nothing."""
        self.show_error(self._no_match_text())

    def _no_match_text(self) -> str:
        return with_user_keys(self, _(self.no_match))

    def show_error(self, message: str) -> None:
        """Show what is not right, beside the field; "" takes it away."""
        line = next(iter(self.query_children(".row--error").results(Static)), None)
        if line is not None:
            line.update(Content(message))
        elif message:
            self.mount(Static(Content(message), classes="row--error", markup=False))
        self.set_class(bool(message), "-error")


def scroll_field_visible(control: Widget | None) -> None:
    """Keep a control in sight, with the name of its field where it stands in a row."""
    if control is None:
        return
    row = next(
        (widget for widget in control.ancestors_with_self if isinstance(widget, FormRow)), control
    )
    ancestors = (widget for widget in row.ancestors if isinstance(widget, Widget))
    scroll_parent = next((widget for widget in ancestors if widget.allow_vertical_scroll), None)
    if scroll_parent is not None and row is next(iter(scroll_parent.query(FormRow)), None):
        scroll_parent.scroll_home(animate=False)
    elif scroll_parent is not None:
        offset = row.region.offset - scroll_parent.region.offset + scroll_parent.scroll_offset
        # A line of air above and below: the page's own, which does not scroll.
        scroll_parent.scroll_to_region(
            Region(offset.x, offset.y, *row.size), spacing=_SCROLL_MARGIN, force=True, animate=False
        )
