"""Which addresses are public, and that a name is judged by the addresses it has when it is connected to."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest
import stamina
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch import Fetcher, FetchPolicy, FetchRefused, Reason
from pipeline.fetch.addresses import is_public
from pipeline.fetch.transport import ResolveError
from tests.fetch.fault_server import Server, page

NOT_PUBLIC = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.2.3
240.0.0.1 255.255.255.255 :: ::1 ::ffff:8.8.8.8 ::ffff:10.0.0.1 ::8.8.8.8 64:ff9b::808:808 64:ff9b:1::1 100::1
2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254
fe80::1 fe80::1%eth0 2600::1%eth0 fec0::1 ff02::1 localhost 127.1 2130706433 0x7f.0.0.1 0177.0.0.1 1.2.3 1.2.3.4.5
""".split()
PUBLIC = ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.32.0.1", "211.115.106.1", "2606:4700::1111"]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_never_laxer_than_the_standard_library(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if not address.is_global or address.is_multicast:
        assert not is_public(str(address))


POLICY = FetchPolicy(user_agent="pressfacts/0", delay=0, attempts=1)


def fetch_resolved_to(*addresses: str) -> FetchRefused:
    """The refusal of a name that resolves to these addresses."""

    async def resolve(host: str, port: int) -> tuple[str, ...]:
        assert (host, port) == ("press.test", 80)
        return addresses

    async def fetch() -> FetchRefused:
        async with Fetcher(POLICY, resolve=resolve) as fetcher:
            with pytest.raises(FetchRefused) as raised:
                await fetcher.fetch("http://press.test/a")
            return raised.value

    return asyncio.run(fetch())


@pytest.mark.parametrize(
    "addresses",
    [("127.0.0.1",), ("10.0.0.1",), ("::1",), ("::ffff:10.0.0.1",), ("64:ff9b::a00:1",), ("8.8.8.8", "127.0.0.1")],
    ids="-".join,
)
def test_a_name_with_a_private_address_is_refused(addresses: tuple[str, ...]) -> None:
    refused = fetch_resolved_to(*addresses)
    assert refused.reason is Reason.ADDRESS
    assert not refused.lost
    assert addresses[-1] in refused.detail


def test_a_name_without_an_address_may_have_one_tomorrow() -> None:
    refused = fetch_resolved_to()
    assert refused.reason is Reason.ROBOTS_UNREACHABLE
    assert refused.lost


def test_a_name_is_judged_anew_at_every_connection() -> None:
    """A name that is this machine when it is asked for again is refused, whatever it was before."""

    async def fetch() -> None:
        async with Server({"/a": [page("inside")]}) as server:
            answers = iter([(), ("127.0.0.1",)])

            async def resolve(host: str, port: int) -> tuple[str, ...]:
                return next(answers)

            policy = FetchPolicy(user_agent="pressfacts/0", delay=0, attempts=2, ports=frozenset({server.port}))
            with stamina.set_testing(True, attempts=2):
                async with Fetcher(policy, resolve=resolve) as fetcher:
                    with pytest.raises(FetchRefused) as raised:
                        await fetcher.fetch(f"http://press.test:{server.port}/a")
            assert raised.value.reason is Reason.ADDRESS
            assert server.seen == []

    asyncio.run(fetch())


def test_a_resolver_that_fails_is_lost_work() -> None:
    async def resolve(host: str, port: int) -> tuple[str, ...]:
        raise ResolveError("no resolver")

    async def fetch() -> FetchRefused:
        async with Fetcher(POLICY, resolve=resolve) as fetcher:
            with pytest.raises(FetchRefused) as raised:
                await fetcher.fetch("http://press.test/a")
            return raised.value

    refused = asyncio.run(fetch())
    assert refused.lost
    assert "no resolver" in refused.detail
