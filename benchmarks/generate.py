"""``python -m benchmarks.generate --articles N (--db FILE | --pages DIR | --texts FILE)``: press articles without end.

Seeded and streaming: the same seed and number give the same articles, in the order in which they are published, and
memory does not grow with their number. Facts come with the articles: a pool of sentences is read by the extractors
once, and every article is drawn from it. What is made is as uneven as the press: few outlets publish most, most at
noon on weekdays, few institutions are named most, and a tenth of the articles retell one that another outlet has told.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import json
import multiprocessing
import random
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from multiprocessing.queues import Queue
from pathlib import Path

from benchmarks.page_shapes import page_shapes
from benchmarks.text import bundled_texts, refresh
from extractors.facts import Fact, Institution, Qualifier
from extractors.reading import read
from extractors.registry import load_registry
from extractors.sentences import split_sentences
from pipeline.model import Article
from pipeline.store import Incoming, Reading, Store, Tally, Versions, Visit, page_hash, prepare

POOL = 100_000
"""Sentences to draw from; a smaller number of articles makes do with as many as it draws."""
SENTENCES = (6, 12, 18, 24, 30, 40, 60)
WITH_NUMBERS = 0.2
"""The share of sentences with numbers: the bundled articles have more of them than the press."""
RETOLD = 0.1
RECENT = 300
BATCH = 1_000
VERSION = "generated"
SEOUL = timezone(timedelta(hours=9))

_FIRST = datetime(2023, 1, 2)
_WEEKS = 150
_HOURS = (1, 1, 1, 1, 2, 6, 9, 10, 12, 14, 14, 12, 10, 13, 14, 14, 14, 13, 9, 7, 5, 4, 3, 2)
_WEEKEND = 0.4
_ADDRESSES = (
    "https://{host}/news/articleView.html?idxno={n}",
    "https://{host}/article/{day:%Y%m%d}/{n}",
    "https://{host}/{day:%Y/%m/%d}/{n}",
)
_FAMILY = "김이박최정강조윤장임한오서신권황안송류홍"
_GIVEN = "민서지하도윤예준시우주원채현수아영진호은경태"
_PLACES = "가람 나래 다솜 라온 마루 바름 새길 아라 자람 참빛 하늘 온새 푸름 한결 미리 누리 도담 보람 슬기 여울".split()
_KINDS = "일보 신문 뉴스 경제 방송 투데이 타임스 매일 저널 통신".split()
_SECTIONS = "정치 경제 사회 지역 국제 문화 스포츠 과학".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the pool and its facts, whose offsets count from its first letter."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """One article and what the extractors would say of it."""

    key: str
    article: Article
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher and how its addresses look."""

    name: str
    host: str
    address: str


def articles(number: int, seed: int = 1) -> Iterator[Generated]:
    """Yield so many articles with their facts, about 20 each."""
    chance = random.Random(seed)
    outlets, weights = _outlets()
    pool = list(sentences(min(POOL, number * 24), seed))
    recent: deque[list[Sentence]] = deque(maxlen=RECENT)
    for n in range(number):
        if recent and chance.random() < RETOLD:
            told = chance.choice(recent)
            chosen = told[: max(3, len(told) - chance.randint(0, 4))]
        else:
            chosen = chance.choices(pool, k=chance.choice(SENTENCES))
            recent.append(chosen)
        (outlet,) = chance.choices(outlets, cum_weights=weights)
        yield _compose(chosen, outlet, n, _published(n, number), chance)


def sentences(number: int, seed: int = 1) -> Iterator[Sentence]:
    """Yield so many sentences of fresh words, numbers and institutions, with the facts that the extractors read."""
    chance = random.Random(seed)
    names = [name for entry in load_registry() for name in (entry.name, *entry.aliases[:1])]
    chance.shuffle(names)
    weights = list(itertools.accumulate(1 / (rank + 5) for rank in range(len(names))))
    forms: dict[bool, list[list[str]]] = {True: [], False: []}
    for sentence in (text[start:end] for text in bundled_texts() for start, end in split_sentences(text)):
        facts = read(sentence)
        numbers = any(not isinstance(fact, Institution) for fact in facts)
        forms[numbers].append(_cut_at_institutions(sentence, facts))
    for _ in range(number):
        first, *rest = chance.choice(forms[chance.random() < WITH_NUMBERS])
        drawn = chance.choices(names, cum_weights=weights, k=len(rest))
        parts = zip(drawn, rest, strict=True)
        text = refresh(first, chance) + "".join(name + refresh(part, chance) for name, part in parts)
        yield Sentence(text=text, facts=read(text))


def pages(number: int, seed: int = 1) -> Iterator[tuple[Article, bytes]]:
    """Yield articles and their pages, in the markup and under the addresses of the bundled site's outlets."""
    chance = random.Random(seed)
    shapes = page_shapes()
    for n, made in enumerate(articles(number, seed)):
        shape = chance.choice(shapes)
        article = replace(made.article, url=shape.address(n), publisher=shape.publisher)
        yield article, shape.fill(article, chance)


def fill(path: Path, number: int, seed: int = 1, tell: Callable[[str], None] = lambda _: None) -> None:
    """Write a database of so many articles as an import does; their pages are as good as none."""
    started = time.perf_counter()
    with Store.open(path) as store, prepared(number, seed) as batches:
        run = store.begin_run("add", Versions(pressfacts=VERSION, cleaner=VERSION, extractor=VERSION))
        done = 0
        with store.importing():
            for batch in batches:
                store.save_many(run, batch)
                done += len(batch)
                tell(f"{done:,} articles, {done / (time.perf_counter() - started):,.0f} a second")
            tell("indexes")
        store.end_run(run, Tally(found=number, new=number), seconds=time.perf_counter() - started)


@contextmanager
def prepared(number: int, seed: int = 1) -> Iterator[Iterator[list[Incoming]]]:
    """Yield batches of prepared articles, which a process of its own makes."""
    context = multiprocessing.get_context("spawn")
    queue: Queue[list[Incoming]] = context.Queue(maxsize=4)
    maker = context.Process(target=_prepare_all, args=(queue, number, seed), daemon=True)
    maker.start()
    try:
        yield iter(queue.get, [])
    finally:
        maker.kill()


def _prepare_all(queue: Queue[list[Incoming]], number: int, seed: int) -> None:
    made = articles(number, seed)
    while batch := list(itertools.islice(made, BATCH)):
        queue.put([incoming(each) for each in batch])
    queue.put([])


def incoming(made: Generated) -> Incoming:
    """Return an article as it would come in; its page is as good as none."""
    body = made.key.encode()
    assert made.article.published
    return Incoming(
        visit=Visit(
            url=made.key,
            at=made.article.published.replace(tzinfo=SEOUL),
            source=made.key.split("/")[2],
            status=200,
            page=page_hash(body),
        ),
        prepared=prepare(made.article, key=made.key, reading=made.reading),
        page=body,
    )


def _outlets() -> tuple[list[Outlet], list[float]]:
    """Return the outlets and how often each is drawn, summed up: the n-th about 1/n as often as the first."""
    names = [f"{place}{kind}" for kind in _KINDS for place in _PLACES]
    outlets = [
        Outlet(name=name, host=f"outlet{n:03}.test", address=_ADDRESSES[n % len(_ADDRESSES)])
        for n, name in enumerate(names)
    ]
    return outlets, list(itertools.accumulate(1 / (rank + 3) for rank in range(len(outlets))))


@cache
def _week() -> list[float]:
    """Return the share of a week's articles that is out by the end of each of its hours."""
    weights = [hour * (_WEEKEND if day > 4 else 1) for day in range(7) for hour in _HOURS]
    return [passed / sum(weights) for passed in itertools.accumulate(weights)]


def _published(n: int, number: int) -> datetime:
    weeks, share = divmod(n * _WEEKS / number, 1)
    hour = bisect.bisect_right(_week(), share)
    before = _week()[hour - 1] if hour else 0.0
    minutes = 60 * (hour + (share - before) / (_week()[hour] - before))
    return _FIRST + timedelta(weeks=weeks, minutes=int(minutes))


def _cut_at_institutions(sentence: str, facts: Sequence[Fact]) -> list[str]:
    """Return the parts of a sentence between the institutions that it names."""
    spans = [(fact.start, fact.end) for fact in facts if isinstance(fact, Institution)]
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(sentence)]
    return [sentence[start:end] for start, end in zip(starts, ends, strict=True)]


def _moved(fact: Fact, by: int) -> Fact:
    if isinstance(fact, Institution):
        return replace(fact, start=fact.start + by, end=fact.end + by)
    qualifiers = tuple(Qualifier(start + by, end + by, text) for start, end, text in fact.qualifiers)
    return replace(fact, start=fact.start + by, end=fact.end + by, qualifiers=qualifiers)


def _compose(
    chosen: Sequence[Sentence], outlet: Outlet, n: int, published: datetime, chance: random.Random
) -> Generated:
    parts: list[str] = []
    facts: list[Fact] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for place, sentence in enumerate(chosen):
        if place:
            gap = " " if place % 3 else "\n\n"
            parts.append(gap)
            at += len(gap)
        parts.append(sentence.text)
        facts += [_moved(fact, at) for fact in sentence.facts]
        spans.append((at, at + len(sentence.text)))
        at += len(sentence.text)
    url = outlet.address.format(host=outlet.host, n=n, day=published)
    article = Article(
        url=url,
        title=chosen[0].text[:40].strip(" ."),
        byline=(chance.choice(_FAMILY) + "".join(chance.choices(_GIVEN, k=2)),),
        published=published,
        updated=None,
        publisher=outlet.name,
        text="".join(parts),
        section=chance.choice(_SECTIONS),
        language="ko",
        encoding="utf-8",
        layout=VERSION,
        cleaner_version=VERSION,
    )
    return Generated(key=url, article=article, reading=Reading(facts=facts, sentences=spans, version=VERSION))


def main() -> None:
    """Write articles as a database, as pages or as texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    out = parser.add_mutually_exclusive_group(required=True)
    out.add_argument("--db", type=Path, help="a new database, filled with articles and facts")
    out.add_argument("--pages", type=Path, help="a folder, filled with HTML files")
    out.add_argument("--texts", type=Path, help="a JSON Lines file for pressfacts extract")
    options = parser.parse_args()
    if options.db:
        if options.db.exists():
            parser.error(f"{options.db} is there already; name a new file")
        fill(options.db, options.articles, options.seed, tell=lambda line: print(f"\r{line}", end="", flush=True))
        print()
    elif options.pages:
        options.pages.mkdir(parents=True, exist_ok=True)
        for n, (_, page) in enumerate(pages(options.articles, options.seed)):
            (options.pages / f"{n:07}.html").write_bytes(page)
    else:
        with options.texts.open("w", encoding="utf-8") as lines:
            for made in articles(options.articles, options.seed):
                lines.write(json.dumps({"id": made.key, "text": made.article.text}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
