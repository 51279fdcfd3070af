"""Benchmarks: quality on the shared sets, speed and memory as ratios, and the floors they keep."""
