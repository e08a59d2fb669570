"""Releases, grades and reports the course's exercises, on top of nbgrader.

`release` → `ingest` (trusted: rebuilds each submission from the instructor's notebook) → `box` (untrusted:
the kernel in a sandbox) → `grade` (nbgrader's autograder around both) → `report` and `feedback`.
"""
