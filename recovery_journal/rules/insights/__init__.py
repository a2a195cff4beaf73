"""Comparisons over a person's own entries, each with its n and a minimum n; pure functions."""
