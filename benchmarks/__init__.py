"""Speed and quality, each beside a peer or a floor in the same run: ``make bench``, ``make bench EVAL=DIR``."""
