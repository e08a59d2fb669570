"""OverFeat: published counts; sliding densely is sliding windows, exactly; boxes are merged as they should be."""

from functools import partial

import numpy as np
import pytest
import torch
from torch import nn

from deeparc.core.count import count, total
from deeparc.core.depth import depth
from deeparc.core.module import build, outline
from deeparc.vision import overfeat
from deeparc.vision.overfeat import OverFeat, dense, detect, geometry, interleaved, merged, overlap, small, windows


@pytest.fixture(scope="module")
def net():
    return build(small, np.random.default_rng(0), dtype=torch.float64).eval().requires_grad_(False)


def picture(height, width, seed=1):
    return torch.from_numpy(np.random.default_rng(seed).random((2, 3, height, width)))


def by_windows(net, x, window, stride):
    """Each window cut out and shown by itself."""
    rows = range(0, x.shape[2] - window + 1, stride)
    columns = range(0, x.shape[3] - window + 1, stride)
    return torch.stack(
        [torch.stack([net(x[:, :, i : i + window, j : j + window]).flatten(1) for j in columns], dim=2) for i in rows],
        dim=2,
    )


@pytest.mark.parametrize(
    ("make", "side", "layers", "parameters", "macs", "published"),
    [
        (overfeat.fast, 231, 8, 145_920_872, 2_801_403_904, (145e6, 2810e6)),
        (overfeat.accurate, 221, 9, 144_656_488, 5_355_446_784, (144e6, 5369e6)),
    ],
)
def test_published_counts(make, side, layers, parameters, macs, published):
    model = outline(make)
    assert model.window == side
    assert total(count(model, (3, side, side))) == (parameters, macs)
    assert depth(model) == layers
    assert parameters // 10**6 * 1e6 == published[0]
    assert macs == pytest.approx(published[1], rel=0.004)


def test_strides():
    assert (outline(overfeat.fast).stride, outline(overfeat.fast).fine_stride) == (32, 16)
    assert (outline(overfeat.accurate).stride, outline(overfeat.accurate).fine_stride) == (36, 12)
    assert (outline(small).window, outline(small).stride, outline(small).fine_stride) == (32, 4, 2)


@pytest.mark.parametrize("size", [(32, 32), (33, 35), (50, 47), (61, 36)])
def test_the_map_holds_what_windows_give(net, size):
    x = picture(*size)
    torch.testing.assert_close(net(x), by_windows(net, x, 32, 4))
    torch.testing.assert_close(net.fine(x), by_windows(net, x, 32, 2))


def test_offsets_of_three():
    head = build(partial(nn.Sequential, nn.Conv2d(4, 5, 2)), np.random.default_rng(0), dtype=torch.float64)
    maps = torch.from_numpy(np.random.default_rng(2).random((1, 4, 11, 20)))
    got = interleaved(maps, 3, head)
    assert got.shape == (1, 5, 6, 15)
    for i, j in ((0, 0), (4, 7), (5, 14)):
        part = nn.functional.max_pool2d(maps[:, :, i : i + 6, j : j + 6], 3)
        torch.testing.assert_close(got[..., i, j], head(part)[..., 0, 0])


def test_full_layers_become_convolutions():
    layers = [nn.Conv2d(3, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4 * 9, 6), nn.ReLU()]
    made = build(lambda: nn.Sequential(*layers, nn.Dropout(0.5), nn.Linear(6, 2)), np.random.default_rng(0))
    slid = dense(made, (3, 8, 8))
    assert made.training
    made, slid = made.eval(), slid.eval()
    x = picture(14, 12).float()
    with torch.no_grad():
        torch.testing.assert_close(slid(x), by_windows(made, x, 8, 2))
    assert slid[3].weight.data_ptr() == made[4].weight.data_ptr()
    with pytest.raises(ValueError, match="BatchNorm1d"):
        dense(nn.Sequential(nn.Conv2d(1, 1, 1), nn.Flatten(), nn.BatchNorm1d(4)), (1, 2, 2))


def test_padding_breaks_the_equality():
    padded = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 36, 2))
    made = build(lambda: padded, np.random.default_rng(0)).eval()
    x = picture(8, 8).float()
    with torch.no_grad():
        slid = dense(made, (3, 6, 6))(x)  # padded: larger, and inside it sees neighbours
        assert slid.shape[2:] == (3, 3)
        assert not torch.allclose(slid, by_windows(made, x, 6, 1))


def test_geometry():
    layers = [nn.Conv2d(1, 1, 11, 4), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Conv2d(1, 1, 5, padding=2)]
    assert geometry(layers) == (51, 8, -16)
    assert geometry([nn.Conv2d(1, 1, 3)] * 3) == (7, 1, 0)
    assert windows(40, 32, 4) == 9


def test_overlap():
    a = np.array([[0.0, 0, 2, 2], [5, 5, 6, 6]])
    assert overlap(a, a).tolist() == [[1, 0], [0, 1]]
    assert overlap(a[:1], np.array([[1.0, 1, 3, 3]]))[0, 0] == pytest.approx(1 / 7)


def test_boxes_that_match_are_merged():
    boxes = np.array([[0.0, 0, 10, 10], [2, 0, 12, 10], [40, 40, 50, 50], [1, 3, 11, 13]])
    given = boxes.copy()
    found, scores = merged(boxes, np.array([0.5, 0.7, 0.9, 0.6]))
    np.testing.assert_allclose(found, [[1, 1, 11, 11], [40, 40, 50, 50]])
    np.testing.assert_allclose(scores, [1.8, 0.9])
    np.testing.assert_array_equal(boxes, given)
    assert len(merged(boxes[:1], np.ones(1))[0]) == 1


class Bright(nn.Sequential):
    """A head that answers class 0 where the middle of its field is bright, and the background elsewhere."""

    def __init__(self, boxes):
        conv = nn.Conv2d(1, 4 if boxes else 2, 1)
        with torch.no_grad():
            conv.weight[...] = 0
            conv.bias[...] = torch.tensor([-3.0, -3, 3, 3]) if boxes else torch.tensor([-5.0, 0])
            if not boxes:
                conv.weight[0] = 10
        super().__init__(conv)


def test_what_is_there_is_found():
    bright = OverFeat(nn.Sequential(nn.AvgPool2d(4)), nn.MaxPool2d(2), Bright(False), Bright(True))
    assert (bright.window, bright.stride, bright.fine_stride) == (8, 8, 4)
    x = torch.zeros(3, 40, 40)[:1]
    x[:, 16:24, 8:16] = 1
    x[:, 32:40, 32:40] = 1
    found = detect(bright, x)
    assert [one.label for one in found] == [0, 0]
    np.testing.assert_allclose(found[0].box, [0, 8, 24, 32], atol=1e-6)
    assert found[0].score == pytest.approx(9 / (1 + np.exp(-5)))
    np.testing.assert_allclose(found[1].box, [22, 22, 46, 46], atol=1e-6)
    assert detect(bright, torch.zeros(1, 40, 40)) == []
    halved = detect(bright, x[:, ::2, ::2], scales=(2.0,))[0].box
    np.testing.assert_allclose(halved, found[0].box / 2, atol=1)
    window = detect(bright, x, fine=False, regress=False, least=0.5)[0].box
    assert window.tolist() == [8, 16, 16, 24]


def test_boxes_need_a_regressor():
    net = build(small, np.random.default_rng(0))
    net = OverFeat(net.features, net.pool, net.classifier)
    with pytest.raises(ValueError, match="no regressor"):
        detect(net, torch.zeros(3, 40, 40))
    detect(net, torch.zeros(3, 40, 40), regress=False)
