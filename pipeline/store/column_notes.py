"""What each column of the database holds, shared by the tables and views that have it."""

from __future__ import annotations


def _numbers(name: str, about: str) -> dict[str, str]:
    return {
        name: f"{about}. INTEGER where it is whole, else REAL; null for a duration.",
        f"{name}_text": f"{about}. Exact: decimal digits, or an ISO 8601 duration as written (P1Y6M).",
        **_lengths(name, about),
    }


def _lengths(name: str, about: str) -> dict[str, str]:
    return {
        f"{name}_months": f"{about}. Years and months of a duration, in months; exact with {name}_seconds.",
        f"{name}_seconds": f"{about}. Weeks to seconds of a duration, in seconds; exact with {name}_months.",
        f"{name}_days": f"{about}. A duration in nominal days: a year is 365.2425, a month a twelfth of it.",
    }


VALUE = "The value as written; null for a range or a vague number (수십, 몇)"
LOW = "The low end of what the text claims; null where open"
HIGH = "The high end of what the text claims; null where open"

SPAN = {
    "start": "Where the fact begins in its revision's text, in code points.",
    "end": "Where it ends: text[start:end] is the quote.",
    "quote": "The shortest text that carries the value, without particles and modifiers.",
    "sentence": "The sentence that the quote stands in.",
}
SENTENCE_START = {"sentence_start": "Where the sentence begins in the text; start - sentence_start is the quote in it."}
MARKS = {
    "bound": "How the text bounds the value: exact, min, max, over, under or range; over and under leave the end open.",
    "approx": "1 where the text says about (약, 여, 가량, 규모 …), else 0.",
}
MONEY = {"currency": "ISO 4217 code of an amount's currency."}
RATE = {
    "per": "The rate of an amount or count: year, month, week, day or hour.",
    "each": "What the number is shared out to, as its noun (1인당 is 인).",
}
COUNTED = {
    "unit": "The counter of a count, as written (명, 개, 건).",
    "of": "The noun that a count counts, where it stands beside the number.",
}
PERIOD = {
    "form": "length, or interval for a duration given by two dates.",
    "role": "What the duration does: for, within, after, before, since or frequency.",
    "from_date": "First date of an interval, ISO 8601 as precise as known; --02 is a month without its year.",
    "to_date": "Last date of an interval, likewise.",
}
NAMED = {
    "institution": "The institution that is named (institutions.id).",
    "canonical": "Its full official name at the article's time where known, else as written.",
    "type": "What kind of body it is: government, university, company and so on.",
    "resolution": "How the canonical name is known: registry, article, suffix or none.",
}
QUALIFIERS = {"qualifiers": "The words that set bound, approximation and rate, as JSON [[start, end, text], …]."}
RULE = {"rule": "The rule that read the fact."}
VERSION = {
    "extractor_version": "Version of the extractors that last changed this row; a newer one that agrees does not."
}
ID = {"id": "Lasting id: a hash of article, kind, quote and which occurrence of the quote in the text it is."}
REVISION = {"revision": "The revision of the article that the fact was read in (revisions.n)."}
BESIDE = {
    "article": "The article's key (articles.key).",
    "title": "The article's headline.",
    "publisher": "Its publisher's name.",
    "published": "When it was published, ISO 8601 in Korean time.",
    "url": "Its address.",
}
NUMBER_SHOWN = {
    name: text
    for name, text in {**_numbers("value", VALUE), **_numbers("low", LOW), **_numbers("high", HIGH)}.items()
    if name.endswith("_text") or "_" not in name
}
LENGTH_SHOWN = {
    "value": f"{VALUE}. An ISO 8601 duration.",
    **_lengths("value", VALUE),
    "low": f"{LOW}. An ISO 8601 duration.",
    **_lengths("low", LOW),
    "high": f"{HIGH}. An ISO 8601 duration.",
    **_lengths("high", HIGH),
}
TRACE = {**RULE, **REVISION, **VERSION}

FACT = {
    **ID,
    "article": "The article's key (articles.key).",
    **REVISION,
    "kind": "amount, duration, count or institution.",
    **SPAN,
    **SENTENCE_START,
    **_numbers("value", VALUE),
    **_numbers("low", LOW),
    **_numbers("high", HIGH),
    **MARKS,
    **MONEY,
    **RATE,
    **COUNTED,
    **PERIOD,
    **NAMED,
    **QUALIFIERS,
    **RULE,
    **VERSION,
}
ARTICLE_TEXT = {
    "title": "Headline.",
    "byline": "Reporters, as a JSON list.",
    "publisher": "Publisher's name.",
    "published": "When it was published, ISO 8601 in Korean time.",
    "updated": "When the publisher says it was last changed, likewise.",
    "text": "The cleaned body, paragraphs separated by a blank line; offsets of facts count its code points.",
    "captions": "Picture captions, as a JSON list.",
    "subtitles": "Subtitles, as a JSON list.",
    "section": "The publisher's section.",
    "language": "Language of the page.",
    "image": "Address of the lead picture.",
    "encoding": "The charset that the page was decoded with.",
    "replaced": "How many bytes could not be decoded and became U+FFFD.",
    "layout": "The publisher's layout or the generic reader that found the body.",
    "warnings": "What the cleaner found odd, as a JSON list.",
    "cleaner_version": "Version of the cleaner that made this text.",
}
REVISION_ROW = {
    "article": "The article (articles.key).",
    "n": "1 for the first text of the article, then 2, 3 and so on.",
    "reason": "first; edited by the publisher; or recleaned, where a new cleaner read the same page otherwise.",
    "run": "The run that fetched the page.",
    "fetch": "The fetch in that run (fetches.n).",
    "page": "sha256 of the raw page, whose bytes are in the pages file beside the database.",
    **ARTICLE_TEXT,
    "extractor_version": "Version of the extractors whose facts stand for this revision.",
}

RUNS = {
    "id": "When the run began and a random suffix.",
    "command": "crawl, add, reclean or reextract.",
    "started": "When it began, UTC.",
    "ended": "When it ended, UTC; null for a run that is going on or was cut off.",
    "pressfacts_version": "Version of pressfacts.",
    "cleaner_version": "Version of its cleaner.",
    "extractor_version": "Version of its extractors.",
    "found": "URLs that the sources listed, or inputs that were named.",
    "new": "Articles seen for the first time.",
    "unchanged": "Pages that said 304 or held what was known.",
    "revised": "Articles that got a new revision.",
    "refused": "Pages refused: robots.txt, 404, no article.",
    "failed": "Listings, pages and inputs that could not be read.",
    "left_over": "URLs that a budget, a wait or a stop left for the next run.",
    "bytes": "Size of all pages read.",
    "seconds": "How long it took.",
    "alarms": "How many alarms it raised, standing ones included.",
    "report": "The whole report of a crawl, as JSON.",
    "reached": "The last article that a reclean or reextract has read (articles.key); a cut off one is gone on with.",
}
FETCHES = {
    "run": "The run (runs.id).",
    "n": "Number of the fetch in its run.",
    "source": "Key of the source that listed the URL; null for what was added by hand.",
    "url": "What was asked for: a canonical URL, or a file's path as it was named.",
    "final_url": "Where redirects ended.",
    "at": "When the answer came, UTC.",
    "status": "HTTP status; 200 for a file; null where no answer came.",
    "outcome": "new, revised, unchanged, not-modified (304), listing, not-article, refused or failed.",
    "reason": "Why it was refused or failed, from a short list (gone, robots, timeout, list-page …).",
    "article": "The article that the page holds (articles.key), where it holds one.",
    "page": "sha256 of the bytes received; the pages file keeps those that a revision names and those without article.",
    "content_type": "The Content-Type header: with it the page can be decoded again without the network.",
    "etag": "The validator ETag of the answer, sent with the next request.",
    "last_modified": "The validator Last-Modified, likewise.",
    "listed": "The date that the feed or sitemap gave for the URL, in Korean time.",
    "robots": "What robots.txt said: allowed, disallowed, delay (too long) or unreachable; null where not asked.",
    "bytes": "Size of the page, decoded of its content coding.",
    "seconds": "Time from asking to the answer, waiting for the host's turn included.",
    "listing": "1 for a feed, sitemap or list page, 0 for an article's page.",
    "failures": "Which failure of this URL in a row it is; 0 where it did not fail.",
    "next_attempt": "Where it failed: before this time, UTC, it is not asked for again.",
}
ARTICLES = {
    "key": "Canonical URL, or sha256: and the hash of its bytes for a file that names no URL.",
    "url": "Its address as the page gives it.",
    "title": "Headline of the latest revision.",
    "publisher": "Publisher's name.",
    "published": "When it was published, ISO 8601 in Korean time.",
    "revision": "Number of the latest revision (revisions.n).",
    "gone": "When the publisher was first seen to have taken it down, UTC; null while it is there.",
}

ATTEMPTS = {
    "attempts": "How often in a row it failed.",
    "next_attempt": "Before this time, UTC, it is not asked for; null: the next crawl asks.",
    "reason": "Why it failed, from the short list of fetches.reason.",
}
CLAIMED = {
    "cluster": "The text (clusters.cluster).",
    "kind": "amount, duration, count or institution.",
    "canonical": NAMED["canonical"],
    **{
        name: note
        for name, note in {**_numbers("value", VALUE), **_numbers("low", LOW), **_numbers("high", HIGH)}.items()
        if name.endswith("_text") or "_" not in name
    },
    **MARKS,
    **MONEY,
    **COUNTED,
    **RATE,
    **{name: PERIOD[name] for name in ("role", "from_date", "to_date")},
    "articles": "In how many articles of the cluster it stands.",
    "outlets": "Of how many outlets.",
    "quote": "How one of them writes it.",
    "first_published": "When the first of them was published, in Korean time.",
    "fact": "One of the facts (facts.id).",
}
CLUSTER = {"cluster": "The text that several outlets may carry (clusters.cluster): count its claim once."}
SUMMED = {
    "claims": "How many claims: an amount that one text names, however often and in however many outlets' copies.",
    "reviewed": "On how many of them a reviewer's word stands.",
    "unvalued": "How many of them have no number (수십억원) and are in no sum.",
    "low_sum": "Sum of the low ends, each claim once. INTEGER where exact, else REAL; null where they are open.",
    "high_sum": "Sum of the high ends, likewise; of exact amounts the same.",
    "figures": "How many different numbers the claims name.",
    "low_once": "Sum of the low ends, each figure once: for a budget that text after text names again.",
    "high_once": "Sum of the high ends, likewise.",
}
HEALTH = {
    "source": "Key of the source.",
    "health": "ok; partly, where some of its listings fail; failing; or refused.",
    "listings": "Its feeds, sitemaps and list pages; its URLs, where it has no listing.",
    "failing": "How many of them failed when they were last asked for.",
    "failures": "How often in a row, at most.",
    "reasons": "Why.",
    "last_success": "When it last answered, UTC.",
    "next_attempt": "Before this time, UTC, what fails is not asked for again; null: the next crawl asks.",
    "waiting": "Its URLs in the frontier.",
    "articles": "How many articles it has led to.",
}
REVIEW = {
    "id": "Random id of the review.",
    "target": "What it is about: one place of one kind, whatever facts.id the machine gives it; begins with r.",
    "n": "The how-manieth word on that target: a later one stands before an earlier one.",
    "verdict": "accept, reject, correct, add, or undo, which takes back the reviewer's own word before it.",
    "undoes": "The review that an undo takes back (reviews.id).",
    "reviewer": "The reviewer's id; names are kept in the accounts file only.",
    "at": "When it was said, UTC.",
    "note": "What the reviewer wrote to it.",
    "article": "The article (articles.key).",
    "revision": "The revision that was judged (revisions.n).",
    "kind": "amount, duration, count or institution.",
    "start": "Where the judged fact began in that revision, in code points.",
    "end": "Where it ended.",
    "quote": "The judged fact as written.",
    "context_before": "Up to 40 code points before it.",
    "context_after": "Up to 40 code points behind it.",
    "judged": "Every field of the fact as it was judged, as JSON; null for one that was added.",
    "stated": "Every field of the corrected or added fact, as JSON; null for other verdicts.",
    "rule": "The rule that had read the judged fact.",
    "extractor_version": "Version of the extractors that had read it.",
    "cleaner_version": "Version of the cleaner that had made the text.",
}
SAID = {
    "reviewer": "Who said the last word; null where none stands.",
    "reviewed_at": "When that was said, UTC.",
    "note": "What was written to it.",
    "words": "How many words were said in all, undone ones included.",
    "anchor": "How the word fits today's text: exact, moved, changed (the machine reads it otherwise now) or stale.",
}
ANCHOR = {
    "target": "What the words are about (reviews.target).",
    "verdict": "The last word that was not taken back: accept, reject, correct or add; null where none stands.",
    "review": "That word (reviews.id).",
    "last_review": "The newest word, an undo included (reviews.id): a reviewer who did not see it is told.",
    **SAID,
    "fact": "What the machine reads in the place (facts.id); null where it reads nothing there.",
    "hides": "place: the word stands for all that the machine reads there; fact: for the one judged; null: for none.",
    **{name: about for name, about in FACT.items() if name != "id"},
}
