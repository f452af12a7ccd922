"""Joins the stages: a crawl of the sources, and adding by hand. Called by the command line, which catches errors."""

from __future__ import annotations

from pipeline.jobs.add import add
from pipeline.jobs.crawl import crawl
from pipeline.jobs.intake import Read, current_versions, load_reader
from pipeline.jobs.listings import Recheck
from pipeline.jobs.reports import AddReport, Problem, Progress, ReasonCount, RunReport, SourceReport, Step

__all__ = [
    "AddReport",
    "Problem",
    "Progress",
    "Read",
    "ReasonCount",
    "Recheck",
    "RunReport",
    "SourceReport",
    "Step",
    "add",
    "crawl",
    "current_versions",
    "load_reader",
]
