"""The list of all loaders."""

import subprocess
import sys

from deeparc.core import data as package
from deeparc.core.data.catalogue import catalogue, listing
from deeparc.core.data.files import data_folder as folder


def test_every_loader_is_listed():
    loaders = {name for name in package.__all__ if name[0].islower()} - {"data_folder"}
    assert {entry.call.partition("(")[0] for entry in catalogue()} == loaders
    assert set(package.__all__) <= set(dir(package))


def test_listing(data_folder):
    text = listing()
    for entry in catalogue():
        assert entry.call in text
        assert all((entry.credit.title, entry.credit.source, entry.credit.licence, entry.credit.citation, entry.shape))
    assert "breast_cancer()   here" in text
    assert "cifar10()         not here (download, 170 MB)" in text
    assert str(data_folder) in text
    assert max(map(len, text.splitlines()[:-1])) <= 100
    (data_folder).mkdir()
    (data_folder / "cifar-10-binary.tar.gz").write_bytes(b"")
    assert "cifar10()         here" in listing()


def test_command():
    done = subprocess.run([sys.executable, "-m", "deeparc.core.data"], check=True, capture_output=True, text=True)
    assert "title    Iris" in done.stdout
    assert done.stderr == ""


def test_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DEEPARC_DATA", "~/x")
    assert folder().name == "x"
    assert "~" not in str(folder())
    monkeypatch.delenv("DEEPARC_DATA")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "deeparc"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert folder().parts[-3:] == ("Library", "Caches", "deeparc")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert folder() == tmp_path / "local" / "deeparc"
