"""The names of ImageNet's classes, the file of a trained net, and how photographs are prepared for it."""

import json

import numpy as np
import pytest

from deeparc.core.data import imagenet
from deeparc.core.data.files import DataError
from deeparc.core.data.photo_patches import photograph


def test_names():
    assert imagenet.here()
    names = imagenet.class_names()
    assert len(names) == 1000
    assert [i for i, name in enumerate(names) if names.count(name) > 1] == [134, 517, 638, 639]
    assert (names[0], names[368], names[388], names[999]) == ("tench", "gibbon", "giant panda", "toilet tissue")


def test_missing_and_altered_files_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(imagenet, "WEIGHTS", ("no_such_package", "weights.pth"))
    assert not imagenet.here()
    with pytest.raises(DataError, match=r"requirements-data\.txt"):
        imagenet.mobilenet_file()
    other = tmp_path / "weights.pth"
    other.write_bytes(b"something else")
    monkeypatch.setattr(imagenet, "package_file", lambda *_: other)
    with pytest.raises(DataError, match="SHA-256"):
        imagenet.mobilenet_file()
    other.write_text(json.dumps({"0": "tench"}))
    with pytest.raises(ValueError, match="1000 classes"):
        imagenet.class_names.__wrapped__()


def test_the_middle_of_a_photograph():
    x = photograph("coffee")
    cut = imagenet.centred(x)
    assert cut.shape == (3, 224, 224)
    assert cut.dtype == np.float32
    assert cut.min() >= 0
    assert cut.max() <= 1
    whole = imagenet.centred(x, margin=1)
    assert whole.shape == (3, 224, 224)
    # a square that is not resized comes back as it was
    square = np.ascontiguousarray(x[:, :300, :300])
    np.testing.assert_allclose(imagenet.centred(square, 300, margin=1), square, atol=1e-6)
    # resizing keeps the mean brightness
    np.testing.assert_allclose(imagenet.centred(square, 100, margin=1).mean((1, 2)), square.mean((1, 2)), atol=2e-3)


@pytest.mark.parametrize(
    ("x", "options", "message"),
    [
        (np.zeros((1, 8, 8)), {}, "shape"),
        (np.full((3, 8, 8), 255.0), {}, "from 0 to 1"),
        (np.full((3, 8, 8), np.nan), {}, "from 0 to 1"),
        (np.zeros((3, 8, 8)), {"margin": 0.5}, "margin"),
        (np.zeros((3, 8, 8)), {"size": 0}, "size"),
    ],
)
def test_bad_photographs(x, options, message):
    with pytest.raises(ValueError, match=message):
        imagenet.centred(x, **options)
