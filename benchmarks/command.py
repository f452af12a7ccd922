"""The command as a benchmark starts it."""

from __future__ import annotations

import sys

PRESSFACTS = [sys.executable, "-c", "from pipeline.cli import main; main()"]
"""That of the checkout one stands in, whatever is installed."""
