"""A gzip file of many members read one by one, so that a damaged one costs nothing but itself."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 65_536


class BrokenGzip(Exception):
    """A member is damaged or cut off."""


class GzipMembers(io.RawIOBase):
    """The bytes of a gzip file member by member; one read never crosses from one into the next."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._packed = b""
        self._member: zlib._Decompress | None = None
        self.start = 0
        """Where the member that is being read starts in the file."""
        self.damaged = False
        """Whether it cannot be read any further."""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer with what comes next; raises BrokenGzip where the member is damaged."""
        view = memoryview(buffer)
        while True:
            if not self._packed:
                self._packed = self._file.read(_CHUNK)
            if self._member is None:
                if not self._packed.strip(b"\0"):
                    if not self._packed:
                        return 0
                    self._packed = b""  # padding
                    continue
                self.start = self._file.tell() - len(self._packed)
                self._member = zlib.decompressobj(wbits=31)
            if not self._packed:
                self._member = None
                raise BrokenGzip("the gzip file ends early")
            try:
                out = self._member.decompress(self._packed, len(view))
            except zlib.error as error:
                self.damaged = True
                raise BrokenGzip(f"broken gzip: {error}") from error
            self._packed = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if self._member.eof:
                self._member = None
            if out:
                view[: len(out)] = out
                return len(out)

    def pass_on(self) -> None:
        """Go on with the next member after a damaged one."""
        self.damaged = False
        self._file.seek(self.start + 1)
        self._packed = self._file.read(_CHUNK)
        self._member = None
        while GZIP_MAGIC not in self._packed:
            more = self._file.read(_CHUNK)
            if not more:
                self._packed = b""
                return
            self._packed = self._packed[-len(GZIP_MAGIC) + 1 :] + more
        self._packed = self._packed[self._packed.index(GZIP_MAGIC) :]
