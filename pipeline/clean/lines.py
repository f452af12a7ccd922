"""Blocks to an article's text: the line rules applied in order, captions, decks and signatures set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.clean.blocks import Block
from pipeline.clean.bylines import names_bare
from pipeline.clean.dates import STAMP
from pipeline.clean.line_rule import PLAIN_SENTENCE, LineRule, matches
from pipeline.clean.line_rules import LINE_RULES
from pipeline.clean.pictures import LEAST_DECK, LISTED, LONGEST_CAPTION, SYMBOLS_ABOVE, TOLD, is_text, shows_picture
from pipeline.clean.text import SENTENCE, ends_sentence, flatten, hangul, one_dot

LINE = tuple(one for one in LINE_RULES if one.effect in ("cut", "stop", "caption"))
HEADS = tuple(one for one in LINE_RULES if one.effect == "head")
TAILS = tuple(one for one in LINE_RULES if one.effect == "tail")
BRACKETED = re.compile(r"[\[(<【〈《].{1,60}[\])>】〉》]$")
OFFICE = re.compile(
    r"[/|■◆▲<(\[]?\s?(?:필자|글쓴이|저자)?\s?[:：]?\s?[가-힣A-Za-z·()/,|ㅣ\s]{2,36}(?:교수|위원|대표|연구원|연구위원|변호사|의원|이사장|이사|작가|박사|회장|총장|소장|시인|소설가|평론가"
    r"|전문의|원장|약사|회계사|세무사|칼럼니스트|사무총장|본부장|논설고문|고문|센터장|학장|관장|감독|국장|활동가)\s?[)\]>]?"
)
RELATED = re.compile(r"관련|연관")
RIGHTS = re.compile(r"무단|재배포|reserved", re.I)
TOLD_BEFORE = re.compile(r".{20,}[가-힣](?<!니)다\.[\"”’')\]]?\s*[<\[(]?\s?(?:저작권자|ⓒ|©)")
"""A paragraph that the rights follow on its own line."""
PROMPT = re.compile(r"(?<=\S)\s+(?:원본\s?보기\s?아이콘|(?:이미지|사진)\s?(?:크게|확대)\s?보기|확대\s?보기)$")
"""What a button says behind a caption."""
SPEAKER = re.compile(r"[▶◀☎]|[\[{][^\]}]{2,40}[\]}]$|[QA문답]\s?[.:]|[QA]\d")
"""Who speaks, or a question: ``▶ 인터뷰 : 홍길동 / 주민``, ``[홍길동/주민]``, ``Q. …``."""
QUOTE = re.compile(r"[“\"][^“”\".?!]{6,40}[”\"]")
"""A sub-head that quotes: no full stop stands in it."""
EYE_CATCHER = re.compile(r"[“\"‘][^“”\"]{15,120}[”\"’]")
CAPTION_LABELS = ("사진설명", "사진 설명", "[사진설명]", "[사진 설명]")
POLITE = re.compile(r"^[^“”\"]{6,40}(?:니다|세요)\.$")
MOST_DECKS = 8
LONG_LINE, SHORT_LINE = 40, 12
LONGEST_HEADING = 70


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
    told: list[str] = []
    skipping = False
    summary = -1
    for index, block in enumerate(blocks):
        rule = rule_for(block.text)
        if rule is not None and rule.name == "summary label":
            summary = max(summary, end_of_summary(blocks, index))
        if index <= summary:
            out.cuts.append(("summary", block.text))
            continue
        if rule is not None and rule.effect == "caption" and is_text(blocks, index, whole):
            rule = None
        if rule is not None and ends_text(rule, block.text, seen / whole):
            out.cuts.append((rule.name, block.text))
            if not (rule.name == "related list" and RELATED.search(block.text) and goes_on(blocks[index + 1 :], whole)):
                break
            skipping = True
            continue
        skipping = skipping and not SENTENCE.search(block.text)
        if skipping or (seen >= 0.9 * whole and out.signatures and follows_signature(block, out.paragraphs)):
            out.cuts.append(("related link" if skipping else "after the signature", block.text))
            continue
        if block.kind == "text" and SENTENCE.search(block.text):
            seen += hangul(block.text)
        if rule is not None and rule.effect == "caption" and block.kind == "text" and block.text[0] in SYMBOLS_ABOVE:
            told.append(block.text)
        place(out, block, rule, headline, bolds)
    if not out.paragraphs:
        # ``▲ …`` or a caption and nothing else: a notice or a picture's own article.
        out.paragraphs = told or [line for line in out.captions if TOLD.search(line)]
        out.captions = [line for line in out.captions if line not in out.paragraphs]
    set_decks_apart(out, bolds)
    drop_copies(out)
    drop_trailers(out)
    return out


def end_of_summary(blocks: Sequence[Block], index: int) -> int:
    """Return where the summary that ``AI 요약`` opens is closed by the note that a machine made it; else before it."""
    for place, block in enumerate(blocks[index + 1 : index + 9], index + 1):
        rule = rule_for(block.text)
        if rule is not None and rule.name == "summary label":
            return place
    return index - 1


def ends_text(rule: LineRule, line: str, share: float) -> bool:
    """Return whether a line ends the article, ``share`` of whose prose stands before it."""
    if rule.effect == "stop":
        return share >= 0.5
    return rule.name == "copyright" and share >= 0.6 and RIGHTS.search(line) is not None


def goes_on(blocks: Sequence[Block], whole: int) -> bool:
    """Return whether the article goes on after a list of links amid it: sentences that are no links."""
    told = sum(
        hangul(block.text)
        for block in blocks
        if block.kind == "text" and not block.linked and PLAIN_SENTENCE.search(block.text)
    )
    return told >= 0.1 * whole


def follows_signature(block: Block, paragraphs: Sequence[str]) -> bool:
    """Return whether a line after the reporter's is no part of the text: his motto, a counter, a label.

    A motto may speak politely where the text before it is told plainly.
    """
    line = block.text
    if block.kind != "text" or len(line) > 40 or rule_for(line) is not None:
        return False
    told = bool(paragraphs) and PLAIN_SENTENCE.search(paragraphs[-1]) is not None
    return not SENTENCE.search(line) or (told and POLITE.search(line) is not None)


def rule_for(line: str) -> LineRule | None:
    """Return the first rule that takes the whole of ``line``."""
    if PLAIN_SENTENCE.search(line) and line[0] not in SYMBOLS_ABOVE and not line.startswith(CAPTION_LABELS):
        return None
    for rule in LINE:
        if matches(rule, line):
            return None if rule.name == "copyright" and TOLD_BEFORE.match(line) else rule
    return None


def place(out: Trimmed, block: Block, rule: LineRule | None, headline: str, bolds: set[int]) -> None:
    """Put one block where it belongs."""
    line = block.text
    if block.kind == "caption" or (rule is not None and rule.effect == "caption"):
        line = PROMPT.sub("", line)
    if rule is not None and rule.effect == "caption":
        if len(line) <= LONGEST_CAPTION and len(TOLD.findall(line)) <= 2:
            out.captions.append(line)
            return
        rule = None
    if rule is not None and (block.kind != "caption" or rule.name in ("share widget", "dialog", "end mark")):
        out.cuts.append((rule.name, line))
        if rule.signs:
            out.signatures.append(line)
        return
    if block.kind == "caption" or (block.kind == "text" and shows_picture(block, told=bool(out.paragraphs))):
        out.captions.append(line)
        return
    if says_headline(line, headline):
        return
    if block.linked and (line[0] in LISTED or not SENTENCE.search(line)):
        out.cuts.append(("link", line))
        return
    if block.kind == "heading":
        out.subtitles.append(line)
        return
    line = strip_ends(out, line)
    if line:
        if (
            block.bold
            and len(line) <= LONGEST_HEADING
            and not SPEAKER.match(line)
            and (not ends_sentence(line) or QUOTE.fullmatch(line))
        ):
            bolds.add(len(out.paragraphs))
        out.paragraphs.append(line)


def says_headline(line: str, headline: str) -> bool:
    """Return whether ``line`` is the headline again; the head may have the site's name after it."""
    if not headline or len(line) > 3 * len(headline) + 40 or PLAIN_SENTENCE.search(line):
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
                cut = line[found.start() : found.end()].strip()
                out.cuts.append((rule.name, cut))
                if rule.signs:
                    out.signatures.append(cut)
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
    quoted = {index for index, line in enumerate(out.paragraphs) if EYE_CATCHER.fullmatch(line)}
    if quoted:
        # A quotation that stands by itself and in a sentence too is set large to catch the eye.
        whole = "".join(map(flatten, out.paragraphs))
        dropped |= {index for index in quoted if whole.count(flatten(out.paragraphs[index])) > 1}
    if dropped:
        out.cuts += [("copy", out.paragraphs[index]) for index in sorted(dropped)]
        out.paragraphs = [line for index, line in enumerate(out.paragraphs) if index not in dropped]


def drop_trailers(out: Trimmed) -> None:
    """Leave out what stands by itself after the last sentence: a note in brackets, the author's name and office."""
    last = out.paragraphs[-1] if len(out.paragraphs) > 2 else ""
    if last and OFFICE.fullmatch(one_dot(last)) and ends_sentence(out.paragraphs[-2]) and not ends_sentence(last):
        out.cuts.append(("author's office", out.paragraphs.pop()))
        out.signatures.append(last)
    elif last and names_bare(last) and PLAIN_SENTENCE.search(out.paragraphs[-2]):
        out.cuts.append(("author's name", out.paragraphs.pop()))
        out.signatures.append(last)
    while len(out.paragraphs) > 3 and BRACKETED.match(out.paragraphs[-1]) and not SENTENCE.search(out.paragraphs[-1]):
        out.cuts.append(("trailer", out.paragraphs.pop()))
