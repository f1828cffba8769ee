"""One file from the web, fetched only from hosts that were allowed by name, and never from inside one's own network.

A name is looked up once, every address it stands for must be public, and the connection goes to the address that was
checked, so that a second answer to the same look-up can lead nowhere else. Redirects pass the same checks.
"""

import asyncio
import ipaddress
import os
import socket
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from corpus.article import Article, Rejection
from corpus.errors import UnreadableFile
from corpus.readers.files import Defaults, read_bytes
from corpus.readers.record import NO_DEFAULTS

if TYPE_CHECKING:
    import httpx

BYTES = 10_000_000
SECONDS = 10.0
REDIRECTS = 3

Resolve = Callable[[str], Sequence[str]]

_PORT = 443
_REDIRECTING = (301, 302, 303, 307, 308)
_VAGUE = ("", "application/octet-stream", "binary/octet-stream", "text/plain")  # what servers say that do not know
_SUFFIXES = {  # by what the server says a file is
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))  # an IPv4 address within
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")  # not for use; Python before 3.11.10 holds a part of it for public


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it came: the address it came from in the end, a name that tells its format, and its bytes."""

    url: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches from `hosts` and no others, names in lower case; the look-up and the transport can be replaced.

    A fetch ends after `seconds`, and after `BYTES`.
    """

    hosts: Collection[str]
    resolve: "Resolve | None" = None
    transport: "httpx.AsyncBaseTransport | None" = None
    seconds: float = SECONDS

    def fetch(self, url: str) -> Fetched:
        """Fetch one file; must not be called where an event loop runs.

        :raises UnreadableFile: an address that may not be read, or one that gave no file in time.
        """
        import httpx

        try:
            return asyncio.run(asyncio.wait_for(self._fetch(url), self.seconds))
        except TimeoutError:
            raise UnreadableFile(f"{self.seconds:g} 秒内没有读完") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnreadableFile(f"连接不上，或中途断开（{str(error)[:100] or type(error).__name__}）") from None

    async def _fetch(self, url: str) -> Fetched:
        import httpx

        known: dict[str, str] = {}
        transport = self.transport or httpx.AsyncHTTPTransport(trust_env=False)
        timeout = httpx.Timeout(self.seconds)
        async with httpx.AsyncClient(transport=transport, trust_env=False, timeout=timeout) as client:
            for _ in range(REDIRECTS + 1):
                host = self._host(url)
                if host not in known:
                    known[host] = _public(host, await asyncio.to_thread(self.resolve or _addresses, host))
                request = _request(client, url, host, known[host])
                response = await client.send(request, stream=True, follow_redirects=False)
                try:
                    if response.status_code not in _REDIRECTING:
                        return Fetched(url, _name(url, response.headers.get("content-type", "")), await _body(response))
                    url = urljoin(url, response.headers.get("location", ""))
                finally:
                    await response.aclose()
        raise UnreadableFile(f"转向超过 {REDIRECTS} 次")

    def _host(self, url: str) -> str:
        host = host_of(url)
        if host not in self.hosts:
            raise UnreadableFile(f"{host} 不在允许读取的网站之列")
        return host


def read_addresses(
    urls: Sequence[str], fetcher: Fetcher, *, defaults: Defaults = NO_DEFAULTS
) -> Iterator[Article | Rejection]:
    """Read a file from each address; an article that came alone and names no address gets the one it came from."""
    for url in urls:
        try:
            fetched = fetcher.fetch(url)
        except UnreadableFile as error:
            yield Rejection(url, error.detail)
            continue
        found = list(read_bytes(fetched.name, fetched.data, defaults=defaults))
        alone = len(found) == 1
        for item in found:
            yield replace(item, url=item.url or fetched.url) if alone and isinstance(item, Article) else item


def host_of(url: str) -> str:
    """Give the host of an address that is of the kind that may be read, in lower case.

    :raises UnreadableFile: it is not https, names a user or another port, or cannot be taken apart with certainty.

    >>> host_of("https://News.example.cn/2023/07/24.html")
    'news.example.cn'
    """
    parts = _taken_apart(url)
    if parts.scheme != "https":
        raise UnreadableFile(f"只读取 https:// 开头的网址，得到 {url}")
    if parts.username is not None or parts.password is not None:
        raise UnreadableFile(f"网址里不能有用户名或密码：{parts.hostname}")
    if parts.port not in (None, _PORT):
        raise UnreadableFile(f"网址只能用 {_PORT} 端口，得到 {url}")
    try:
        return (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise UnreadableFile(f"网址的主机名有误：{url}") from None


def _taken_apart(url: str) -> SplitResult:
    """Split an address that every parser splits alike: without a blank, a control character or a backslash."""
    try:
        parts = urlsplit(url)
        certain = parts.port != 0 and url.isprintable() and not set(url) & set(" \\")
        if certain and (parts.hostname or parts.scheme == "file"):
            return parts
    except ValueError:
        pass
    raise UnreadableFile(f"网址有误：{url!r}")


def _addresses(host: str) -> list[str]:
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, _PORT, type=socket.SOCK_STREAM)]
    except OSError:
        raise UnreadableFile(f"查不到 {host} 的地址") from None


def _public(host: str, addresses: Sequence[str]) -> str:
    """The first of a host's addresses, all of which must be public."""
    for address in addresses:
        if not _is_public(ipaddress.ip_address(address)):
            raise UnreadableFile(f"{host} 的地址 {address} 不是公网地址，不读取")
    if not addresses:
        raise UnreadableFile(f"查不到 {host} 的地址")
    return addresses[0]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is on the public net; one that carries another inside is not, for that may be any.

    >>> [_is_public(ipaddress.ip_address(text)) for text in ("1.1.1.1", "127.0.0.1", "::ffff:1.1.1.1", "2002:7f00:1::")]
    [True, False, False, False]
    """
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address not in _PROTOCOLS
    carried = address.ipv4_mapped or address.sixtofour or address.teredo
    return carried is None and not any(address in network for network in _NAT64)


def _request(client: "httpx.AsyncClient", url: str, host: str, address: str) -> "httpx.Request":
    """A request to the address that was checked, for the name that it was found under."""
    parts = urlsplit(url)
    server = f"[{address}]" if ":" in address else address
    query = f"?{parts.query}" if parts.query else ""
    return client.build_request(
        "GET",
        f"https://{server}{parts.path or '/'}{query}",
        # a packed answer would be unpacked without a limit
        headers={"Host": host, "Accept-Encoding": "identity", "User-Agent": "wenju"},
        extensions={"sni_hostname": host},
    )


async def _body(response: "httpx.Response") -> bytes:
    """The bytes of an answer, counted as they come."""
    if not response.is_success:
        raise UnreadableFile(f"网站答复 {response.status_code}")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise UnreadableFile("网站没有按要求发来未压缩的内容")
    data = bytearray()
    async for piece in response.aiter_raw():
        data += piece
        if len(data) > BYTES:
            raise UnreadableFile(f"内容超过 {BYTES // 1_000_000} MB")
    return bytes(data)


def _name(url: str, content_type: str) -> str:
    """The address without its query, with a suffix that tells the format; a page on the web is HTML unless it says so.

    >>> _name("https://a.cn/2023/bridge?id=1", "text/html; charset=utf-8"), _name("https://a.cn/news.jsonl", "")
    ('https://a.cn/2023/bridge.html', 'https://a.cn/news.jsonl')
    >>> _name("https://a.cn/", "application/pdf"), _name("https://a.cn/b.shtml", "text/html")
    ('https://a.cn/index.pdf', 'https://a.cn/b.shtml.html')
    """
    said = content_type.partition(";")[0].strip().lower()
    parts = urlsplit(url)
    path = f"{parts.path}index" if parts.path.endswith("/") else parts.path or "/index"
    named = os.path.splitext(path)[1].lower()
    suffix = named if said in _VAGUE and named in _SUFFIXES.values() else _SUFFIXES.get(said, ".html")
    return f"https://{parts.hostname}{path if named == suffix else path + suffix}"
