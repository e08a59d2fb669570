"""A course of one small assignment, made in a temporary folder."""

import shutil
import sys
from pathlib import Path

import pytest

from arcgrade import grade
from arcgrade.course import Course

sys.path.insert(0, str(Path(__file__).parent))

import simulated


@pytest.fixture(scope="session")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one assignment."""
    root = tmp_path_factory.mktemp("course")
    simulated.write_root(root)
    return root


@pytest.fixture
def course(small_root: Path, tmp_path: Path) -> Course:
    """The assignment, with an empty class of its own."""
    return Course("small", tmp_path / "class", small_root)


@pytest.fixture(scope="session")
def released_class(small_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class that the assignment was released to, to be copied: releasing takes seconds."""
    folder = tmp_path_factory.mktemp("released") / "class"
    grade.prepare(Course("small", folder, small_root))
    return folder


@pytest.fixture
def prepared(course: Course, released_class: Path) -> Course:
    """The assignment, released to its class."""
    shutil.copytree(released_class, course.class_dir)
    return course
