"""Blocks to an article's text: the line rules applied in order, captions, decks and signatures set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.clean.blocks import Block
from pipeline.clean.dates import STAMP
from pipeline.clean.line_rule import PLAIN_SENTENCE, LineRule, matches
from pipeline.clean.line_rules import LINE_RULES
from pipeline.clean.text import SENTENCE, ends_sentence, flatten, hangul

LINE = tuple(one for one in LINE_RULES if one.effect in ("cut", "stop", "caption"))
HEADS = tuple(one for one in LINE_RULES if one.effect == "head")
TAILS = tuple(one for one in LINE_RULES if one.effect == "tail")
BRACKETED = re.compile(r"[\[(<【〈《].{1,60}[\])>】〉》]$")
SYMBOLS_ABOVE = "▲△▽▼◀◁"
MOST_DECKS = 8
LEAST_DECK = 5
LONG_LINE, SHORT_LINE = 40, 12
LONGEST_HEADING = 70
LONGEST_CAPTION = 220


@dataclass(slots=True, kw_only=True)
class Trimmed:
    """What is left of the blocks, each thing in its own place."""

    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    subtitles: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)
    """Cut lines and ends of lines that may name the reporter."""
    cuts: list[tuple[str, str]] = field(default_factory=list)
    """Each cut as (rule, what was cut), for --explain."""


def trim(blocks: Sequence[Block], title: str | None = None) -> Trimmed:
    """Return the article's paragraphs in ``blocks``, with everything that the line rules know taken out."""
    out = Trimmed()
    headline = flatten(title or "")
    whole = sum(hangul(block.text) for block in blocks if block.kind == "text" and SENTENCE.search(block.text)) or 1
    seen = 0
    bolds: set[int] = set()
    for block in blocks:
        rule = rule_for(block.text)
        if rule is not None and rule.effect == "stop" and seen >= 0.5 * whole:
            out.cuts.append((rule.name, block.text))
            break
        if block.kind == "text" and SENTENCE.search(block.text):
            seen += hangul(block.text)
        place(out, block, rule, headline, bolds)
    set_decks_apart(out, bolds)
    drop_copies(out)
    drop_trailers(out)
    return out


def rule_for(line: str) -> LineRule | None:
    """Return the first rule that takes the whole of ``line``."""
    if PLAIN_SENTENCE.search(line) and line[0] not in SYMBOLS_ABOVE:
        return None
    for rule in LINE:
        if matches(rule, line):
            return rule
    return None


def place(out: Trimmed, block: Block, rule: LineRule | None, headline: str, bolds: set[int]) -> None:
    """Put one block where it belongs."""
    line = block.text
    if rule is not None and rule.effect == "caption":
        if len(line) <= LONGEST_CAPTION and len(SENTENCE.findall(line)) <= 2:
            out.captions.append(line)
            return
        rule = None
    if rule is not None and (block.kind != "caption" or rule.name in ("share widget", "dialog", "end mark")):
        out.cuts.append((rule.name, line))
        if rule.signs:
            out.signatures.append(line)
        return
    if block.kind == "caption":
        out.captions.append(line)
        return
    if says_headline(line, headline):
        return
    if block.linked and not SENTENCE.search(line):
        out.cuts.append(("link", line))
        return
    if block.kind == "heading":
        out.subtitles.append(line)
        return
    line = strip_ends(out, line)
    if line:
        if block.bold and len(line) <= LONGEST_HEADING and not ends_sentence(line):
            bolds.add(len(out.paragraphs))
        out.paragraphs.append(line)


def says_headline(line: str, headline: str) -> bool:
    """Return whether ``line`` is the headline again; the head may have the site's name after it."""
    if not headline or len(line) > 3 * len(headline) + 40:
        return False
    flat = flatten(line)
    return headline.startswith(flat) and len(flat) >= 0.6 * len(headline)


def strip_ends(out: Trimmed, line: str) -> str:
    """Return ``line`` without datelines before it and signatures after it."""
    for rules, at_head in ((HEADS, True), (TAILS, False)):
        again = True
        while again and line:
            again = False
            for rule in rules:
                found = matches(rule, line)
                if found is None or not found.group(0):
                    continue
                out.cuts.append((rule.name, found.group(0).strip()))
                if rule.signs:
                    out.signatures.append(found.group(0).strip())
                line = line[found.end() :].strip() if at_head else line[: found.start()].strip()
                again = True
                break
    return line


def set_decks_apart(out: Trimmed, bolds: set[int]) -> None:
    """Move sub-heads, and the decks before the first sentence, from the paragraphs to the subtitles."""
    first = next((index for index, line in enumerate(out.paragraphs) if SENTENCE.search(line)), None)
    if first is None or sum(1 for line in out.paragraphs if SENTENCE.search(line)) < 2:
        return
    decks = {index for index in range(first) if len(out.paragraphs[index]) <= 100} if first <= MOST_DECKS else set()
    moved = decks | bolds
    for index in sorted(moved):
        line = out.paragraphs[index]
        if hangul(line) >= LEAST_DECK and not STAMP.search(line):
            out.subtitles.append(line)
        else:
            out.cuts.append(("deck", line))
    out.paragraphs = [line for index, line in enumerate(out.paragraphs) if index not in moved]


def drop_copies(out: Trimmed) -> None:
    """Leave out a long paragraph that stands twice: after a summary's label the first, else the second."""
    labelled = any(rule == "summary label" for rule, _ in out.cuts)
    places: dict[str, list[int]] = {}
    for index, line in enumerate(out.paragraphs):
        places.setdefault(line.replace(" ", ""), []).append(index)
    # A short line may well be said twice, unless longer ones around it are.
    long = sum(len(same) > 1 and len(out.paragraphs[same[0]]) >= LONG_LINE for same in places.values())
    least = SHORT_LINE if long >= 2 else LONG_LINE
    places = {line: same for line, same in places.items() if len(out.paragraphs[same[0]]) >= least}
    dropped = {index for same in places.values() for index in (same[:-1] if labelled else same[1:])}
    if dropped:
        out.cuts += [("copy", out.paragraphs[index]) for index in sorted(dropped)]
        out.paragraphs = [line for index, line in enumerate(out.paragraphs) if index not in dropped]


def drop_trailers(out: Trimmed) -> None:
    """Leave out what stands in brackets by itself after the last sentence."""
    while len(out.paragraphs) > 3 and BRACKETED.match(out.paragraphs[-1]) and not SENTENCE.search(out.paragraphs[-1]):
        out.cuts.append(("trailer", out.paragraphs.pop()))
