"""One file per foreign format: what other programs write, read into plain values, and back."""
