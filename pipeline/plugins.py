"""Find the parts of a room by looking into its folder: one part is one file.

No registration, no entry point, no table to keep in step: a module in the folder that is not private *is* a part,
and its name is the part's name.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def find_parts(package: str) -> tuple[str, ...]:
    """Names of the parts in ``package`` (a dotted name), sorted, without importing any of them."""
    room = importlib.import_module(package)
    return tuple(sorted(part.name for part in pkgutil.iter_modules(room.__path__) if not part.name.startswith("_")))


def load_part(package: str, name: str) -> ModuleType:
    """Import one part by its name; ``KeyError`` with the names that exist when there is none of that name."""
    names = find_parts(package)
    if name not in names:
        raise KeyError(f"{name!r} is none of {', '.join(names)}")
    return importlib.import_module(f"{package}.{name}")


def load_parts(package: str) -> tuple[ModuleType, ...]:
    """Import every part of the room, in the order of their names."""
    return tuple(load_part(package, name) for name in find_parts(package))
