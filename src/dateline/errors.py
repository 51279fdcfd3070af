"""The three errors that a caller can act on, told apart by what mends them.

Anything else that is raised is a bug of ours. A message gives the value at fault, what is
allowed, and the next step.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of the errors that a user can mend; never raised itself."""


class InputError(DatelineError):
    """What the user gave is wrong (an option, a setting, a file that is not there): fix it."""


class ItemError(DatelineError):
    """One report or record cannot be used: skip it, name it, go on with the rest."""


class SourceError(DatelineError):
    """A whole source refuses (a site, a folder, a store): stop asking it, go on with others."""
