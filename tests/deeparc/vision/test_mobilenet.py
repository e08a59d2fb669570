"""MobileNet-v2: names and counts as published; the packaged weights recognise packaged photographs."""

import functools

import numpy as np
import pytest
import torch

from deeparc.core.count import count, total
from deeparc.core.data.imagenet import CLASSES, centred, here
from deeparc.core.data.photo_patches import photograph
from deeparc.core.module import build, outline
from deeparc.vision.mobilenet import InvertedResidual, MobileNetV2, guesses, recogniser

packaged = pytest.mark.skipif(not here(), reason="needs the packages of requirements-data.txt")


def test_counts():
    parameters, macs = total(count(outline(MobileNetV2), (3, 224, 224)))
    assert parameters == 3_504_872  # "3.4 M" in the paper, which leaves the means and variances' gains out
    assert macs == 300_774_272  # "300 M"
    assert total(count(outline(functools.partial(MobileNetV2, 10)), (3, 224, 224))).parameters == 2_236_682


def test_shortcut_only_between_equal_shapes():
    for inputs, maps, stride, expected in ((8, 8, 1, True), (8, 8, 2, False), (8, 12, 1, False)):
        block = build(functools.partial(InvertedResidual, inputs, maps, stride, 6), np.random.default_rng(0)).eval()
        x = torch.rand(2, inputs, 6, 6)
        y = block(x)
        assert y.shape == (2, maps, 6 // stride, 6 // stride)
        assert block.shortcut is expected
        torch.testing.assert_close(y, block.conv(x) + x if expected else block.conv(x))


@packaged
def test_the_trained_net_recognises_photographs():
    net = recogniser()
    assert not any(p.requires_grad for p in net.parameters())
    with torch.no_grad():
        found = {
            n: guesses(net(torch.from_numpy(centred(photograph(n)))[None])) for n in ("coffee", "chelsea", "china")
        }
    assert found["coffee"][0].name == "espresso"
    assert found["coffee"][0].probability > 0.9
    assert {"tabby", "tiger cat", "Egyptian cat"} >= {guess.name for guess in found["chelsea"][:3]}
    assert found["china"][0].name == "palace"
    assert sum(guess.probability for guess in guesses(torch.zeros(CLASSES), CLASSES)) == pytest.approx(1)


@packaged
def test_pixels_are_standardised_and_have_gradients():
    net = recogniser()
    x = torch.rand(1, 3, 64, 64, dtype=torch.float32, requires_grad=True)
    z = net.standardised(x)
    expected = (x.detach().numpy()[0, 1] - 0.456) / 0.224
    np.testing.assert_allclose(z.detach().numpy()[0, 1], expected, rtol=1e-5)
    net(x)[0, 3].backward()
    assert float(x.grad.abs().max()) > 0


@packaged
def test_bad_logits_are_refused():
    with pytest.raises(ValueError, match="one image at a time"):
        guesses(torch.zeros(2, CLASSES))
    with pytest.raises(ValueError, match="k"):
        guesses(torch.zeros(CLASSES), 0)


@packaged
@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_the_same_logits_on_cuda():
    x = torch.from_numpy(centred(photograph("coffee")))[None]
    on_cpu, on_cuda = recogniser()(x), recogniser("cuda")(x.cuda()).cpu()
    torch.testing.assert_close(on_cuda, on_cpu, rtol=1e-3, atol=1e-2)
