"""The format of the cases that prove a task's checks."""

from pathlib import Path

import pytest

from arcgrade import cases

GOOD = "# %% lazy: zero | gives 0\nx = 0\n\n# %% variant: other | another way\ny = 1\nz = 2\n"


def test_cases_are_read_with_their_source(tmp_path: Path) -> None:
    (tmp_path / "gate.py").write_text(GOOD)
    zero, other = cases.load(tmp_path)
    assert (zero.task, zero.kind, zero.name, zero.about, zero.source) == ("gate", "lazy", "zero", "gives 0", "x = 0")
    assert other.source == "y = 1\nz = 2"


@pytest.mark.parametrize(
    ("text", "message"),
    [("# %% lazy zero\nx = 0", "must read"), ("# %% odd: a | b\nx", "expected one of"), (GOOD + GOOD, "named twice")],
)
def test_malformed_cases_are_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "gate.py").write_text(text)
    with pytest.raises(ValueError, match=message):
        cases.load(tmp_path)
