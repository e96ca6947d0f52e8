"""Rebuilds the vendored fonts. Needs ``fonttools`` and ``brotli`` (not dependencies of the project) in a scratch env.

    apt-get download fonts-croscore && dpkg -x fonts-croscore_*.deb deb
    npm pack @fontsource/patrick-hand @fontsource/caveat   # unpack each into its own folder
    python corpus/generator/fonts/build.py SCRATCH_FOLDER

In every face a glyph that stands for several characters keeps one of them only: printers name a glyph in the text
layer by reversing that table, and would write a soft hyphen for every hyphen and Icelandic Eth for Đ. The handwriting
faces come in subsets (latin, latin-ext, vietnamese), which are merged into one TrueType file each, because a page needs
all the letters of a word from one face.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
CROSCORE = (
    *(f"Tinos-{style}" for style in ("Regular", "Bold", "Italic", "BoldItalic")),
    *(f"{family}-{style}" for family in ("Arimo", "Cousine") for style in ("Regular", "Bold", "Italic")),
)
HAND = {"PatrickHand": "patrick-hand", "Caveat": "caveat"}


PREFERRED = {0x0110}
"""Characters that win over a lower one on the same glyph (Đ over Eth)."""


def one_character_a_glyph(source: Path, target: Path) -> None:
    """Save the face with each glyph reached from one character: the preferred, else the lowest."""
    font = importlib.import_module("fontTools.ttLib").TTFont(source)
    keep: dict[str, int] = {}
    for code, glyph in sorted(font.getBestCmap().items(), key=lambda item: (item[0] not in PREFERRED, item[0])):
        keep.setdefault(glyph, code)
    for table in font["cmap"].tables:
        table.cmap = {code: glyph for code, glyph in table.cmap.items() if keep.get(glyph) == code}
    font.save(target)


def merge_hand(name: str, package: Path) -> None:
    """Join the subsets of one @fontsource package into ``name``-Regular.ttf, shaping tables dropped."""
    ttlib = importlib.import_module("fontTools.ttLib")
    merge = importlib.import_module("fontTools.merge")
    parts = []
    for subset in ("latin", "latin-ext", "vietnamese"):
        source = next(iter(sorted(package.glob(f"*-{subset}-400-normal.woff2"))), None)
        if source is None:  # Caveat has no Vietnamese letters; it writes figures only.
            continue
        font = ttlib.TTFont(source)
        font.flavor = None
        for table in ("GSUB", "GPOS", "GDEF", "STAT", "DSIG"):
            if table in font:
                del font[table]
        part = package / f"{subset}.ttf"
        font.save(part)
        parts.append(str(part))
    merged = merge.Merger().merge(parts)
    joined = package / "joined.ttf"
    merged.save(joined)
    one_character_a_glyph(joined, HERE / f"{name}-Regular.ttf")


def main(scratch: Path) -> None:
    """Copy and merge everything found under the scratch folder."""
    for name in CROSCORE:
        one_character_a_glyph(next(scratch.rglob(f"{name}.ttf")), HERE / f"{name}.ttf")
    for name, package in HAND.items():
        merge_hand(name, next(scratch.rglob(f"{package}-latin-400-normal.woff2")).parent)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
