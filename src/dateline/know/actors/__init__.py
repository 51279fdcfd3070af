"""The register of actors, kept as tables that a user can edit."""

from dateline.know.actors.entry import Agent, Country, Entry, Modifier, Side, Slot, Tenure, War
from dateline.know.actors.given import given_names
from dateline.know.actors.lexicon import Lexicon
from dateline.know.actors.names import BARRIER, Hit, Match, NameIndex
from dateline.know.actors.register import Register, load_register, sample_register_file

__all__ = [
    "BARRIER",
    "Agent",
    "Country",
    "Entry",
    "Hit",
    "Lexicon",
    "Match",
    "Modifier",
    "NameIndex",
    "Register",
    "Side",
    "Slot",
    "Tenure",
    "War",
    "given_names",
    "load_register",
    "sample_register_file",
]
