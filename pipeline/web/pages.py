"""The table of our own pages; the navigation shows those of its rows that have a ``nav`` in their order."""

from __future__ import annotations

from pipeline.store import Role
from pipeline.web import (
    article_views,
    audit_views,
    decisions,
    entrance,
    form_views,
    quality_views,
    queue_views,
    report_views,
    search_views,
)
from pipeline.web.calls import Page

PAGES = (
    Page(path="/-/login", view=entrance.show_login),
    Page(path="/-/login", view=entrance.log_in, method="POST"),
    Page(path="/-/logout", view=entrance.log_out, method="POST"),
    Page(path="/-/enter", view=entrance.enter),
    Page(path="/-/language", view=entrance.choose),
    Page(path="/-/review", view=queue_views.show_queue, nav="nav.review"),
    Page(path="/-/review/queue.json", view=queue_views.show_queue_json),
    Page(path="/-/review/article", view=article_views.show_article),
    Page(path="/-/review/decide.json", view=decisions.decide, method="POST", role=Role.REVIEWER),
    Page(path="/-/review/undo.json", view=decisions.undo, method="POST", role=Role.REVIEWER),
    Page(path="/-/review/reading.json", view=form_views.show_reading),
    Page(path="/-/review/suggest.json", view=form_views.show_suggestion),
    Page(path="/-/review/institutions.json", view=form_views.show_institutions),
    Page(path="/-/review/token.json", view=form_views.show_token),
    Page(path="/-/search", view=search_views.show_search, nav="nav.search"),
    Page(path="/-/search.json", view=search_views.show_search_json),
    Page(path="/-/report", view=report_views.show_report, nav="nav.report"),
    Page(path="/-/quality", view=quality_views.show_quality, nav="nav.quality"),
    Page(path="/-/audit", view=audit_views.show_audit, role=Role.ADMIN, nav="nav.audit"),
)
