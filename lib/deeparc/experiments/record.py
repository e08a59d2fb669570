"""Running an experiment and keeping its result, with what is needed to get it again."""

import json
import pkgutil
import platform
from functools import cache
from importlib import import_module, metadata, resources
from importlib.util import find_spec
from pathlib import Path

from deeparc import experiments

_SHARED = {"record", "protocol"}  # the modules here that are no experiment
EXPERIMENTS = {
    name.replace("_", "-"): f"deeparc.experiments.{name}"
    for _, name, is_package in pkgutil.iter_modules(experiments.__path__)
    if not is_package and not name.startswith("_") and name not in _SHARED
}  # name, of a system or of a chapter that has none: module with run(seed) -> dict
HEAVY = {  # minutes, not seconds: run only when named
    *("convnet-1990", "lenet5", "rnp-study"),
    *("alexnet", "overfeat", "vgg", "googlenet", "resnet"),
    *("deconvnet", "deepdream", "adversarial", "fooling-images"),
}


def write(system: str, folder: Path, seed: int = 0) -> Path:
    """Run the experiment of one system and write its result to `folder`/<system>.json.

    Args:
        system: a key of `EXPERIMENTS`.
        folder: an existing directory.
        seed: of every generator in the experiment.

    Raises:
        ValueError: there is no such experiment.
    """
    _known(system)
    results = _rounded(import_module(EXPERIMENTS[system]).run(seed))
    installed = ("numpy", "scipy", "scikit-learn", *(["torch"] if find_spec("torch") else []))
    result = {
        "system": system,
        "command": f"python -m deeparc.experiments {system}" + (f" --seed {seed}" if seed else ""),
        "seed": seed,
        "versions": {"python": platform.python_version()}
        | {package: metadata.version(package) for package in installed},
        "results": results,
    }
    path = folder / f"{system}.json"
    path.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@cache
def _text(system: str) -> str:
    return (resources.files("deeparc.experiments.results") / f"{system}.json").read_text(encoding="utf-8")


def read(system: str) -> dict:
    """Return the result that is kept for one system: a dict with command, seed, versions and results.

    Raises:
        ValueError: there is no such experiment.
    """
    _known(system)
    return json.loads(_text(system))


def _known(system: str) -> None:
    if system not in EXPERIMENTS:
        raise ValueError(f"system is {system!r}, expected one of {', '.join(EXPERIMENTS)}")


def _rounded(value: object) -> object:
    """Keep six significant digits, so that another machine's last bits do not change the file."""
    if isinstance(value, dict):
        return {key: _rounded(x) for key, x in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(x) for x in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value
