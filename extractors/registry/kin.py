"""One institution under all its names: the bodies that a name can mean, and those that they were before."""

from __future__ import annotations

from extractors.registry.entries import Entry
from extractors.registry.lookup import Registry


def find_kin(registry: Registry, name: str) -> tuple[Entry, ...]:
    """Return the institutions that bear the name, then the bodies that were renamed or merged into them."""
    kin = {entry.id: entry for entry in registry.candidates(name)}
    formers: dict[str, list[Entry]] = {}
    for entry in registry:
        if entry.successor:
            formers.setdefault(entry.successor, []).append(entry)
    waiting = list(kin)
    while waiting:
        for former in formers.get(waiting.pop(), ()):
            if former.id not in kin:
                kin[former.id] = former
                waiting.append(former.id)
    return tuple(kin.values())
