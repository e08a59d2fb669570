"""The part of the grader that runs inside the box, next to the student's code: nothing here is secret or trusted.

Only this folder and the Python environment are visible there. The trusted side imports `wire` too.
"""
