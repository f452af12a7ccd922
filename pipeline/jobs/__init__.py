"""Joins the stages: a crawl of the sources, and adding by hand. Called by the command line, which catches errors."""

from __future__ import annotations

from pipeline.jobs.add import add
from pipeline.jobs.crawl import crawl
from pipeline.jobs.events import Event, Log
from pipeline.jobs.intake import current_versions
from pipeline.jobs.listings import Recheck
from pipeline.jobs.monitor import tell_monitor
from pipeline.jobs.patience import Backoff
from pipeline.jobs.planning import PlannedSource, plan
from pipeline.jobs.reading import Read
from pipeline.jobs.report_json import write_report
from pipeline.jobs.reports import AddReport, Alarm, Problem, Progress, ReasonCount, RunReport, SourceReport, Step
from pipeline.jobs.rereading import RereadReport, reclean, reextract

__all__ = [
    "AddReport",
    "Alarm",
    "Backoff",
    "Event",
    "Log",
    "PlannedSource",
    "Problem",
    "Progress",
    "Read",
    "ReasonCount",
    "Recheck",
    "RereadReport",
    "RunReport",
    "SourceReport",
    "Step",
    "add",
    "crawl",
    "current_versions",
    "plan",
    "reclean",
    "reextract",
    "tell_monitor",
    "write_report",
]
