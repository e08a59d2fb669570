"""The index's entries for "AlexNet to ResNet"."""

from functools import partial

from deeparc.core.count import count, total
from deeparc.core.depth import depth
from deeparc.core.module import outline
from deeparc.index.figure import Figure, command, ours
from deeparc.vision import overfeat
from deeparc.vision.alexnet import AlexNet
from deeparc.vision.googlenet import GoogLeNet
from deeparc.vision.resnet import resnet
from deeparc.vision.vgg import VGG

CHAPTER = "chapters/convnets/deep-convnets"
TASK = "test error of a small one on digits on photographs, learned from 4,000"


def _small(system: str) -> Figure:
    """Return the error of the small net of a system."""
    error, parameters = ours(system, "test_error")["mean"], ours(system, "parameters")
    text = f"{error:.1%} {TASK}; it has {parameters:,} parameters".replace("%", " %")
    return Figure(text, error, command(system))


def _alexnet() -> dict:
    size = total(count(outline(AlexNet), (3, 227, 227)))
    return {
        "object": "deeparc.vision.alexnet.AlexNet",
        "chapter": f"{CHAPTER}/alexnet",
        "paper": "A. Krizhevsky, I. Sutskever and G. E. Hinton, ImageNet classification with deep convolutional neural "
        "networks, 2012",
        "bib_key": "krizhevsky2012",
        "published": Figure(
            "18.2 % top-5 error on ImageNet's validation images for one net; 15.3 % in the contest of 2012, seven nets",
            {"one net": 0.182, "contest": 0.153},
            "krizhevsky2012",
        ),
        "ours": _small("alexnet"),
        "parameters": Figure(f"{size.parameters:,}; {_billions(size.macs)}", size.parameters, "krizhevsky2012"),
    }


def _overfeat() -> dict:
    fast = total(count(outline(overfeat.fast), (3, 231, 231)))
    accurate = total(count(outline(overfeat.accurate), (3, 221, 221)))
    found = ours("overfeat", "found")["three scales, fine"]["9"]
    rate, off, wrong = (found[what]["mean"] for what in ("rate", "off", "wrong"))
    return {
        "object": "deeparc.vision.overfeat.OverFeat",
        "chapter": f"{CHAPTER}/alexnet",
        "paper": "P. Sermanet, D. Eigen, X. Zhang, M. Mathieu, R. Fergus and Y. LeCun, OverFeat: integrated "
        "recognition, localization and detection using convolutional networks, 2013 (published 2014)",
        "bib_key": "sermanet2014",
        "published": Figure(
            "ImageNet 2013: 29.9 % localisation error, first; 24.3 % mean average precision in detection, after the "
            "contest",
            {"localisation": 0.299, "detection": 0.243},
            "sermanet2014",
        ),
        "ours": Figure(
            f"{rate:.0%} of digits on photographs found with their class, centres off by {off:.1f} pixels, {wrong:.1f} "
            "wrong boxes a picture".replace("%", " %"),
            {"found": rate, "off": off, "wrong": wrong},
            command("overfeat"),
        ),
        "parameters": Figure(
            f"fast: {fast.parameters:,}, accurate: {accurate.parameters:,}",
            {"fast": fast.parameters, "accurate": accurate.parameters},
            "sermanet2014",
        ),
    }


def _vgg() -> dict:
    sizes = {name: total(count(outline(partial(VGG, c)), (3, 224, 224))) for name, c in (("16", "D"), ("19", "E"))}
    return {
        "object": "deeparc.vision.vgg.VGG",
        "chapter": f"{CHAPTER}/depth",
        "paper": "K. Simonyan and A. Zisserman, Very deep convolutional networks for large-scale image recognition, "
        "2014 (published 2015)",
        "bib_key": "simonyan2015",
        "published": Figure(
            "7.3 % top-5 error on ImageNet in the contest of 2014; one net alone, later, 7.0 %",
            {"contest": 0.073, "one net": 0.07},
            "simonyan2015",
        ),
        "ours": _small("vgg"),
        "parameters": Figure(
            "; ".join(f"VGG-{name}: {size.parameters:,}, {_billions(size.macs)}" for name, size in sizes.items()),
            {f"VGG-{name}": size.parameters for name, size in sizes.items()},
            "simonyan2015",
        ),
    }


def _googlenet() -> dict:
    paper = outline(GoogLeNet)
    size = total(count(paper, (3, 224, 224)))
    heads = sum(p.numel() for p in paper.parameters())
    return {
        "object": "deeparc.vision.googlenet.GoogLeNet",
        "chapter": f"{CHAPTER}/depth",
        "paper": "C. Szegedy et al., Going deeper with convolutions, 2014 (published 2015)",
        "bib_key": "szegedy2015",
        "published": Figure("6.67 % top-5 error on ImageNet in the contest of 2014, seven nets", 0.0667, "szegedy2015"),
        "ours": _small("googlenet"),
        "parameters": Figure(
            f"{size.parameters:,} in {depth(paper)} layers, {heads:,} with the heads for training; "
            f"{_billions(size.macs)}",
            size.parameters,
            "szegedy2015",
        ),
    }


def _resnet() -> dict:
    net = outline(partial(resnet, 152))
    size = total(count(net, (3, 224, 224)))
    errors, deepest = ours("resnet", "errors"), str(ours("resnet", "comparison")["deepest"])
    measured = {kind: errors[kind][deepest]["test"]["mean"] for kind in ("plain", "residual")}
    measured["small"] = ours("resnet", "test_error")["mean"]
    return {
        "object": "deeparc.vision.resnet.ResNet",
        "chapter": f"{CHAPTER}/residual",
        "paper": "K. He, X. Zhang, S. Ren and J. Sun, Deep residual learning for image recognition, 2015 (published "
        "2016)",
        "bib_key": "he2016",
        "published": Figure(
            "3.57 % top-5 error on ImageNet in the contest of 2015, six nets; 4.49 % for one of 152 layers, validation",
            {"contest": 0.0357, "one net": 0.0449},
            "he2016",
        ),
        "ours": Figure(
            f"{measured['small']:.1%} {TASK}; with {deepest} layers, at half the size, {measured['residual']:.1%} with "
            f"shortcuts and {measured['plain']:.1%} without".replace("%", " %"),
            measured,
            command("resnet"),
        ),
        "parameters": Figure(
            f"ResNet-152: {size.parameters:,} in {depth(net)} layers; {_billions(size.macs)}", size.parameters, "he2016"
        ),
    }


def _billions(macs: int) -> str:
    return f"{macs / 1e9:.2f} billion multiplications for a picture"


ENTRIES = {"alexnet": _alexnet, "overfeat": _overfeat, "vgg": _vgg, "googlenet": _googlenet, "resnet": _resnet}
