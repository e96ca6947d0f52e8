"""Writes invented papers with their exact gold.

python -m corpus.generator --seed 7 --count 500 --tier text --out DIR
"""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus.generator import produce


def main() -> None:
    """Read the options and write the folder."""
    parser = argparse.ArgumentParser(prog="corpus.generator", description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--tier", default="text", choices=produce.TIERS)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--noise", type=float, default=None, help="share of misread letters in the text tier")
    given = parser.parse_args()
    made = produce.write(given.seed, given.count, given.out, given.tier, given.noise)
    print(f"{made} papers in {given.count} files: {given.out}")


if __name__ == "__main__":
    main()
