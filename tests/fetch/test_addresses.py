from __future__ import annotations

import json
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import FetchError, ForbiddenAddress
from dateline.fetch.addresses import refusal
from dateline.fetch.canonical import chosen, normal
from dateline.fetch.door import Door
from dateline.fetch.targets import check

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "addresses.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.get("url", case.get("fetched"))))
def test_the_many_addresses_of_one_article_are_one(case: dict[str, str]) -> None:
    if "normal" in case:
        assert normal(case["url"]) == case["normal"]
        assert normal(case["normal"]) == case["normal"]
    else:
        assert chosen(case["fetched"], case["declared"]) == case["chosen"]


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::200e", "2001:200::1"])
def test_public_addresses_pass(address: str) -> None:
    assert refusal(address) is None


@given(st.ip_addresses())
def test_nothing_passes_that_the_standard_library_holds_back(address: object) -> None:
    parsed = ip_address(str(address))
    if not parsed.is_global or parsed.is_multicast:
        assert refusal(str(parsed)) is not None


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_refused(address: object) -> None:
    bits = int(ip_address(str(address)))
    for disguise in (f"::ffff:{address}", f"::{address}", f"64:ff9b::{address}", str(ip_address((0x2002 << 112) | (bits << 80)))):
        assert refusal(disguise) is not None


def test_a_port_is_let_through_for_one_loopback_address_alone() -> None:
    allowed = frozenset({("127.0.0.1", 8089)})
    assert check("http://127.0.0.1:8089/x", allowed).port == 8089
    for url in ("http://127.0.0.1:8090/", "http://127.0.0.2:8089/", "http://[::1]:8089/"):
        with pytest.raises(ForbiddenAddress):
            check(url, allowed)


def test_only_loopback_can_be_let_through() -> None:
    assert Settings(fetch_allowed="127.0.0.1:8089, [::1]:9").fetch_pairs() == {("127.0.0.1", 8089), ("::1", 9)}
    for text in ("10.0.0.1:80", "169.254.169.254:80", "127.0.0.1", "localhost:80", "127.0.0.1:0"):
        with pytest.raises(ValueError, match="fetch_allowed"):
            Settings(fetch_allowed=text)


def test_a_password_goes_into_no_message() -> None:
    with pytest.raises(ForbiddenAddress) as refused:
        check("https://desk:hunter2@news.example.org/")
    assert "hunter2" not in str(refused.value) and "hunter2" not in refused.value.url


def test_a_name_with_one_bad_address_is_refused_whole() -> None:
    door = Door(resolver=lambda host, port, seconds: ["93.184.216.34", "10.0.0.7"])
    with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.7, private"):
        door.send("GET", "http://news.example.org/")


def test_a_name_server_that_is_silent_ends_in_time() -> None:
    def silent(host: str, port: int, seconds: float) -> list[str]:
        raise TimeoutError("no answer from the name server")

    with pytest.raises(FetchError, match="no answer") as failed:
        Door(resolver=silent).send("GET", "http://news.example.org/")
    assert failed.value.reason == "dns" and failed.value.retry
