"""Localized ``--help`` headings and errors, which Typer has in English only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recovery_journal.i18n import _

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter


class LocalizedHelp:
    """A command whose help has our words around it. A mix-in before Typer's own class."""

    def format_usage(self: Any, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the line that shows how the command is typed."""
        translations = {
            "[OPTIONS]": _("[OPTIONS]"),
            "COMMAND [ARGS]...": _("COMMAND [ARGS]..."),
        }
        pieces = (translations.get(piece, piece) for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def get_help_option(self, ctx: Context) -> Any:
        """Return ``--help`` with its line."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # Typer's own
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_options(self: Any, ctx: Context, formatter: HelpFormatter) -> None:
        """Write arguments and options, and after them the commands of a group."""
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for param in self.get_params(ctx):
            row = param.get_help_record(ctx)
            if row is not None:
                rows[param.param_type_name].append(row)
        for title, kind in ((_("Arguments"), "argument"), (_("Options"), "option")):
            if rows[kind]:
                with formatter.section(title):
                    formatter.write_dl(rows[kind])
        if hasattr(self, "format_commands"):
            self.format_commands(ctx, formatter)
