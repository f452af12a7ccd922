"""What every run of the tests says at its end."""

from tests.web.browsing import HOW_TO_GET_IT, find_chromium


def pytest_terminal_summary(terminalreporter):
    """Say in one line how to get a browser, where there is none."""
    if find_chromium() is None:
        terminalreporter.write_line(HOW_TO_GET_IT, yellow=True)
