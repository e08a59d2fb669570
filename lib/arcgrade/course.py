"""Where a course and a class keep their files, and nbgrader's configuration for them."""

import os
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from sqlalchemy.engine import make_url
from traitlets.config import Config, PyFileConfigLoader

from arcgrade.journal import Journal
from arcgrade.limits import Limits

ROOT = Path(__file__).resolve().parents[2]


def assignments(root: Path = ROOT) -> list[str]:
    """Return the names of all assignments that the course has."""
    return sorted(p.parent.name for p in root.glob("solutions/*/*-exercises.md"))


@dataclass(frozen=True)
class Course:
    """One assignment of the course, and the class that does it.

    Args:
        assignment: the chapter's slug, such as `perceptron`.
        class_dir: holds the class's `submitted/`, `autograded/`, `feedback/` and `gradebook.db`.
        root: the repository.

    Raises:
        ValueError: the course has no such assignment; the message lists those there are.
    """

    assignment: str
    class_dir: Path
    root: Path = ROOT

    def __post_init__(self) -> None:
        if not self.source.exists():
            known = ", ".join(assignments(self.root))
            raise ValueError(f"no assignment {self.assignment!r} (no {self.source}); there are: {known}")

    @property
    def notebook(self) -> str:
        """Name of the exercise notebook, without its extension."""
        return f"{self.assignment}-exercises"

    @property
    def source(self) -> Path:
        """The instructor's notebook: tasks, solutions and hidden tests."""
        return self.root / "solutions" / self.assignment / f"{self.notebook}.ipynb"

    @property
    def cases(self) -> Path:
        """Folder of the wrong and right answers that prove the tasks' checks."""
        return self.source.parent / "cases"

    @property
    def released(self) -> Path:
        """The student's notebook as nbgrader released it for this class."""
        return self.class_dir / "release" / self.assignment / f"{self.notebook}.ipynb"

    @property
    def submitted(self) -> Path:
        """One folder a student, in it one folder an assignment, as nbgrader collects them."""
        return self.class_dir / "submitted"

    @property
    def journal(self) -> Journal:
        """What was graded, with every detail; the gradebook follows it."""
        return Journal(self.class_dir / "journal" / f"{self.assignment}.jsonl")

    def autograded(self, student: str) -> Path:
        """Return where a student's graded notebook lies."""
        return self.class_dir / "autograded" / student / self.assignment / f"{self.notebook}.ipynb"

    def feedback_page(self, student: str) -> Path:
        """Return where a student's feedback page lies."""
        return self.feedback / student / self.assignment / f"{self.notebook}.html"

    @property
    def feedback(self) -> Path:
        """One page a student."""
        return self.class_dir / "feedback"

    @cached_property
    def config(self) -> Config:
        """`nbgrader_config.py`, pointed at this class."""
        config = PyFileConfigLoader("nbgrader_config.py", path=str(self.root)).load_config()
        config.CourseDirectory.root = str(self.root)
        for step in ("release", "autograded", "feedback"):
            config.CourseDirectory[f"{step}_directory"] = str(self.class_dir.resolve() / step)
        config.CourseDirectory.submitted_directory = str(self.submitted.resolve())
        if str(config.CourseDirectory.db_url).startswith(
            "sqlite:"
        ):  # one gradebook a class; a server's is as configured
            config.CourseDirectory.db_url = f"sqlite:///{self.class_dir.resolve()}/gradebook.db"
        return config

    @property
    def db_url(self) -> str:
        """Address of the gradebook: SQLite in the class's folder, or the server that the configuration names."""
        return str(self.config.CourseDirectory.db_url)

    @property
    def shown_db_url(self) -> str:
        """The address without a password."""
        return make_url(self.db_url).render_as_string(hide_password=True)

    @cached_property
    def limits(self) -> Limits:
        """What a submission may use, from the configuration.

        Raises:
            ValueError: the configuration has a limit that there is not, or one that is no positive number.
        """
        return Limits.from_config(dict(self.config.Arcgrade))

    @cached_property
    def api(self) -> NbGraderAPI:
        """nbgrader, working on this class."""
        self.class_dir.mkdir(parents=True, exist_ok=True)
        programs = str(Path(sys.executable).parent)
        if programs not in os.environ.get("PATH", "").split(os.pathsep):  # nbgrader calls `alembic` by its name
            os.environ["PATH"] = programs + os.pathsep + os.environ.get("PATH", os.defpath)
        return NbGraderAPI(config=self.config)
