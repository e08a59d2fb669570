"""The index agrees with the course's lists, the code, the results and the book."""

import builtins
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from deeparc import index
from deeparc.core.data import breast_cancer
from deeparc.experiments import protocol, read
from deeparc.index.__main__ import main
from deeparc.units.perceptron import train

ROOT = Path(__file__).parents[2]
ENTRIES = {entry.id: entry for entry in index.entries()}


def test_lists():
    systems, chapters = index.systems(), index.chapters()
    assert len(systems) == len({s.id for s in systems}) == 100
    assert [c.order for c in chapters] == list(range(1, 37))
    taught = [s.id for c in chapters for s in c.systems]
    assert len(set(taught)) == len(taught)
    assert {s.id for s in systems if s.works} == set(ENTRIES)


def test_a_chapter_that_exists_shows_every_system_it_teaches():
    written = [c for c in index.chapters() if c.exists]
    assert written
    assert {s.id for c in written for s in c.systems} == set(ENTRIES)
    for chapter in written:
        assert all(ENTRIES[s.id].chapter.startswith(f"{chapter.path}/") for s in chapter.systems)
        if (ROOT / "chapters").is_dir():
            assert (ROOT / chapter.path / "index.ipynb").exists()


def test_an_entry_with_a_broken_import_is_an_error(monkeypatch):
    def broken(name):
        raise ModuleNotFoundError("No module named 'absent'", name="absent")

    monkeypatch.setattr(index, "import_module", broken)
    with pytest.raises(ModuleNotFoundError, match="absent"):
        index._chapter_entries.__wrapped__("foundations", "perceptron")


def test_years_and_decks_are_read():
    by_id = {s.id: s for s in index.systems()}
    assert by_id["perceptron"].year == 1958
    assert by_id["perceptron"].decks == ("acero", "neverova", "lecun", "intro")
    assert by_id["loss-functions"].year is None


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_entry(entry):
    module, _, name = entry.object.rpartition(".")
    assert getattr(import_module(module), name).__doc__
    assert str(entry.year or "") in entry.paper
    command = f"python -m deeparc.experiments {entry.id}"
    assert entry.ours.source == command == read(entry.id)["command"]
    assert str(entry.ours) == entry.ours.text


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_entry_is_in_the_book(entry):
    if not (ROOT / "chapters").is_dir():
        pytest.skip("the library is tested apart from the book")
    assert list(ROOT.glob(f"{entry.chapter}.*")), f"no page {entry.chapter}"
    keys = re.findall(r"^@\w+\{([^,]+),", (ROOT / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    assert {entry.bib_key, entry.published.source, entry.parameters.source} <= set(keys)


def test_ours_is_what_the_results_hold():
    street = read("perceptron")["results"]["street"]
    assert ENTRIES["perceptron"].ours.value["averaged"] == street["averaged"]["mean"]
    assert f"{100 * street['pocket']['mean']:.1f} % pocket" in str(ENTRIES["perceptron"].ours)
    assert ENTRIES["adaline"].ours.value["mu"] == read("adaline")["results"]["street"]["mu"]["mean"]
    assert ENTRIES["threshold-logic"].ours.value == ENTRIES["threshold-logic"].published.value


def test_ours_is_near_the_published_figure():
    entry = ENTRIES["perceptron"]
    assert entry.ours.value["robust_plane"] == pytest.approx(entry.published.value, abs=0.005)
    assert entry.ours.value["averaged"] == pytest.approx(entry.published.value, abs=0.02)


def test_parameters_are_counted():
    counted = {}
    for name, features in (("street", protocol.STREET), ("all", None)):
        data = breast_cancer(features)
        counted[name] = len(train(data.v_train, data.t_train, epochs=1).model.w) + 1
    for entry in (ENTRIES["perceptron"], ENTRIES["adaline"]):
        assert entry.parameters.value == counted
        assert re.findall(r"\d+", str(entry.parameters)) == ["4", "31", "30"]


def test_the_published_figure_is_the_one_of_its_source():
    for name in ("perceptron", "adaline"):
        figure = ENTRIES[name].published
        assert (figure.source, figure.value) == ("wolberg1995", 0.975)  # street1993 has 97 %


def test_json():
    printed = subprocess.run(
        [sys.executable, "-m", "deeparc.index", "--json"], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout
    entries = json.loads(printed)
    assert [e["id"] for e in entries] == list(ENTRIES)
    assert entries[1]["published"]["value"] == 0.975
    assert entries[1]["chapter"] == "chapters/foundations/perceptron/learning-rule"


@pytest.mark.parametrize("with_rich", [True, False])
def test_table(with_rich, monkeypatch, capsys):
    if with_rich:
        pytest.importorskip("rich")
    else:
        real = builtins.__import__

        def without_rich(name, *rest, **more):
            if name.startswith("rich"):
                raise ImportError(name)
            return real(name, *rest, **more)

        monkeypatch.setattr(builtins, "__import__", without_rich)
    main([])
    printed = capsys.readouterr().out
    assert f"{len(ENTRIES)} of 100 systems work" in printed
    assert "Perceptron" in printed
    assert "97.5 %" in printed
