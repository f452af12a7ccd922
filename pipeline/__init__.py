"""From a publisher to a reviewed row: fetch, clean, store, and the commands that join them."""
