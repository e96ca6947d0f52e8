"""What reading page by page has in common for all formats."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import VanbanError


@contextmanager
def at_page(number: int) -> Iterator[None]:
    """Failures inside that name no page get this one."""
    try:
        yield
    except VanbanError as error:
        if error.page is not None:
            raise
        raise type(error)(error.message, page=number, hint=error.hint) from None
