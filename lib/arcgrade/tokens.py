"""Turns an answer into tokens that stay the same when it is only renamed, reformatted or commented differently."""

import builtins
import io
import keyword
import re
import tokenize
from functools import lru_cache

_KEPT = set(keyword.kwlist) | set(dir(builtins))
_SKIPPED = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
_PIECES = re.compile(r"#.*|\"\"\".*?\"\"\"|'''.*?'''|\"[^\"\n]*\"|'[^'\n]*'|\d[\w.]*|\w+|[^\w\s]", re.DOTALL)
LONGEST = 50_000  # characters of one answer that are looked at


@lru_cache(maxsize=4096)
def code(source: str) -> tuple[tuple[str, int], ...]:
    """Return the tokens of Python code, each with the number of its line, counted from 1.

    Keywords, operators, numbers, builtins and attributes of other objects stay; every other name becomes `N` and
    every string `S`. Comments, docstrings, line breaks and indents are left out. What Python cannot read is taken
    apart by a simpler rule.
    """
    source = source[:LONGEST]
    try:
        found = [t for t in tokenize.generate_tokens(io.StringIO(source).readline)]
        pieces = [(t.type, t.string, t.start[0]) for i, t in enumerate(found) if not _is_docstring(found, i)]
        pieces = [(text, line) for kind, text, line in pieces if kind not in _SKIPPED]
    except (tokenize.TokenError, SyntaxError):
        lines = [0, *(match.end() for match in re.finditer("\n", source))]
        pieces, line = [], 0
        for match in _PIECES.finditer(source):
            while line < len(lines) and lines[line] <= match.start():
                line += 1
            if not match[0].startswith("#"):
                pieces.append((match[0], line))
    own = {b[0] for a, b, c in zip(pieces, pieces[1:], pieces[2:], strict=False) if a[0] == "." and c[0] == "="}
    texts = ["", *(text for text, _ in pieces)]
    return tuple((_normal(text, texts[i] == "." and text not in own), line) for i, (text, line) in enumerate(pieces))


@lru_cache(maxsize=4096)
def words(source: str) -> tuple[tuple[str, int], ...]:
    """Return the words of a text in lower case, each with the number of its line."""
    lines = enumerate(source[:LONGEST].split("\n"), 1)
    return tuple((word, number) for number, line in lines for word in re.findall(r"\w+", line.lower()))


def _normal(text: str, attribute: bool) -> str:
    if text[0] in "\"'" or (text[-1] in "\"'" and text[0].isalpha()):  # with a prefix such as f or rb
        return "S"
    if (text[0].isalpha() or text[0] == "_") and not attribute and text not in _KEPT:
        return "N"
    return text


def _is_docstring(tokens: list[tokenize.TokenInfo], i: int) -> bool:
    if tokens[i].type != tokenize.STRING:
        return False
    starts = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.COMMENT, tokenize.ENCODING)
    before = i == 0 or tokens[i - 1].type in starts
    return before and i + 1 < len(tokens) and tokens[i + 1].type in (tokenize.NEWLINE, tokenize.COMMENT)
