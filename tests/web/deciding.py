"""Decisions sent as the article page sends them."""

import json

from tests.web.articles import key_of

URL = "/-/review/decide.json"


SCHOOL_KEY = key_of("school")


def facts_of(client, key=SCHOOL_KEY):
    """Return the facts of an article by their quotes, as its page has them."""
    page = client.get("/-/review/article", params={"key": key}).text
    data = page.partition('id="page-data">')[2].partition("</script>")[0]
    return {fact["quote"]: fact for fact in json.loads(data)["facts"]}


def decision(fact, verdict, *, article=SCHOOL_KEY, **more):
    """Return the body of a decision on a fact as it was shown."""
    place = {name: fact[name] for name in ("kind", "start", "end", "quote", "last")}
    seen = {name: fact[name] for name in ("start", "end", "reading")}
    return {"article": article, "revision": 1, "fact": fact["id"], "verdict": verdict, "seen": seen, **place, **more}
