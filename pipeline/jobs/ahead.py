"""Looking ahead: begin with some pages more while the one before is finished, and finish them in their order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import TypeVar

_T = TypeVar("_T")


async def in_order(begun: Iterable[Callable[[], Awaitable[_T]]], ahead: int) -> AsyncIterator[_T]:
    """Yield what each call gives, in their order; the iterable, which begins them, is at most so many ahead."""
    waiting: deque[Callable[[], Awaitable[_T]]] = deque()
    for finish in begun:
        await asyncio.sleep(0)
        waiting.append(finish)
        if len(waiting) > ahead:
            yield await waiting.popleft()()
    while waiting:
        yield await waiting.popleft()()
