"""What the journal costs, against its peers and against the floor, in one run.

``python -m benchmarks`` measures whole programs from outside, as a person meets
them: a process is started, does one thing, ends. docs/performance.md tells how.
"""
