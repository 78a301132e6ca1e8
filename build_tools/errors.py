"""The errors this package raises: what cannot be read or must never happen.

Everything editorial (a note without a call, a quote that does not fit) is a `Finding`, never an exception.
"""


class EditionError(Exception):
    """Base of every error that the command line turns into one clear line."""


class SourceError(EditionError):
    """A file cannot be read as text: its message names the file and, where there is one, the line and the byte."""


class UsageError(EditionError):
    """The command was called with words that mean nothing here."""


class ToolMissing(EditionError):
    """A program or a library that this step needs is not on the machine; the message says how to get it."""
