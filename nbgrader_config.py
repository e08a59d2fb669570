"""nbgrader's configuration for this course; `arcgrade` reads the same file.

A class lives in `class/` (never committed): `submitted/<student>/<assignment>/`, `autograded/`, `feedback/`
and `gradebook.db`. The instructor's sources are in `solutions/`.
"""

from pathlib import Path

from arcgrade.feedback import TEMPLATES

c = get_config()  # noqa: F821 - provided by nbgrader
root = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "deep-learning-arc"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "class/release"
c.CourseDirectory.submitted_directory = "class/submitted"
c.CourseDirectory.autograded_directory = "class/autograded"
c.CourseDirectory.feedback_directory = "class/feedback"
c.CourseDirectory.db_url = f"sqlite:///{root}/class/gradebook.db"
# What lies beside the source notebook stays with the instructor.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.md", "*.py", "cases"]

c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Your answer here.*"

c.Execute.timeout = 40  # seconds a cell, for nbgrader's own autograder, which has no sandbox

# A server's gradebook in place of SQLite: c.CourseDirectory.db_url = "postgresql+psycopg2://user@host/gradebook"
# What a submission may use, where the defaults (lib/arcgrade/limits.py) do not fit: c.Arcgrade.cell = 60
c.HTMLExporter.sanitize_html = True  # what a submission displays is somebody else's HTML
c.GenerateFeedback.exporter_class = "arcgrade.feedback.FeedbackPage"
c.FeedbackPage.template_name = "arc-feedback"
c.FeedbackPage.extra_template_basedirs = [str(TEMPLATES)]
# Feedback never shows a hidden test, whichever command writes it.
c.GenerateFeedback.preprocessors = [
    "arcgrade.feedback.HideTests",
    "arcgrade.feedback.Scores",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
