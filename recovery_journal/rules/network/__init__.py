"""The support network as of a day: states, placement, figures and gaps; pure functions."""
