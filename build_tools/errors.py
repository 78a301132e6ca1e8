"""The errors this package raises: what cannot be read or must never happen.

Everything editorial (a note without a call, a quote that does not fit) is a `Finding`, never an exception.
"""


class EditionError(Exception):
    """Base of every error that the command line turns into one clear line."""


class SourceError(EditionError):
    """A file cannot be read as text; shown as `path:line:column: message`, as far as there is a place."""

    def __init__(self, path: str, message: str, *, line: int | None = None, column: int | None = None) -> None:
        self.path, self.message, self.line, self.column = path, message, line, column
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {message}")


class UsageError(EditionError):
    """The command was called with words that mean nothing here."""


class ToolMissing(EditionError):
    """A program or a library that this step needs is not on the machine; the message says how to get it."""
