"""Open a file whatever program wrote it: encoding, separator, records with their line numbers."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from opsdesk.errors import Invalid

SEPARATORS = ",;\t|"
NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "cp1252"  # what older spreadsheets write in Western countries
CHUNK = 1 << 20
LONGEST_FIELD = 20_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record and the line of the file it begins on; `fault` when it could not be split."""

    line: int
    fields: list[str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file and how to read it."""

    path: Path
    encoding: str
    separator: str

    @property
    def header(self) -> list[str]:
        """Return the column names; raises Invalid for an empty file."""
        first = next(iter(self._records()), None)
        if first is None:
            raise Invalid(f"{self.path.name} is empty.")
        return [name.strip() for name in first.fields]

    def records(self) -> Iterator[Record]:
        """Yield the records below the header; blank lines are left out."""
        records = self._records()
        next(records, None)
        yield from (record for record in records if record.fault or any(record.fields))

    def _records(self) -> Iterator[Record]:
        with self._open() as text:
            reader = csv.reader(text, delimiter=self.separator)
            line = 1
            while True:
                try:
                    fields = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    fault = "a field never ends: is a quotation mark missing?"
                    yield Record(line, [], fault)
                else:
                    yield Record(line, [field.strip() for field in fields])
                line = reader.line_num + 1

    @contextmanager
    def _open(self) -> Iterator[TextIO]:
        csv.field_size_limit(LONGEST_FIELD)
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as text:
            yield text


def open_source(path: Path, *, encoding: str = "", separator: str = "") -> Source:
    """Find out how to read `path`; raises Invalid in words when it cannot be read."""
    if not path.is_file():
        raise Invalid(f"There is no file {path}.")
    encoding = encoding or _guess_encoding(path)
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise Invalid(f"There is no encoding called {encoding}.") from error
    separator = NAMED.get(separator, separator)
    if separator and len(separator) != 1:
        raise Invalid(f"A separator is one character, or one of {', '.join(NAMED)}.")
    return Source(path, encoding, separator or _guess_separator(path, encoding))


def _guess_encoding(path: Path) -> str:
    """Return what a mark at its start says, else UTF-8 when all of it is that, else Windows."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, name in BOMS:
            if start.startswith(mark):
                return name
        decoder = codecs.getincrementaldecoder("utf-8")()
        file.seek(0)
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return FALLBACK
    return "utf-8"


def _guess_separator(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        first = text.readline(CHUNK)
    return max(SEPARATORS, key=first.count)  # a comma when there is none of them
