"""Fetching from the web without a web: the look-up and the transport are doubles."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import httpx
import pytest

from corpus.article import Article, Origin, Rejection
from corpus.errors import UnreadableFile
from corpus.readers.web import BYTES, REDIRECTS, Fetched, Fetcher, host_of, read_addresses

HOST = "news.example.cn"
PAGE = f"https://{HOST}/2023/bridge.txt"
TEXT = "大桥通车了\n大桥今天上午建成通车，全长三公里。".encode()
Answer = Callable[[httpx.Request], httpx.Response]


@dataclass
class Names:
    """A look-up that gives one list of addresses after the other, and counts how often it was asked."""

    answers: list[list[str]]
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        return self.answers[len(self.asked) - 1]


@dataclass
class Server:
    """A server that keeps what it was asked."""

    answer: Answer
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer(request)


class Pieces(httpx.AsyncByteStream):
    """A body in pieces, each after a pause; ends only where the count does."""

    def __init__(self, piece: bytes, count: int, pause: float = 0.0) -> None:
        self._piece = piece
        self._count = count
        self._pause = pause
        self.given = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self._count):
            await asyncio.sleep(self._pause)
            self.given += 1
            yield self._piece


def text(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "text/plain"}, stream=Pieces(TEXT, 1))


def fetcher(server: Answer = text, *addresses: str, hosts: Sequence[str] = (HOST,), seconds: float = 10) -> Fetcher:
    names = Names([list(addresses or ("203.0.114.7",))] * 9)
    return Fetcher(hosts, names, httpx.MockTransport(server), seconds)


def reason(url: str, given: Fetcher) -> str:
    with pytest.raises(UnreadableFile) as caught:
        given.fetch(url)
    return caught.value.detail


def test_the_connection_goes_to_the_address_that_was_checked_under_the_name_of_the_host() -> None:
    server = Server(text)
    names = Names([["203.0.114.7", "2606:4700::1"], ["127.0.0.1"]])
    fetched = Fetcher([HOST], names, httpx.MockTransport(server)).fetch(PAGE + "?page=1#top")
    assert fetched == Fetched(PAGE + "?page=1#top", PAGE, TEXT)
    [request] = server.requests
    assert str(request.url) == "https://203.0.114.7/2023/bridge.txt?page=1"
    assert request.headers["host"] == HOST
    assert request.extensions["sni_hostname"] == HOST
    assert names.asked == [HOST]


def test_a_name_that_is_looked_up_anew_has_no_second_answer() -> None:
    """The second look-up would lead home, so there must be none, not even for the same host after a redirect."""
    names = Names([["203.0.114.7"], ["127.0.0.1"]])

    def answer(request: httpx.Request) -> httpx.Response:
        return text(request) if request.url.path == "/b" else httpx.Response(302, headers={"location": "/b"})

    server = Server(answer)
    assert Fetcher([HOST], names, httpx.MockTransport(server)).fetch(PAGE).url == f"https://{HOST}/b"
    assert [request.url.host for request in server.requests] == ["203.0.114.7"] * 2
    assert names.asked == [HOST]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.1.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:1.1.1.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "fe80::1",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "ff0e::1",
    ],
)
def test_an_address_that_is_not_public_is_never_connected_to(address: str) -> None:
    server = Server(text)
    assert f"的地址 {address} 不是公网地址" in reason(PAGE, fetcher(server, address))
    assert f"的地址 {address} 不是公网地址" in reason(PAGE, fetcher(server, "203.0.114.7", address))
    assert not server.requests


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost"])
def test_another_way_to_write_an_address_is_looked_up_and_refused_even_where_it_is_allowed(host: str) -> None:
    server = Server(text)
    given = Fetcher([host], transport=httpx.MockTransport(server))
    assert "不是公网地址" in reason(f"https://{host}/", given)
    assert "不在允许读取的网站之列" in reason(f"https://{host}/", fetcher(server))
    assert not server.requests


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://news.example.cn/", "只读取 https://"),
        ("file:///etc/passwd", "只读取 https://"),
        ("gopher://news.example.cn/", "只读取 https://"),
        ("//news.example.cn/", "只读取 https://"),
        ("https:///etc/passwd", "网址有误"),
        ("https://news.example.cn:8443/", "只能用 443 端口"),
        ("https://news.example.cn:0/", "网址有误"),
        ("https://news.example.cn:99999/", "网址有误"),
        ("https://user@news.example.cn/", "不能有用户名或密码"),
        ("https://news.example.cn@127.0.0.1/", "不能有用户名或密码"),
        ("https://127.0.0.1\\@news.example.cn/", "网址有误"),
        ("https://news.example.cn/\r\nHost: localhost", "网址有误"),
        ("https://news.example.cn /", "网址有误"),
        ("https://[::1/", "网址有误"),
        ("https://news.example.cn.evil.cn/", "不在允许读取的网站之列"),
        ("https://[::ffff:127.0.0.1]/", "不在允许读取的网站之列"),
        (f"https://{'a' * 70}.cn/", "主机名有误"),
    ],
)
def test_an_address_of_another_kind_is_refused_before_any_look_up(url: str, why: str) -> None:
    server, names = Server(text), Names([])
    assert why in reason(url, Fetcher([HOST], names, httpx.MockTransport(server)))
    assert not names.asked
    assert not server.requests


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("https://127.0.0.1/", "不在允许读取的网站之列"),
        ("http://news.example.cn/", "只读取 https://"),
        ("file:///etc/passwd", "只读取 https://"),
        ("//inner.example.cn/", "的地址 10.0.0.1 不是公网地址"),
        (PAGE, f"转向超过 {REDIRECTS} 次"),
        ("", f"转向超过 {REDIRECTS} 次"),
    ],
)
def test_a_redirect_passes_the_same_checks(location: str, why: str) -> None:
    server = Server(lambda _: httpx.Response(302, headers={"location": location}))
    names = Names([["203.0.114.7"], ["10.0.0.1"]])
    given = Fetcher([HOST, "inner.example.cn"], names, httpx.MockTransport(server))
    assert why in reason(PAGE, given)
    assert all(request.url.host == "203.0.114.7" for request in server.requests)
    assert len(server.requests) <= REDIRECTS + 1


def test_an_endless_answer_is_counted_and_left() -> None:
    body = Pieces(bytes(2**20), 1_000)
    assert reason(PAGE, fetcher(lambda _: httpx.Response(200, stream=body))) == "内容超过 10 MB"
    assert body.given == BYTES // 2**20 + 1


def test_an_answer_that_drips_is_left_when_the_time_is_over() -> None:
    body = Pieces(b"a", 1_000, pause=0.02)
    assert reason(PAGE, fetcher(lambda _: httpx.Response(200, stream=body), seconds=0.1)) == "0.1 秒内没有读完"
    assert body.given < 10


def test_a_packed_answer_nobody_asked_for_is_refused() -> None:
    answer = httpx.Response(200, headers={"content-encoding": "gzip"}, stream=Pieces(b"", 1))
    assert "未压缩" in reason(PAGE, fetcher(lambda _: answer))


def broken(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def test_a_server_that_has_nothing_or_does_not_answer() -> None:
    assert reason(PAGE, fetcher(lambda _: httpx.Response(404))) == "网站答复 404"
    assert reason(PAGE, fetcher(broken)) == "连接不上，或中途断开（refused）"
    assert "查不到" in reason(PAGE, Fetcher([HOST], Names([[]])))


def test_what_was_fetched_is_read_and_what_was_not_is_told_and_the_next_is_tried() -> None:
    refused, article = read_addresses(["https://other.cn/", PAGE], fetcher())
    assert refused == Rejection("https://other.cn/", "other.cn 不在允许读取的网站之列")
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("大桥通车了", PAGE)
    assert article.origin == Origin("bridge.txt", "utf-8")


def test_records_of_one_file_are_not_given_its_address() -> None:
    lines = b'{"text": "a"}\n{"text": "b"}'
    answer = httpx.Response(200, headers={"content-type": "application/x-ndjson"}, stream=Pieces(lines, 1))
    found = list(read_addresses([f"https://{HOST}/feed"], fetcher(lambda _: answer)))
    assert [item.url for item in found if isinstance(item, Article)] == [None, None]


def test_an_international_name_is_taken_in_its_written_form() -> None:
    assert host_of("https://新闻.中国/") == "xn--efvy88h.xn--fiqs8s"
