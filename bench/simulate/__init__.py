"""A synthetic war of which the truth is known, its press, and how well that is weighed.

python -m bench.simulate                                        # the table of docs/simulation.md
python -m bench.simulate --store big.db --events N --places M   # a big record to measure with
"""
