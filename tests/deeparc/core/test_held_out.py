"""What held-out examples tell: intervals that cover, bounds that hold, folds that part."""

import numpy as np
import pytest

from deeparc.core import held_out


def test_wilson_solves_its_equation():
    for wrong, n in ((6, 100), (1, 10), (99, 100)):
        for end in held_out.wilson(wrong, n):
            assert abs(wrong / n - end) == pytest.approx(1.959964 * held_out.standard_error(end, n), rel=1e-5)
    low, high = held_out.wilson(0, 100)
    assert low == pytest.approx(0, abs=1e-12)
    assert high == pytest.approx(0.0370, abs=1e-4)


def test_wilson_covers():
    rng = np.random.default_rng(0)
    ends = np.array([held_out.wilson(k, 50) for k in range(51)])
    got = ends[rng.binomial(50, 0.05, 5000)]
    assert np.mean((got[:, 0] <= 0.05) & (got[:, 1] >= 0.05)) > 0.93


def test_the_width_covers_all_candidates():
    rng = np.random.default_rng(1)
    off = np.abs(rng.binomial(100, 0.5, (2000, 20)) / 100 - 0.5).max(axis=1)
    assert np.mean(off > held_out.hoeffding_width(100, 0.05, 20)) <= 0.05
    assert held_out.hoeffding_width(200, 0.05) == pytest.approx(np.sqrt(np.log(40) / 400))


def test_optimism_stays_below_the_bound():
    rng = np.random.default_rng(2)
    for p in (0.1, 0.5):
        optimism = np.mean(p - rng.binomial(100, p, (2000, 50)).min(axis=1) / 100)
        assert 0 < optimism < held_out.optimism_bound(100, 50)
    assert held_out.optimism_bound(100, 1) == 0


@pytest.mark.parametrize("k", [2, 3, 10])
def test_folds_part_the_examples(k):
    t = np.random.default_rng(0).integers(0, 3, 50)
    pairs = list(held_out.folds(t, k, np.random.default_rng(1)))
    assert len(pairs) == k
    assert sorted(np.concatenate([out for _, out in pairs])) == list(range(50))
    for learn, out in pairs:
        assert sorted(np.concatenate([learn, out])) == list(range(50))
        assert abs(len(out) - 50 / k) < 1
        for c in range(3):
            assert abs(np.sum(t[out] == c) - np.sum(t == c) / k) <= 1


def test_standardise_uses_the_first_part_alone():
    rng = np.random.default_rng(0)
    a, b = rng.normal(5, 3, (40, 3)), rng.normal(0, 1, (10, 3))
    a[:, 2] = 7
    za, zb = held_out.standardise(a, b)
    np.testing.assert_allclose(za.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(za.std(axis=0), [1, 1, 0], atol=1e-12)
    np.testing.assert_allclose(zb[:, :2], ((b - a.mean(axis=0)) / a.std(axis=0).clip(1e-9))[:, :2])
    assert not zb[:, 2].any()


@pytest.mark.parametrize(
    "call",
    [
        lambda: held_out.wilson(5, 4),
        lambda: held_out.standard_error(1.5, 10),
        lambda: held_out.hoeffding_width(10, 1.0),
        lambda: list(held_out.folds([0, 1], 3, np.random.default_rng(0))),
        lambda: held_out.optimism_bound(10, 0),
    ],
)
def test_wrong_arguments(call):
    with pytest.raises(ValueError, match="expected"):
        call()
