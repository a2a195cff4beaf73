"""Living on when the open journal turns out to be damaged: it is said, and the app stays."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.message import Message
from textual.message_pump import MessagePump


@runtime_checkable
class DamageReporter(Protocol):
    """An App that can say that the open journal is damaged."""

    def say_damage(self, error: BaseException) -> bool:
        """Say it where that is what the error comes from; False where it is not."""


def report_damage(app: object, error: BaseException) -> bool:
    """Let the App say that the journal is damaged; False where the error has another cause."""
    return isinstance(app, DamageReporter) and app.say_damage(error)


class DamageHandlerMixin(MessagePump):
    """A part of the app whose handlers may meet a damaged journal; a mix-in.

    An error that a handler lets out ends Textual's loop of messages, and with it
    the screen or the app. One that comes from a damaged journal is said instead.
    """

    async def _dispatch_message(self, message: Message) -> None:
        """Act on a message; an error out of a damaged journal goes no further."""
        # There is no public way around every handler: callbacks, keys and messages.
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # whatever it is: raised again unless the file is damaged
            if not report_damage(self.app, error):
                raise
