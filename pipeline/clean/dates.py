"""When an article was published and changed: what the page shows, what its fields say, which to believe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from pipeline.model import KST

NINE_HOURS = timedelta(hours=9)
CLOSE = timedelta(minutes=2)
A_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1945, 2100
"""No article on the web is older or newer; a system that knows no time writes the year 1 or 9999."""
UNIX_START = datetime(1970, 1, 1, tzinfo=UTC)
STAMP = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d(?=[.\-]\d\d?[.\-]))\s?(?:[.\-/]|년)\s?(?P<month>1[0-2]"
    r"|0?[1-9])\s?(?:[.\-/]|월)\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"(?:\s?[.일])?\s?(?:[(\[]?[월화수목금토일月火水木金土日](?:요일)?[)\]]?)?[\sT,.(\[|·/\-–]{0,5}"
    r"(?:(?P<half>오전|오후|AM|PM|am|pm)?\s?(?P<hour>2[0-4]|1\d|0?\d)\s?(?:[:：]|시)\s?(?P<minute>[0-5]\d|\d(?=\s?분))(?:\s?(?:"
    r":|분)\s?(?P<second>[0-5]\d))?\s?(?P<after>AM|PM|am|pm)?)?"
)
ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)[T\s](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?(?:\[[\w/]+\])?$"
)
MIDNIGHT = re.compile(r"[T\s]00:00(?::00(?:\.0+)?)?(?:\D|$)")
COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)([0-2]\d)([0-5]\d)(?:([0-5]\d))?(?:\d{3})?$")
EPOCH = re.compile(r"1[0-9]{9}(?:\d{3})?$")
PUBLISHED_LABEL = re.compile(
    r"(?:기사\s?|최초\s?)?(?:입력|등록|승인|송고|발행|게재|작성|게시|보도|전송)(?:\s?(?:시간|일시|일자|일|시각|날짜))?\s?[:：]?[\s\[("
    r"|ㅣ:]*$|(?:posted|published|registered)(?:\s?(?:on|at))?\s?[:：]?\s*$",
    re.I,
)
UPDATED_LABEL = re.compile(
    r"(?:최종\s?)?(?:수정|업데이트|변경|갱신)(?:\s?(?:시간|일시|일자|일|시각|날짜))?\s?[:：]?[\s\[(|ㅣ:]*$"
    r"|(?:updated|modified|edited)(?:\s?(?:on|at))?\s?[:：]?\s*$",
    re.I,
)
SITE_LABEL = re.compile(
    r"(?:최종|마지막)\s?편집(?:\s?(?:시간|일시|일))?\s?[:：]?[\s\[(|ㅣ:]*$|(?:오늘|현재)(?:은|\s?시각)?\s?[:：]?\s*$"
)
"""What stands before the time of the whole site's last change, or today's."""
BEHIND = re.compile(
    r"[\s)\]]{0,3}(?:(?P<updated>(?:최종\s?)?(?:수정|업데이트))|(?:기사\s?)?(?:입력|등록|승인|송고|발행|게재|작성))(?:됨|일)?\s*(?:[|/,·ㅣ]|\d{4}|$)"
)

Label = Literal["published", "updated", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time that one source gives."""

    source: str
    when: datetime
    """With zone; Asia/Seoul where the source names none."""
    timed: bool
    """Whether it has a time of day."""
    zoned: bool = False
    """Whether the source names a zone, which may be a lie."""
    label: Label = "none"
    raw: str = ""


def stamp_at(
    source: str, when: datetime, *, timed: bool, zoned: bool = False, label: Label = "none", raw: str
) -> Stamp | None:
    """Return the time on Seoul's clock, or None for one that stands for no time: the year 1 or 9999, an epoch of 0."""
    # Asked before the clock is moved, which would lead out of the calendar.
    if not FIRST_YEAR <= when.year <= LAST_YEAR or (timed and UNIX_START in (when, when.replace(tzinfo=UTC))):
        return None
    return Stamp(source=source, when=when.astimezone(KST), timed=timed, zoned=zoned, label=label, raw=raw)


def read_machine(source: str, raw: str) -> Stamp | None:
    """Return the time of a machine field (meta, JSON-LD, an attribute), or None where it holds none."""
    try:
        return read_field(source, raw.strip()[:60])
    except (ValueError, OverflowError):
        return None


def read_field(source: str, text: str) -> Stamp | None:
    """Return the time that ``text`` holds, or None; raises ValueError or OverflowError for one of no calendar."""
    if found := ISO.match(text):
        year, month, day, hour, minute, second, zone = found.groups()
        when = datetime(
            int(year), int(month), int(day), int(hour) % 24, int(minute), int(second or 0), tzinfo=offset(zone)
        )
        return stamp_at(source, when, timed=True, zoned=zone is not None, raw=text)
    if found := COMPACT.match(text):
        numbers = [int(part or 0) for part in found.groups()]
        return stamp_at(source, datetime(*numbers, tzinfo=KST), timed=True, raw=text)  # type: ignore[arg-type, misc]
    if EPOCH.match(text):
        return stamp_at(source, datetime.fromtimestamp(int(text[:10]), KST), timed=True, zoned=True, raw=text)
    for stamp in read_stamps(source, text):
        return stamp
    return read_otherwise(source, text)


def read_otherwise(source: str, text: str) -> Stamp | None:
    """Return a time in a form that only dateparser knows (``Thu, 27 Mar 2025 14:41:00 +0900``), or None."""
    if not re.search(r"\d{4}", text) or not re.search(r"[A-Za-z]{3}", text) or not re.search(r"\d{1,2}", text):
        return None
    import dateparser

    when = dateparser.parse(
        text,
        date_formats=["%a, %d %b %Y %H:%M:%S %z", "%B %d, %Y %I:%M %p", "%b %d, %Y"],
        languages=["en", "ko"],
        settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["year", "month", "day"], "CACHE_SIZE_LIMIT": 100},
    )
    if when is None:
        return None
    zoned = when.tzinfo is not None
    return stamp_at(source, when if zoned else when.replace(tzinfo=KST), timed=":" in text, zoned=zoned, raw=text)


def offset(zone: str | None) -> timezone:
    """Return the zone that an ISO time names; Seoul's for none."""
    if zone is None:
        return KST
    if zone == "Z":
        return UTC
    digits = zone[1:].replace(":", "")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-span if zone[0] == "-" else span)


def read_stamps(source: str, text: str, before: str = "") -> list[Stamp]:
    """Return the times that ``text`` shows to a reader; ``before`` is what stands just before it on the page."""
    stamps = []
    all_found = list(STAMP.finditer(text))
    # ``2024.05.14 17:04 입력 2024.05.14 17:30 수정``: a label that ends the line shows that labels stand behind.
    behind = bool(all_found) and label_after(text[all_found[-1].end() :]) != "none"
    for found in all_found:
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
        hour = int(found["hour"]) if found["hour"] else 0
        half = (found["half"] or found["after"] or "").lower()
        if half in ("오후", "pm") and hour < 12:
            hour += 12
        elif half in ("오전", "am") and hour == 12:
            hour = 0
        try:
            when = datetime(
                year + 2000 if year < 100 else year,
                month,
                day,
                hour % 24,
                int(found["minute"] or 0),
                int(found["second"] or 0),
                tzinfo=KST,
            )
        except ValueError:
            continue
        lead = text[max(0, found.start() - 24) : found.start()]
        if SITE_LABEL.search(lead):
            continue
        label = label_after(text[found.end() :]) if behind else "none"
        if label == "none":
            label = label_of(lead if lead.strip(" \t[(:|ㅣ/") else f"{before} {lead}")
        stamp = stamp_at(source, when, timed=found["hour"] is not None, label=label, raw=found.group(0).strip())
        if stamp is not None:
            stamps.append(stamp)
    return stamps


def label_of(lead: str) -> Label:
    """Return what the words before a time make of it."""
    if UPDATED_LABEL.search(lead):
        return "updated"
    return "published" if PUBLISHED_LABEL.search(lead) else "none"


def label_after(tail: str) -> Label:
    """Return what the word right behind a time makes of it."""
    found = BEHIND.match(tail)
    if found is None:
        return "none"
    return "updated" if found["updated"] else "published"


def choose_published(shown: Sequence[Stamp], machine: Sequence[Stamp], url: str | None) -> Stamp | None:
    """Return the time of publication.

    The order: a time that the page shows as 입력 or 승인; a machine time, on the clock that the page shows; a time
    shown without a label; a day without a time.
    """
    for stamp in shown:
        if stamp.label == "published" and stamp.timed:
            return stamp
    plain = [stamp for stamp in shown if stamp.label == "none" and stamp.timed]
    timed = [settle(stamp, plain, shown, url) for stamp in machine if stamp.timed and not is_day(stamp, plain)]
    for stamp in timed:
        if any(abs(stamp.when - one.when) <= CLOSE for one in plain):
            return stamp
    if timed:
        return agreed(timed)
    if plain:
        # Of two bare times beside each other the earlier is the publication, the later a change.
        return min((one for one in plain if abs(one.when - plain[0].when) <= A_DAY), key=lambda one: one.when)
    days = [stamp for stamp in (*shown, *machine) if stamp.label != "updated"]
    return days[0] if days else None


def agreed(stamps: Sequence[Stamp]) -> Stamp:
    """Return the first time that another field confirms, else the first."""
    for index, stamp in enumerate(stamps):
        if any(abs(stamp.when - other.when) <= CLOSE for place, other in enumerate(stamps) if place != index):
            return stamp
    return stamps[0]


def is_day(stamp: Stamp, plain: Iterable[Stamp]) -> bool:
    """Return whether a machine's midnight stands for a day, whose time of day the page shows."""
    return MIDNIGHT.search(stamp.raw) is not None and any(one.when.date() == rezone(stamp).when.date() for one in plain)


def settle(stamp: Stamp, plain: Iterable[Stamp], shown: Iterable[Stamp], url: str | None) -> Stamp:
    """Return ``stamp`` with its zone put right where the page, the URL or an earlier change shows it to be a lie."""
    if not stamp.zoned:
        return stamp
    wall = rezone(stamp)
    if wall.when == stamp.when:
        # An offset of +09:00 on a UTC clock: nine hours early.
        late = moved(stamp, NINE_HOURS)
        return late if any(abs(late.when - one.when) <= CLOSE for one in plain) else stamp
    shows_it = any(abs(wall.when - one.when) <= CLOSE for one in plain)
    changed_before = any(
        one.label == "updated" and one.timed and one.when < stamp.when - CLOSE <= one.when + NINE_HOURS for one in shown
    )
    days = {one.when.date() for one in shown if not one.timed}
    on_the_day = wall.when.date() in days and stamp.when.date() not in days
    in_the_url = url is not None and f"{wall.when:%Y%m%d%H%M}" in re.sub(r"\D", "", url)
    return wall if shows_it or on_the_day or changed_before or in_the_url else stamp


def rezone(stamp: Stamp) -> Stamp:
    """Return the time whose clock reads as the field is written, in Seoul."""
    found = ISO.match(stamp.raw)
    if found is None:
        return stamp
    year, month, day, hour, minute, second, _ = found.groups()
    when = datetime(int(year), int(month), int(day), int(hour) % 24, int(minute), int(second or 0), tzinfo=KST)
    return Stamp(source=f"{stamp.source} (its clock, not its zone)", when=when, timed=True, raw=stamp.raw)


def moved(stamp: Stamp, span: timedelta) -> Stamp:
    """Return the time moved by ``span``."""
    return Stamp(source=f"{stamp.source} (nine hours off)", when=stamp.when + span, timed=stamp.timed, raw=stamp.raw)


def choose_updated(
    shown: Sequence[Stamp], changed: Sequence[Stamp], machine: Sequence[Stamp], published: Stamp | None
) -> Stamp | None:
    """Return the time of the last change: as shown, else a machine time, put right as that of publication was."""
    for stamp in shown:
        if stamp.label == "updated" and stamp.timed:
            return stamp
    for stamp in changed:
        if stamp.timed and published is not None:
            right = corrected(stamp, machine, published)
            return right if right.when >= published.when - CLOSE else None
    return None


def corrected(stamp: Stamp, machine: Sequence[Stamp], published: Stamp) -> Stamp:
    """Return ``stamp`` with the lie taken out that the machine's times of publication were found to tell."""
    for one in machine:
        if one.timed and abs(one.when - published.when) > CLOSE and one.raw[19:] == stamp.raw[19:]:
            if abs(rezone(one).when - published.when) <= CLOSE:
                return rezone(stamp)
            if abs(one.when + NINE_HOURS - published.when) <= CLOSE:
                return moved(stamp, NINE_HOURS)
    return stamp
