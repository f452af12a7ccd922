"""The stages with their rules and registry loaded: imported once, by the process that workers are forked from."""

from __future__ import annotations

import contextlib
import gc

from extractors import extract
from pipeline.jobs import reading

__all__ = ["reading"]

# A registry of the user's own that is unsound is told where a page is read.
with contextlib.suppress(Exception):
    extract("시는 올해 3명을 뽑는다.")
# What is never looked at by a collection stays one copy for all the processes.
gc.freeze()
