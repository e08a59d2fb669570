"""What a student may see of a graded notebook."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import bleach
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import ClearHiddenTests, GetGrades
from nbgrader.utils import is_grade
from traitlets import default

from arcgrade import gradebook, page
from arcgrade.text import printable

if TYPE_CHECKING:  # the configuration that a course reads imports this module
    from arcgrade.course import Course

TEMPLATES = Path(__file__).parent / "templates"
TAGS = {
    *bleach.ALLOWED_TAGS,
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div", "span", "pre", "sub", "sup"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
LATE = ("KeyboardInterrupt", "CellTimeoutError", "OutOfTime")


class FeedbackPage(HTMLExporter):
    """nbconvert's exporter under a name of its own, so that its configuration does not reach the formgrader's pages."""

    @default("filters")
    def _filters(self) -> dict[str, Callable[[object], str]]:
        return {"clean_html": clean_html}


def clean_html(element: object) -> str:
    """Keep the plain tags of headings, text and tables; everything else that a submission displays is escaped."""
    text = element.decode() if isinstance(element, bytes) else str(element)
    return bleach.clean(text, tags=TAGS, attributes={"*": ["class", "id"], "a": ["href", "title"]})


class HideTests(ClearHiddenTests):
    """Takes the hidden tests out of a feedback page: their source, and tracebacks that quote it."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, cell_index: int) -> tuple[NotebookNode, dict]:
        """Strip one cell."""
        self._remove_hidden_test_region(cell)
        if cell.cell_type == "code" and is_grade(cell):
            for output in cell.outputs:
                if output.output_type == "error":
                    output.traceback = [what_stopped(output)]
        return cell, resources


def what_stopped(error: NotebookNode) -> str:
    """Say in one line what an error output means."""
    if error.ename in LATE:
        return "ran out of time: does a loop never end, or is the answer very slow?"
    return f"{error.ename}: {error.evalue}"


class Scores(GetGrades):
    """Puts scores and the tasks' names into the page, and tells a zero from what waits for a person."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Name each graded cell after the heading above it, then add up what is marked."""
        nb, resources = super().preprocess(nb, resources)
        title = ""
        marks = []
        for cell in nb.cells:
            if cell.cell_type == "markdown" and (headings := re.findall(r"^##? (.+)$", cell.source, re.MULTILINE)):
                title = headings[-1]
            if is_grade(cell):
                cell.metadata.nbgrader["title"] = title or cell.metadata.nbgrader.grade_id
                marks.append(cell.metadata.nbgrader)
            elif cell.cell_type == "markdown":  # the student has the text; the page keeps its headings
                cell.source = "\n".join(re.findall(r"^#+ .+$", cell.source, re.MULTILINE))
        nb.cells = [cell for cell in nb.cells if cell.source.strip()]
        done = [m for m in marks if not m["waiting"]]
        resources["nbgrader"] |= {
            "marked": sum(m["score"] for m in done) - resources["nbgrader"]["late_penalty"],
            "markable": sum(m["points"] for m in done),
            "waiting": sum(m["points"] for m in marks if m["waiting"]),
        }
        return nb, resources

    def _get_score(self, cell: NotebookNode, resources: dict) -> None:
        super()._get_score(cell, resources)
        name = cell.metadata.nbgrader.grade_id
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        cell.metadata.nbgrader["waiting"] = grade.manual_score is None and grade.auto_score is None


def write(
    course: "Course", names: Iterable[str], progress: Callable[[str], object] = lambda name: None
) -> dict[str, str]:
    """Write the feedback pages that are missing or older than what they show.

    Args:
        course: an assignment with graded submissions.
        names: the students.
        progress: called with each name as it is done.

    Returns:
        What went wrong, by student; empty if nothing did.
    """
    wrong = {}
    marks, pages = gradebook.marks(course), _Pages(course)
    for name in names:
        if course.autograded(name).exists() and not is_current(course, name, marks):
            try:
                pages.write(name)
                note(course, name, marks)
            except Exception as error:  # one page that fails is no reason to leave out the others
                wrong[name] = printable(f"{type(error).__name__}: {error}")
        progress(name)
    return wrong


def note(course: "Course", student: str, marks: dict[str, gradebook.Marks]) -> None:
    """Remember what a page that was just written shows."""
    _made_from(course, student).write_text(_state(course, student, marks))


def is_current(course: "Course", student: str, marks: dict[str, gradebook.Marks]) -> bool:
    """Tell whether a student's page shows what was graded last and what a person marked since."""
    made_from = _made_from(course, student)
    there = all(p.exists() for p in (course.feedback_page(student), made_from, course.autograded(student)))
    return there and made_from.read_text() == _state(course, student, marks)


def _made_from(course: "Course", student: str) -> Path:
    return course.feedback_page(student).with_suffix(".made-from")


def _state(course: "Course", student: str, marks: dict[str, gradebook.Marks]) -> str:
    given = marks.get(student, gradebook.Marks())
    return f"{course.autograded(student).stat().st_mtime_ns} {sorted(given.points.items())} {given.penalty}"


class _Pages:
    """Makes pages the way `nbgrader generate_feedback` does, with one exporter for the whole class."""

    def __init__(self, course: "Course") -> None:
        self._course = course
        converter = GenerateFeedback(coursedir=course.api.coursedir, parent=course.api)
        self._exporter = FeedbackPage(config=converter.config)
        for preprocessor in converter.preprocessors:
            self._exporter.register_preprocessor(preprocessor, enabled=True)

    def write(self, student: str) -> None:
        course = self._course
        names = {"student": student, "assignment": course.assignment, "notebook": course.notebook}
        resources = {"nbgrader": {**names, "db_url": course.db_url}, "unique_key": course.notebook}
        text, _ = self._exporter.from_filename(str(course.autograded(student)), resources=resources)
        page.write(course.feedback_page(student), text)
