"""Measurements, as ratios in one run: machines are noisy. Nothing here touches a user's corpus."""
