"""Why a page is refused: the short list of reasons that land in ``fetches``."""

from __future__ import annotations

from typing import Final, NoReturn

from pipeline.model import NotAnArticle

BINARY: Final = "binary"
PICTURE: Final = "picture"
EMPTY: Final = "empty"
LIST_PAGE: Final = "list-page"
SOFT_404: Final = "soft-404"
LOGIN: Final = "login"
PAYWALL: Final = "paywall"
VIDEO_ONLY: Final = "video-only"
FOREIGN_LANGUAGE: Final = "foreign-language"
EMPTY_SHELL: Final = "empty-shell"
TOO_SHORT: Final = "too-short"

REASONS: Final = (
    BINARY,
    PICTURE,
    EMPTY,
    LIST_PAGE,
    SOFT_404,
    LOGIN,
    PAYWALL,
    VIDEO_ONLY,
    FOREIGN_LANGUAGE,
    EMPTY_SHELL,
    TOO_SHORT,
)


def refuse(reason: str, detail: str) -> NoReturn:
    """Raise the typed refusal; ``detail`` is one clear line for the user."""
    raise NotAnArticle(reason, detail)
