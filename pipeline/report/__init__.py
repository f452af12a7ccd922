"""Pictures of a database: a report as one file that opens from disk, and the same as the body of a served page."""

from __future__ import annotations

from pipeline.report.page import STATIC, is_report, report_body, report_file

__all__ = ["STATIC", "is_report", "report_body", "report_file"]
