"""Debian's Chromium, driven by Playwright: found by CHROMIUM or on PATH."""

import os
import shutil
from contextlib import contextmanager

HOW_TO_GET_IT = "no Chromium: set CHROMIUM, or apt-get install chromium fonts-nanum; the browser tests did not run"
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def find_chromium():
    """Return the path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium():
    """Run a browser until the block ends."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page whose complaints are kept: console errors, uncaught exceptions, breaches of the policy."""

    def __init__(self, page):
        self.page = page
        self.complaints = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message):
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")
