"""The table of our own pages; the navigation shows those of its rows that have a ``nav`` in their order."""

from __future__ import annotations

from pipeline.web import entrance
from pipeline.web.calls import Page

PAGES = (
    Page(path="/-/login", view=entrance.show_login),
    Page(path="/-/login", view=entrance.log_in, method="POST"),
    Page(path="/-/logout", view=entrance.log_out, method="POST"),
    Page(path="/-/enter", view=entrance.enter),
    Page(path="/-/language", view=entrance.choose),
)
