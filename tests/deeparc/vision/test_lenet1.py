"""LeNet-1: the published counts, and that its gradients are right."""

import numpy as np
import pytest

from deeparc.core.check import check_layer
from deeparc.vision.lenet1 import H3_TABLE, LeNet1, counts


def test_published_counts():
    found = counts()
    assert found["total"] == (4_635, 2_578, 98_442)
    assert found["H1"] == (2_304, 104, 59_904)
    assert found["output"] == (10, 1_930, 1_930)


def test_the_table_has_the_papers_counts():
    assert H3_TABLE.shape == (12, 4)
    assert H3_TABLE.sum() == 20
    assert set(H3_TABLE.sum(axis=1).tolist()) == {1, 2}
    assert not H3_TABLE[:6, 2:].any()  # two halves that share nothing
    assert not H3_TABLE[6:, :2].any()


@pytest.mark.parametrize("pick", [False, True])
def test_protocol(pick):
    x = np.random.default_rng(0).standard_normal((2, 1, 28, 28))
    check_layer(
        lambda **where: LeNet1(np.random.default_rng(1), pick=pick, **where), x, directions=2, devices=["numpy", "cpu"]
    )


def test_without_pooling_nothing_else_changes():
    with_pools, without = (LeNet1(np.random.default_rng(3), pick=pick) for pick in (False, True))
    assert with_pools.named["H1"].params["w"].tolist() == without.named["H1"].params["w"].tolist()
    assert sum(p.size for p in with_pools.params.values()) - sum(p.size for p in without.params.values()) == 32
