"""The texts of the slope benchmark: the same words, in pieces of about the same length."""

from __future__ import annotations

from bench import slope


def test_pieces_are_many_and_about_as_long() -> None:
    lengths = [len(piece.split()) for piece in slope._pieces()]
    assert len(lengths) == slope.PIECES
    assert min(lengths) > 500
    assert max(lengths) < 2 * min(lengths)
