"""Values of JavaScript that are no JSON: keys without quotes, names, ``undefined``, a function's arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.clean.page import Json, JsonValue, load

TOKEN = re.compile(
    r"\s*(?:(?P<mark>[{}\[\]():,])|(?P<quoted>\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"|'[^'\\]*+(?:\\.[^'\\]*+)*+')"
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<word>[A-Za-z_$][\w$.]*)|(?P<bool>![01]))",
    re.S,
)
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "\n": ""}
WORDS: dict[str, JsonValue] = {"true": True, "false": False, "null": None, "undefined": None}
CALLED = re.compile(r"\(\s*function\s*\(([\w$,\s]*)\)\s*\{[^{}]{0,2000}?return\s*(?=[{\[])")
"""``(function(a,b){return {…}}("…","…"))``: the values stand behind the object."""
DEEPEST = 60


class Name(str):
    """A name where a value should be."""

    __slots__ = ()


class Literals:
    """Reads values of one script from left to right."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.piece = ""
        self.kind = ""
        self.step()

    def step(self) -> None:
        """Go to the next piece; an empty one where none can be read."""
        found = TOKEN.match(self.text, self.at)
        self.kind = (found.lastgroup or "") if found else ""
        self.piece = found[self.kind] if found else ""
        self.at = found.end() if found else self.at

    def take(self, mark: str) -> bool:
        """Return whether ``mark`` stands here, and go past it."""
        if self.kind != "mark" or self.piece != mark:
            return False
        self.step()
        return True

    def value(self, depth: int = 0) -> JsonValue:
        """Return the value that stands here; raises ValueError where none does."""
        kind, piece = self.kind, self.piece
        if not kind or depth > DEEPEST:
            raise ValueError(f"no value at {self.at}")
        self.step()
        if kind == "quoted":
            return unquote(piece)
        if kind == "number":
            return float(piece) if not piece.lstrip("-").isdigit() else int(piece[:19])
        if kind == "bool":
            return piece == "!0"
        if kind == "word":
            return self.named(piece, depth)
        if piece == "{":
            return self.object(depth)
        if piece == "[":
            return self.items("]", depth)
        raise ValueError(f"{piece!r} is no value")

    def named(self, word: str, depth: int) -> JsonValue:
        """Return what a word stands for: itself, ``void 0``, or the first argument of a call."""
        if word in WORDS:
            return WORDS[word]
        if word == "void":
            self.value(depth + 1)
            return None
        if word == "new":
            return self.value(depth + 1)
        if not self.take("("):
            return Name(word)
        arguments = self.items(")", depth)
        first = arguments[0] if arguments else None
        return load(first) if word == "JSON.parse" and isinstance(first, str) else first

    def object(self, depth: int) -> Json:
        """Return the object whose brace was read."""
        out: Json = {}
        while not self.take("}"):
            if self.kind not in ("word", "quoted", "number"):
                raise ValueError(f"{self.piece!r} is no key")
            key = unquote(self.piece) if self.kind == "quoted" else self.piece
            self.step()
            if not self.take(":"):
                raise ValueError(f"{key!r} has no value")
            out[key] = self.value(depth + 1)
            self.take(",")
        return out

    def items(self, end: str, depth: int) -> list[JsonValue]:
        """Return the values up to the closing mark ``end``."""
        out: list[JsonValue] = []
        while not self.take(end):
            if not self.take(","):
                out.append(self.value(depth + 1))
        return out


def unquote(piece: str) -> str:
    """Return the text of a string of JavaScript."""

    def plain(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        return chr(int(code, 16)) if code else PLAIN.get(found[3], found[3])

    text = piece[1:-1]
    if "\\" in text:
        text = ESCAPE.sub(plain, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def read_literal(text: str, start: int) -> tuple[JsonValue, int]:
    """Return the value that begins at ``start``, None where it is more than data, and how far it was read."""
    called = CALLED.match(text, start)
    reader = Literals(text, called.end() if called else start)
    try:
        value = reader.value()
        if called is not None and reader.take("}") and (reader.take("(") or (reader.take(")") and reader.take("("))):
            names = [name.strip() for name in called[1].split(",")]
            value = filled(value, dict(zip(names, reader.items(")", 0), strict=False)))
    except (ValueError, RecursionError):
        value = None
    return value, reader.at


def filled(value: JsonValue, names: Mapping[str, JsonValue]) -> JsonValue:
    """Return ``value`` with what its names stand for."""
    if isinstance(value, Name):
        return names.get(value)
    if isinstance(value, list):
        return [filled(one, names) for one in value]
    if isinstance(value, dict):
        return {key: filled(one, names) for key, one in value.items()}
    return value
