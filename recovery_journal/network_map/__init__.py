"""Geometry of the support network map in terminal cells: grid, positions, labels, dots. Pure."""
