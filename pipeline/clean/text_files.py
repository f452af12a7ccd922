"""A page saved as plain text, widgets and all: the same line rules, the header known by what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.clean import bylines, reasons
from pipeline.clean.blocks import Block
from pipeline.clean.candidates import Candidate, Choice
from pipeline.clean.dates import STAMP, Stamp, choose_published, choose_updated, read_stamps
from pipeline.clean.decode import Decoded
from pipeline.clean.lines import rule_for, trim
from pipeline.clean.mastheads import read_copyright
from pipeline.clean.outlets import host_of, publisher_name
from pipeline.clean.reading import CLEANER_VERSION, Reading, join, unmarked, unreadable
from pipeline.clean.reasons import refuse
from pipeline.clean.refusals import GONE, LOGIN, check_language
from pipeline.clean.text import SENTENCE, flatten, hangul, squeeze
from pipeline.model import Article

URL = re.compile(r"https?://[^\s<>\"'()]{4,300}")
BULLET = re.compile(r"^[•·▪‣◦]\s+")
SAID = re.compile(r"[다요]\.[\"”’')\]]*$")
"""A headline does not end as a sentence does."""
TRAIL = re.compile(r"[^\s|>]{2,12}(?:\s?[|>]\s?[^\s|>]{2,12}){1,4}")
"""``한빛일보|사회``: where a page stands, no headline."""
TITLE_LABEL = re.compile(r"^(?:#{1,3}\s+|(?:기사\s?)?제목\s?[:：]\s*)")
GLUED = re.compile(r"(?<=기자)(?=(?:작성|입력|승인|등록|발행|송고|수정|게재)(?:시간|일시|일)?\s?[:：]?\s?\d)")
"""A reporter and a time that only the page's boxes held apart."""
LONGEST_LABEL = 40
LONGEST_TIME = 80
PARAGRAPH = 40
"""A line with a sentence and so many syllables is the article's own."""
SENTENCE_LENGTH = 14
"""A line that ends as a sentence is told may be shorter."""
SPOKEN = re.compile(r"[◇◆▷▶●○■□]\s?[가-힣A-Za-z() ]{2,24}\s?[>:：]\s?\S")
"""``◆ 홍길동> 네, 그렇습니다.``: what one says in a broadcast."""
TOLD = re.compile(r"다\.[\"”’')\]]*$")
SHORTEST = 20


@dataclass(slots=True, kw_only=True)
class Header:
    """What stands before the article's text."""

    end: int = 0
    """The line that the text begins at, decks and captions included."""
    title: str | None = None
    url: str | None = None
    stamps: list[Stamp] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)


def read_text(decoded: Decoded, url: str | None) -> Reading:
    """Return the article of a page saved as text; raises NotAnArticle where it holds none."""
    lines = [line for raw in decoded.text.splitlines() if (line := BULLET.sub("", GLUED.sub(" ", squeeze(raw))))]
    header = read_header(lines)
    trimmed = trim(blocks_of(lines[header.end :]), header.title)
    prose = sum(hangul(line) for line in trimmed.paragraphs if SENTENCE.search(line))
    refuse_text(lines, prose, sum(hangul(line) for line in trimmed.paragraphs))
    address = header.url or url
    copyrights = [cut for rule, cut in trimmed.cuts if rule in ("copyright", "end of copy")] + [
        line for line in lines if "ⓒ" in line or "©" in line
    ]
    host = publisher_name(host_of(address))
    publishers = ([(f"host {host_of(address)}", host)] if host else []) + [
        found for line in copyrights for found in read_copyright(line)
    ]
    publisher = Choice(offers=tuple(publishers), winner=publishers[0] if publishers else None)
    published = choose_published(header.stamps, (), address)
    updated = choose_updated(header.stamps, (), (), published)
    beside = beside_times(lines[: header.end + 1])
    byline = byline_of(header.signs, beside, trimmed.signatures, trimmed.paragraphs)
    article = Article(
        url=address,
        title=header.title,
        byline=byline.values,
        published=published.when if published else None,
        updated=updated.when if updated and (published is None or updated.when != published.when) else None,
        publisher=publisher.value,
        text=join(trimmed.paragraphs),
        captions=unmarked(trimmed.captions),
        subtitles=tuple(dict.fromkeys(trimmed.subtitles)),
        language="ko",
        encoding=decoded.encoding,
        replaced=decoded.replaced,
        layout="text file",
        warnings=unreadable(decoded),
        cleaner_version=CLEANER_VERSION,
    )
    candidates = [
        Candidate(field="text", source="text file", value=f"{prose} syllables", won=True),
        *byline.candidates("byline"),
        *publisher.candidates("publisher"),
        *(
            Candidate(field="published", source=one.label, value=one.when.isoformat(), won=one is published)
            for one in header.stamps
        ),
    ]
    return Reading(article=article, candidates=tuple(candidates), cuts=tuple(trimmed.cuts))


def beside_times(lines: list[str]) -> list[str]:
    """Return the lines that are a name alone, before or after a time."""
    times = [len(line) < LONGEST_TIME and STAMP.search(line) is not None for line in lines]
    return [
        line
        for index, line in enumerate(lines)
        if any(times[max(0, index - 1) : index + 2]) and bylines.names_bare(line)
    ]


def byline_of(signs: list[str], beside: list[str], signatures: list[str], paragraphs: list[str]) -> Choice:
    """Return the names: those above the text, else those that sign it or are handed over to, else the team."""
    team = bylines.team_in([*signs, *signatures])
    offers = [
        ("shown above the text", bylines.unique(name for sign in signs for name in bylines.names_in(sign))),
        ("signed in the text", bylines.unique(name for sign in signatures for name in bylines.names_in(sign))),
        ("introduced", bylines.names_introduced(paragraphs)),
        ("beside the time", bylines.unique(name for line in beside for name in bylines.names_bare(line))),
        ("team", [team] if team is not None else []),
    ]
    listed = tuple((source, ", ".join(names)) for source, names in offers if names)
    return Choice(offers=listed, winner=listed[0] if listed else None)


def read_header(lines: list[str]) -> Header:
    """Return the headline, the times, the names and where the text begins.

    The header ends after the last widget, time or byline that stands before the second paragraph of the article; a
    summary made by a machine stands in the header, and its paragraphs are not counted as the article's.
    """
    header = Header()
    paragraphs = 0
    summary = False
    for index, line in enumerate(lines):
        rule = rule_for(line)
        stamps = (
            read_stamps("shown", line, lines[index - 1] if index and len(lines[index - 1]) < 20 else "")
            if len(line) < 80
            else []
        )
        address = URL.search(line) if len(line) < 320 else None
        signed = rule is not None and rule.signs
        widget = rule is not None and rule.effect in ("cut", "stop")
        labelled = rule is not None and rule.name == "summary label"
        if labelled or (summary and widget):
            summary = labelled
            header.end = index + 1
            continue
        if summary:
            continue
        if widget and rule is not None and rule.name == "broadcast label":
            # ``[앵커]`` opens the text.
            break
        if is_told(line) and not widget and (rule is None or rule.effect != "caption"):
            paragraphs += 1
            if paragraphs >= 2:
                break
            continue
        if paragraphs and not stamps:
            # Within the text now: only another time would show that the header goes on.
            continue
        if address is not None and header.url is None and hangul(line) < 12:
            header.url = address.group(0).rstrip(".,")
        if stamps:
            header.stamps += stamps
        labelled = len(line) < LONGEST_LABEL and bylines.LABELLED.search(line) is not None
        if signed or labelled or (stamps and bylines.names_in(line)):
            header.signs.append(line)
        if address or stamps or widget or labelled:
            header.end = index + 1
            paragraphs = 0
        elif (
            header.title is None
            and not SAID.search(line)
            and not TRAIL.fullmatch(line)
            and hangul(line) + len(re.findall("[A-Za-z]", line)) >= 6
        ):
            header.title = TITLE_LABEL.sub("", line)
            header.end = index + 1
    return header


def is_told(line: str) -> bool:
    """Return whether a line is a paragraph of an article: a long one, or a sentence that ends as those do."""
    size = hangul(line)
    return SENTENCE.search(line) is not None and (
        size >= PARAGRAPH
        or (size >= SENTENCE_LENGTH and TOLD.search(line) is not None)
        or SPOKEN.match(line) is not None
    )


def blocks_of(lines: list[str]) -> list[Block]:
    """Return the lines as blocks; a picture's own title before the caption that says the same is a caption too.

    Saved pages carry a picture's alternative text on the line before its caption.
    """
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else ""
        rule = rule_for(after) if after else None
        # A picture's name stands for the picture itself and again below it.
        doubled = len(line) <= 60 and not SENTENCE.search(line) and line in (after, lines[index - 1] if index else "")
        titles = doubled or (
            rule is not None
            and rule.effect == "caption"
            and (alike(line, after) or (len(line) <= 40 and "사진" in line and not SENTENCE.search(line)))
        )
        blocks.append(Block("caption" if titles else "text", line))
    return blocks


def alike(line: str, caption: str) -> bool:
    """Return whether two lines share nearly all their words."""
    one, other = (set(re.findall(r"[가-힣]{2,}", text)) for text in (line, caption))
    return (
        len(one) >= 4
        and len(one & other) >= 0.5 * min(len(one), len(other))
        and flatten(line)[:4] == flatten(caption)[:4]
    )


def refuse_text(lines: list[str], prose: int, written: int) -> None:
    """Raise NotAnArticle for a text that is no article."""
    if prose >= SHORTEST or (prose and written >= SHORTEST):
        return
    whole = "\n".join(lines)[:100_000]
    check_language(whole, written)
    if GONE.search(whole):
        refuse(reasons.SOFT_404, "the page says that the article is gone or was never there")
    if LOGIN.search(whole):
        refuse(reasons.LOGIN, "the page asks for a login")
    if len(lines) >= 20 and hangul(whole) >= 200:
        refuse(reasons.LIST_PAGE, "the text is a list of short lines and no article")
    refuse(reasons.TOO_SHORT, "no article text was found in it")
