"""Texts: what is in them, how they are cut, their alphabets; War and Peace from a made file."""

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeparc.core.data import DataError, english, war_and_peace
from deeparc.core.data.dataset import Credit
from deeparc.core.data.novel import novel

module = sys.modules["deeparc.core.data.war_and_peace"]
CREDIT = Credit("a", "b", "c", "d")


def test_lady_susan():
    data = english()
    text = data.train + data.test
    assert data.train.startswith("LADY SUSAN VERNON TO MR. VERNON")
    assert data.test.endswith("a woman ten years older\nthan herself.\n")
    assert "Gutenberg" not in text
    assert "\r" not in text
    assert (len(text), len(data.alphabet)) == (127_259, 67)
    assert 0.1 <= len(data.test) / len(text) < 0.11
    assert data.train.endswith("\n\n")
    assert data == english()
    assert english(test_fraction=0).test == ""
    assert data.decode(data.encode(data.test)) == data.test


@given(st.text(alphabet="ab\n", min_size=1))
def test_cut_loses_nothing_and_encoding_is_reversible(text):
    data = novel("start\n\n" + text, 0.1, CREDIT)
    assert data.train + data.test == "start\n\n" + text
    assert data.alphabet == "".join(sorted(set("start\n\n" + text)))
    codes = data.encode(text)
    assert codes.dtype == np.int64
    assert codes.shape == (len(text),)
    assert data.decode(codes) == text


def test_bad_text_arguments():
    data = novel("ab\n\nba", 0.3, CREDIT)
    with pytest.raises(ValueError, match="text has 'c', expected characters among"):
        data.encode("abc")
    for bad, message in (([3], "indices has 3"), ([-1], "indices has -1"), ([0.5], "float64"), ([[0]], r"\(1, 1\)")):
        with pytest.raises(ValueError, match=message):
            data.decode(bad)
    assert data.decode([]) == ""
    with pytest.raises(ValueError, match="test_fraction is 1"):
        novel("ab", 1, CREDIT)
    with pytest.raises(ValueError, match="no whole paragraph"):
        novel("ab", 0.5, CREDIT)


def made(opening="“Well, Prince, so Genoa and Lucca are now just family estates of the\r\nBuonapartes. But"):
    """As long as the novel, with its first and last words, between the publisher's lines."""
    filler = ("It was in July—1805.\r\n\r\n" * 130_000).encode()
    start = f"\ufeffThe Project Gutenberg eBook\r\n*** START ***\r\nCONTENTS\r\n\r\n{opening}\r\n\r\n".encode()
    return start + filler + b"and to recognize a\r\ndependence of which we are not conscious.\r\n\r\n*** END ***\r\n"


def test_war_and_peace_from_a_file(tmp_path):
    path = tmp_path / "book.txt"
    path.write_bytes(made())
    data = war_and_peace(path)
    assert data.train.startswith('"Well, Prince, so Genoa')
    assert data.test.endswith("dependence of which we are not conscious.\n")
    assert data.alphabet.isascii()
    assert "\r" not in data.alphabet
    assert "July--1805" in data.train
    assert "Gutenberg" not in data.train + data.test


def test_war_and_peace_by_download(server, monkeypatch):
    server.files["/w"], server.cut = made(), [1_000_000]
    monkeypatch.setattr(module, "ADDRESS", server.address + "w")
    assert not module.here()
    war_and_peace(progress=False)
    assert module.here()
    war_and_peace(progress=False)
    assert len(server.requests) == 2  # broken off, then whole; then from the data folder


def test_another_text(server, monkeypatch, tmp_path):
    path = tmp_path / "book.txt"
    path.write_bytes(b"short")
    with pytest.raises(DataError, match=r"is another text: it has 5 bytes, expected 3,000,000 to 3,700,000"):
        war_and_peace(path)
    path.write_bytes(made("Call me Ishmael."))
    with pytest.raises(DataError, match="does not have the words 'Well, Prince"):
        war_and_peace(path)
    path.write_bytes(made()[:3_100_000])
    with pytest.raises(DataError, match="does not have the words 'to recognize a dependence"):
        war_and_peace(path)
    path.write_bytes(b"\xff" * 3_100_000)
    with pytest.raises(DataError, match="is another text: 'utf-8' codec"):
        war_and_peace(path)
    server.files["/w"] = b"<html>busy</html>"
    monkeypatch.setattr(module, "ADDRESS", server.address + "w")
    with pytest.raises(DataError, match=r"17 bytes, .*www.gutenberg.org/ebooks/2600 \(plain text UTF-8\) and put it"):
        war_and_peace(progress=False)
    assert not module.here()


def test_not_there(tmp_path):
    with pytest.raises(DataError, match=r"there is no .*none.txt: download the plain text \(UTF-8\) from https://www"):
        war_and_peace(tmp_path / "none.txt")
    with pytest.raises(DataError, match=r"war-and-peace.txt"):
        war_and_peace(download=False)


def test_text_licence_named():
    assert "public domain" in module.CREDIT.licence
