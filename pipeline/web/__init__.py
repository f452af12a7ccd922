"""The database in the browser: Datasette with pages of our own beside its tables, behind one gate.

`places` says which addresses are ours, `gate` refuses what does not come from our own pages, `plugin` hangs the rows of
`pages.PAGES` into Datasette. To add a page: a view (an async function of a `Call`), a template that extends
``page.html``, words in ``messages.toml``, a row in `pages.PAGES`.
"""

from __future__ import annotations

from pipeline.web.application import build_application
from pipeline.web.places import Place, PlaceRefused

__all__ = ["Place", "PlaceRefused", "build_application"]
