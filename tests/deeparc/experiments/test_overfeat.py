"""The parts of the experiment with digits found on photographs, in small, and the kept result."""

import numpy as np
import pytest
import torch

from deeparc.core.module import build
from deeparc.experiments import overfeat, read
from deeparc.vision.overfeat import Found, detect, small


def digit(rows=slice(10, 20), columns=slice(8, 16)):
    ink = np.zeros((1, 28, 28), np.float32)
    ink[:, rows, columns] = 1
    return ink


def test_paste_inverts_and_returns_the_edges():
    picture = np.full((3, 32, 32), 0.2, np.float32)
    box = overfeat.paste(picture, digit(), 1.0, (16, 16))
    assert box.tolist() == [10, 12, 18, 22]
    assert picture[:, 12:22, 10:18] == pytest.approx(0.8)
    assert picture.sum() == pytest.approx(3 * (0.2 * (1024 - 80) + 0.8 * 80), rel=1e-5)
    double = overfeat.paste(np.zeros((3, 64, 64), np.float32), digit(), 2.0, (32, 32))
    assert double.tolist() == pytest.approx([20, 24, 36, 44], abs=1)
    outside = np.zeros((3, 32, 32), np.float32)
    overfeat.paste(outside, digit(), 1.0, (60, 60))
    assert not outside.any()
    half = overfeat.paste(outside, digit(), 1.0, (2, 16))
    assert half[0] == -4
    assert outside[:, 12:22, 0:4].all()


def test_examples_and_backgrounds():
    rng = np.random.default_rng(0)
    digits, photographs = np.stack([digit()] * 6), np.zeros((4, 3, 32, 32), np.float32)
    x, edges = overfeat.examples(digits, photographs, rng)
    assert x.shape == (6, 3, 32, 32)
    assert x.dtype == np.float32
    assert not photographs.any()
    for picture, (left, top, right, bottom) in zip(x, edges * 16 + 16, strict=True):
        rows, columns = (np.flatnonzero((picture[0] > overfeat.INK).any(axis=axis)) for axis in (1, 0))
        assert [columns[0], rows[0], columns[-1] + 1, rows[-1] + 1] == [left, top, right, bottom]
    without = overfeat.backgrounds(digits, photographs, 8, rng)
    assert without.shape == (8, 3, 32, 32)
    assert not without[1::2].any()


def test_the_most_offending_come_first():
    net = build(small, np.random.default_rng(0))
    x = np.random.default_rng(1).random((20, 3, 32, 32), np.float32)
    p = torch.softmax(net(torch.from_numpy(x))[:, :, 0, 0], dim=1)[:, 10].detach().numpy()
    kept = overfeat.offending(net, x, 5)
    np.testing.assert_array_equal(kept, x[np.argsort(p, kind="stable")[:5]])


def test_a_canvas_holds_digits_apart():
    scene = overfeat.canvas(0, np.random.default_rng(3))
    assert scene.picture.shape == (3, 128, 128)
    assert scene.boxes.shape == (4, 4)
    assert (scene.boxes >= 0).all()
    assert (scene.boxes <= 128).all()
    shared = overfeat.overlap(scene.boxes, scene.boxes)
    assert (shared[~np.eye(4, dtype=bool)] == 0).all()


def test_judged():
    boxes, labels = np.array([[0.0, 0, 10, 10], [50, 50, 60, 60]]), np.array([3, 4])
    scene = overfeat.Canvas(np.zeros((3, 128, 128), np.float32), boxes, labels)
    right, wrong_class = Found(boxes[0] + [1, 0, 1, 0], 3, 2.0), Found(boxes[1], 5, 1.0)
    twice, nothing = Found(boxes[0], 3, 0.9), Found(boxes[1] + 40, 4, 1.0)
    got = overfeat.judged([scene], [[right, wrong_class, twice, nothing]])
    assert got == {"rate": 0.5, "located": 1.0, "off": 0.5, "wrong": 2.0}
    assert overfeat.judged([scene], [[]]) == {"rate": 0.0, "located": 0.0, "off": 0.0, "wrong": 0.0}


def test_kept_result():
    kept = read("overfeat")["results"]
    assert kept["parameters"] == 117_551
    assert 0.1 < kept["test_error"]["mean"] < 0.25
    ways = kept["found"]
    assert set(ways) == set(overfeat.WAYS)
    assert all(set(by) == {str(least) for least in overfeat.LEAST} for by in ways.values())
    fine, one = ways["three scales, fine"]["9"], ways["one scale, fine"]["9"]
    assert fine["rate"]["mean"] > one["rate"]["mean"] + 0.1
    assert fine["rate"]["mean"] > 0.65
    assert fine["off"]["mean"] < 3
    frame = ways[overfeat.FRAME]["9"]
    assert frame["off"]["low"] > fine["off"]["high"]
    assert frame["wrong"]["mean"] > fine["wrong"]["mean"]
    assert [np.shape(one["digit"]) for one in kept["examples"]] == [(49, 49)] * 2


def test_a_frame_is_the_same_everywhere():
    net = build(small, np.random.default_rng(0))
    frame = overfeat.framed(net, 0)
    with torch.no_grad():
        edges = frame.fine(torch.linspace(0, 1, 4800).reshape(1, 3, 40, 40), frame.regressor)[0]
    assert edges.std(dim=(1, 2)).max() < 1e-6
    assert (edges[:2, 0, 0] < 0).all()
    assert (edges[2:, 0, 0] > 0).all()
    assert net.regressor[-1].weight.abs().sum() > 0


def test_a_net_that_knows_nothing_runs_through():
    net = build(small, np.random.default_rng(0))
    scene = overfeat.canvas(0, np.random.default_rng(3))
    found = detect(net, torch.from_numpy(scene.picture), sure=0.3, least=0)
    assert all(0 <= one.label < 10 for one in found)
