"""The errors that `align` raises on purpose.

    AlignError
    ├── InputError          a text or file that cannot be read or used
    ├── EncoderError        an encoder that is unknown, not installed, or returns something unusable
    ├── FormatError         a bead file, lock file or gold file with a malformed line
    └── OptionError         an argument outside of what is allowed

Each message is one line: what was expected, what came, what to do.
"""


class AlignError(Exception):
    """Base of every error raised on purpose; its message is one line for a person."""


class InputError(AlignError, ValueError):
    """A text or file cannot be read or used as an article."""


class EncoderError(AlignError, RuntimeError):
    """An encoder is unknown, is not installed, or returned something that is not sentence vectors."""


class FormatError(AlignError, ValueError):
    """A bead file, lock file or gold file has a malformed line."""


class OptionError(AlignError, ValueError):
    """An argument is outside of what is allowed."""
