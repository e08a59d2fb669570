"""CIFAR-10 from made files: from the archive, from a folder, by download, and broken."""

import hashlib
import io
import sys
import tarfile

import numpy as np
import pytest

from deeparc.core.data import DataError, cifar10
from deeparc.core.data.cifar10 import RECORD, parse_cifar

module = sys.modules["deeparc.core.data.cifar10"]
PER_FILE = 20


def records(seed):
    rng = np.random.default_rng(seed)
    content = rng.integers(0, 256, (PER_FILE, RECORD), dtype=np.uint8)
    content[:, 0] = rng.integers(0, 10, PER_FILE)
    return content


def pack(files, kind=tarfile.REGTYPE):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.type = len(content) if kind == tarfile.REGTYPE else 0, kind
            info.linkname = "/etc/hosts" if kind == tarfile.SYMTYPE else ""
            archive.addfile(info, io.BytesIO(content) if kind == tarfile.REGTYPE else None)
    return buffer.getvalue()


@pytest.fixture
def files():
    return {name: records(i).tobytes() for i, name in enumerate((*module.TRAIN, module.TEST))}


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(module, "PER_FILE", PER_FILE)


def know(monkeypatch, content):
    monkeypatch.setattr(module, "SIZE", len(content))
    monkeypatch.setattr(module, "SHA256", hashlib.sha256(content).hexdigest())


@pytest.fixture
def archive(files, monkeypatch):
    content = pack({f"{module.INNER}/{name}": c for name, c in files.items()} | {"../../evil": b"never unpacked"})
    know(monkeypatch, content)
    return content


def check(data, n_train=100, n_test=20):
    assert data.x_train.shape == (n_train, 3, 32, 32)
    assert data.x_test.shape == (n_test, 3, 32, 32)
    assert data.x_train.dtype == data.x_test.dtype == np.float32
    assert data.t_train.dtype == np.int64
    assert 0 <= data.x_train.min() <= data.x_train.max() <= 1
    whole = np.concatenate([records(i) for i in range(5)])[:n_train]
    np.testing.assert_array_equal(data.t_train, whole[:, 0])
    np.testing.assert_array_equal((data.x_train * 255).round(), whole[:, 1:].reshape(-1, 3, 32, 32))
    np.testing.assert_array_equal(data.t_test, records(5)[:n_test, 0])
    assert len(data.names) == 10


def test_one_record_is_class_then_red_green_blue_row_by_row():
    record = bytes([7]) + bytes([10] * 1_024 + [20] * 1_024 + [30] * 992 + [31] * 32)
    x, t = parse_cifar(record)
    assert t.tolist() == [7]
    assert x[0, :, 0, 0].tolist() == [10, 20, 30]
    assert x[0, 2, 31].tolist() == [31] * 32  # the last row, not the last column


def test_from_the_archive(archive, tmp_path):
    (tmp_path / module.ARCHIVE).write_bytes(archive)
    check(cifar10(tmp_path))
    assert {p.name for p in tmp_path.iterdir()} == {module.ARCHIVE}  # nothing was unpacked


def test_some_only(archive, tmp_path):
    (tmp_path / module.ARCHIVE).write_bytes(archive)
    check(cifar10(tmp_path, n_train=33, n_test=4), 33, 4)


@pytest.mark.parametrize("inner", ["", module.INNER])
def test_from_a_folder(files, tmp_path, inner):
    (tmp_path / inner).mkdir(exist_ok=True)
    for name, content in files.items():
        (tmp_path / inner / name).write_bytes(content)
    check(cifar10(tmp_path))


def test_by_download(archive, server, monkeypatch):
    server.files["/c"], server.cut = archive, [5_000]
    monkeypatch.setattr(module, "ADDRESS", server.address + "c")
    assert not module.here()
    check(cifar10(progress=False))
    assert module.here()
    server.files.clear()
    check(cifar10(progress=False))  # from the data folder
    assert len(server.requests) == 2


def test_offline(nobody, monkeypatch, data_folder):
    monkeypatch.setattr(module, "ADDRESS", nobody + module.ARCHIVE)
    with pytest.raises(DataError) as error:
        cifar10(progress=False)
    assert str(error.value).endswith(f"put it at {data_folder / module.ARCHIVE}")


def test_not_there(tmp_path):
    for arguments in ({"folder": tmp_path}, {"download": False}):
        with pytest.raises(
            DataError, match=r"download it from https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz and put it at"
        ):
            cifar10(**arguments)


def test_archive_with_another_checksum(archive, tmp_path):
    (tmp_path / module.ARCHIVE).write_bytes(archive[:-1] + b"?")
    with pytest.raises(DataError, match="is broken: its SHA-256"):
        cifar10(tmp_path)


@pytest.mark.parametrize(
    ("kind", "message"), [("none", "has no cifar-10-batches-bin/data_batch_1.bin"), ("link", "is not a plain file")]
)
def test_archive_with_other_content(monkeypatch, tmp_path, kind, message):
    name = f"{module.INNER}/data_batch_1.bin"
    content = pack({"x": b"y"}) if kind == "none" else pack({name: b""}, tarfile.SYMTYPE)
    know(monkeypatch, content)
    (tmp_path / module.ARCHIVE).write_bytes(content)
    with pytest.raises(ValueError, match=message):
        cifar10(tmp_path)


def test_file_of_another_length(files, tmp_path):
    for name, content in files.items():
        (tmp_path / name).write_bytes(content[:-1] if name == "data_batch_2.bin" else content)
    with pytest.raises(ValueError, match=r"data_batch_2.bin in .* has 61,459 bytes, expected 61,460"):
        cifar10(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "has 0 bytes"), (b"x" * 100, "has 100 bytes, expected a multiple of 3073"), (b"\x0b" * RECORD, "class 11")],
)
def test_broken_records(content, message):
    with pytest.raises(ValueError, match=message):
        parse_cifar(content)


@pytest.mark.parametrize(("name", "value"), [("n_train", 0), ("n_train", 101), ("n_test", 21), ("n_test", 1.5)])
def test_bad_numbers(name, value):
    with pytest.raises(ValueError, match=f"{name} is {value}"):
        cifar10(**{name: value})


def test_published_numbers(monkeypatch):
    monkeypatch.undo()
    assert (module.PER_FILE, RECORD, module.SIZE) == (10_000, 3_073, 170_052_171)
