"""Trains the language model that ships in ``dateline.read.language``; no part of the package."""
