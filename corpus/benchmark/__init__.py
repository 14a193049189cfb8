"""Benchmarks, as ratios measured in one run because machines are noisy. They use databases of their own."""
