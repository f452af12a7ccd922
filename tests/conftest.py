"""What every run of the tests leaves out, and says at its end, where there is no browser."""

import os
import signal

import pytest

from tests.web.browsing import HOW_TO_GET_IT, find_chromium

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell's job in the background is deaf to Ctrl-C, and so would all be that the tests start and interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config, items):
    """Leave the tests in a browser out where there is none; with REQUIRE_BROWSER=1 that is an error."""
    if find_chromium() is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            raise pytest.UsageError(HOW_TO_GET_IT)
        config.hook.pytest_deselected(items=[item for item in items if "browser" in item.fixturenames])
        items[:] = [item for item in items if "browser" not in item.fixturenames]


def pytest_terminal_summary(terminalreporter):
    """Say in one line how to get a browser."""
    if find_chromium() is None:
        terminalreporter.write_line(HOW_TO_GET_IT, yellow=True)
