"""Pages that use a net from an optional package still run without it, and say so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    page
    for page in sorted(ROOT.glob("chapters/*/*/*.ipynb"))
    if "checkpoints" not in str(page) and "recogniser(" in page.read_text(encoding="utf-8")
]
RUN = """
import json, sys
from deeparc.core.data import imagenet
imagenet.WEIGHTS = ("a_package_that_is_not_there", imagenet.WEIGHTS[1])
from IPython.testing.globalipapp import start_ipython
shell = start_ipython()
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        result = shell.run_cell("".join(cell["source"]))
        result.raise_error()
"""


def test_there_are_such_pages():
    assert {page.parent.name for page in PAGES} >= {"deep-convnets", "seeing-inside", "adversarial"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_page_runs_without_the_package(page):
    environment = {**os.environ, "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(page)], capture_output=True, text=True, env=environment, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "left out" in done.stdout  # the page says so
