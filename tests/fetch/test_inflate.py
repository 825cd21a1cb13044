from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from dateline.fetch.inflate import Bomb, Unknown, inflate

PACK = {
    "gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress,
    "raw deflate": lambda data: (lambda packer: packer.compress(data) + packer.flush())(zlib.compressobj(wbits=-15)),
}  # fmt: skip


@pytest.mark.parametrize("coding", PACK)
@given(data=st.binary(max_size=4000))
def test_what_is_packed_comes_out(coding: str, data: bytes) -> None:
    assert inflate(PACK[coding](data), coding.split()[-1], 10_000) == (data, ())


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_ends_at_the_limit(coding: str) -> None:
    with pytest.raises(Bomb):
        inflate(PACK[coding](bytes(3 << 20)), coding, 1 << 20)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_cut_or_damaged_says_so(coding: str) -> None:
    data = b"".join(b"sentence %d of an article\n" % n for n in range(500))
    whole = PACK[coding](data)
    body, problems = inflate(whole[: len(whole) // 2], coding, 1 << 20)
    assert data.startswith(body) and problems
    broken = whole[:40] + bytes(byte ^ 0x55 for byte in whole[40:80]) + whole[80:]
    assert inflate(broken, coding, 1 << 20) != (data, ())


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br"]))
def test_any_bytes_end_in_bytes(data: bytes, coding: str) -> None:
    body, _ = inflate(data, coding, 1 << 20)
    assert len(body) <= 1 << 20


def test_members_follow_each_other() -> None:
    assert inflate(gzip.compress(b"one ") + gzip.compress(b"two"), "gzip", 99) == (b"one two", ())
    assert inflate(zstd.compress(b"one ") + zstd.compress(b"two"), "zstd", 99) == (b"one two", ())


def test_unknown_codings_and_too_many_are_refused() -> None:
    for coding in ("compress", "gzip, gzip, gzip"):
        with pytest.raises(Unknown):
            inflate(b"x", coding, 99)
