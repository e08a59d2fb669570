"""Downloads, from a server on this machine: whole, broken off, resumed, wrong, refused, offline."""

import hashlib

import pytest

from deeparc.core.data.download import fetch
from deeparc.core.data.files import DataError

CONTENT = bytes(range(256)) * 1_200  # 307,200 bytes: several blocks
SHA256 = hashlib.sha256(CONTENT).hexdigest()
SURE = {"size": len(CONTENT), "sha256": SHA256, "progress": False}


@pytest.fixture
def target(tmp_path):
    return tmp_path / "deep" / "file.bin"


def part(target):
    return target.with_name("file.bin.part")


def test_whole(server, target):
    server.files["/a"] = CONTENT
    assert fetch(server.address + "a", target, **SURE) == target
    assert target.read_bytes() == CONTENT
    assert not part(target).exists()
    fetch(server.address + "a", target, **SURE)
    assert len(server.requests) == 1  # the second time the file is there


def test_progress_bar_names_the_file(server, target, capsys):
    server.files["/a"] = CONTENT
    fetch(server.address + "a", target, sha256=SHA256)
    assert "file.bin" in capsys.readouterr().err
    assert fetch(server.address + "a", target.with_name("b"), progress=False)
    assert capsys.readouterr().err == ""


def test_broken_off_and_resumed_in_one_call(server, target):
    server.files["/a"], server.cut = CONTENT, [100_000, 50_000]
    fetch(server.address + "a", target, **SURE)
    assert target.read_bytes() == CONTENT
    assert [asked for _, asked in server.requests] == [None, "bytes=100000-", "bytes=150000-"]


def test_broken_off_for_good_then_resumed_by_a_later_call(server, target):
    server.files["/a"], server.cut = CONTENT, [1_000, 1_000, 1_000]
    with pytest.raises(DataError, match=r"ended after 3,000 of 307,200.*The 3,000 bytes that came are kept"):
        fetch(server.address + "a", target, **SURE)
    assert not target.exists()
    assert part(target).read_bytes() == CONTENT[:3_000]
    fetch(server.address + "a", target, **SURE)
    assert target.read_bytes() == CONTENT
    assert server.requests[-1][1] == "bytes=3000-"


def test_server_without_range_begins_again(server, target):
    server.files["/a"], server.cut, server.ranges = CONTENT, [100_000], False
    fetch(server.address + "a", target, **SURE)
    assert target.read_bytes() == CONTENT
    assert server.requests[-1][1] == "bytes=100000-"


def test_without_a_checksum_nothing_is_pieced_together(server, target):
    server.files["/a"], server.cut = CONTENT, [100_000]
    target.parent.mkdir()
    part(target).write_bytes(b"old")
    fetch(server.address + "a", target, progress=False)
    assert target.read_bytes() == CONTENT
    assert [asked for _, asked in server.requests] == [None, None]


def test_whole_part_needs_no_network(nobody, target):
    target.parent.mkdir()
    part(target).write_bytes(CONTENT)
    fetch(nobody, target, **SURE)
    assert target.read_bytes() == CONTENT


def test_part_that_is_too_long_is_dropped(server, target):
    server.files["/a"] = CONTENT
    target.parent.mkdir()
    part(target).write_bytes(CONTENT + b"more")
    fetch(server.address + "a", target, sha256=SHA256, progress=False)  # 416, then from the start
    assert target.read_bytes() == CONTENT
    assert [asked for _, asked in server.requests] == ["bytes=307204-", None]


def test_wrong_checksum_leaves_nothing_behind(server, target):
    server.files["/a"] = CONTENT[:-1] + b"?"
    with pytest.raises(DataError, match=rf"its SHA-256 is [0-9a-f]{{64}}, expected {SHA256}"):
        fetch(server.address + "a", target, **SURE)
    assert list(target.parent.iterdir()) == []


def test_part_of_another_file_fails_the_checksum_and_the_next_call_is_right(server, target):
    server.files["/a"] = CONTENT
    target.parent.mkdir()
    part(target).write_bytes(b"x" * 1_000)
    with pytest.raises(DataError, match="SHA-256"):
        fetch(server.address + "a", target, **SURE)
    fetch(server.address + "a", target, **SURE)
    assert target.read_bytes() == CONTENT


def test_second_address_where_the_first_has_another_file_or_none(server, target):
    server.files |= {"/short": CONTENT[:10], "/a": CONTENT}
    fetch([server.address + p for p in ("none", "short", "a")], target, **SURE)
    assert target.read_bytes() == CONTENT
    assert [path for path, _ in server.requests] == ["/none", "/short", "/a"]  # "not found" is not tried again


def test_busy_server_is_tried_again(server, target):
    server.files["/a"], server.status = CONTENT, [503, 503]
    fetch(server.address + "a", target, **SURE)
    assert len(server.requests) == 3


def test_answer_for_other_bytes_than_asked_is_refused(server, target):
    server.files["/a"], server.shift = CONTENT, 7
    target.parent.mkdir()
    part(target).write_bytes(CONTENT[:100])
    with pytest.raises(DataError, match="for bytes from 100"):
        fetch(server.address + "a", target, **SURE)


def test_no_more_than_the_limit_is_read(server, target):
    server.files["/a"], server.lengths = CONTENT, False
    with pytest.raises(DataError, match="more than 1,000 bytes"):
        fetch(server.address + "a", target, limit=1_000, progress=False)
    assert list(target.parent.iterdir()) == []


def test_content_check(server, target):
    server.files["/a"] = CONTENT

    def check(path):
        raise ValueError(f"no novel, {path.stat().st_size} bytes")

    with pytest.raises(DataError, match="no novel, 307200 bytes"):
        fetch(server.address + "a", target, check=check, progress=False)
    assert not target.exists()


def test_offline_message_says_what_to_do(nobody, target):
    with pytest.raises(DataError) as error:
        fetch(nobody + "file.bin", target, by_hand="https://example.org/page", **SURE)
    message = str(error.value)
    assert "could not download file.bin" in message
    assert "refused" in message
    assert f"download it elsewhere from https://example.org/page and put it at {target}" in message
    assert "kept" not in message


def test_broken_file_is_reported_not_replaced(server, target):
    server.files["/a"] = CONTENT
    target.parent.mkdir()
    target.write_bytes(b"mine")
    with pytest.raises(DataError, match=r"is broken: it has 4 bytes, expected 307,200; delete it"):
        fetch(server.address + "a", target, **SURE)
    assert target.read_bytes() == b"mine"
    assert server.requests == []


def test_only_http(target):
    with pytest.raises(ValueError, match="expected http:// or https://"):
        fetch("file:///etc/hosts", target)
