"""What a student may see of a graded notebook."""

import re
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import ClearHiddenTests, GetGrades, NbGraderPreprocessor
from nbgrader.utils import is_grade

TEMPLATES = Path(__file__).parent / "templates"
LATE = ("KeyboardInterrupt", "CellTimeoutError", "OutOfTime")


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
        cell.metadata.nbgrader["waiting"] = cell.cell_type == "markdown" and grade.manual_score is None


class Verdicts(NbGraderPreprocessor):
    """Leaves each check cell with one verdict: a number of points, or the error that stands for 0.

    nbgrader would give full marks to a check cell without a result, and 0 to one with a warning.
    """

    def preprocess_cell(self, cell: NotebookNode, resources: dict, cell_index: int) -> tuple[NotebookNode, dict]:
        """Mend one cell. What it wrote to stderr goes, since a warning quotes the line of the test that it met."""
        if cell.cell_type == "code" and is_grade(cell):
            cell.outputs = [o for o in cell.outputs if o.output_type != "stream" or o.name != "stderr"]
            verdicts = [o for o in cell.outputs if o.output_type == "execute_result"]
            stopped = any(o.output_type == "error" for o in cell.outputs)
            if not stopped and not (len(verdicts) == 1 and _is_score(verdicts[0], cell.metadata.nbgrader.points)):
                why = "the check cell ended without a score of its own"
                cell.outputs.append(new_output("error", ename="NoScore", evalue=why, traceback=[why]))
        return cell, resources


def _is_score(output: NotebookNode, points: float) -> bool:
    try:
        return 0 <= float(output.data["text/plain"]) <= float(points)  # also False for nan
    except (KeyError, TypeError, ValueError):
        return False
