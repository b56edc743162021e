"""Times of the same works at portal and floor, taken in turns, so that what slows the machine slows both."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.servers import Server
from benchmarks.works import Work

WARM_UP: Final = 2


@dataclass(frozen=True)
class World:
    """The servers of one size, and what is asked of them."""

    size: str
    portal: Server
    floor: Server
    hello: Server
    session: str
    works: Sequence[Work]

    def base(self, work: Work) -> Server:
        return self.hello if work.base == "hello" else self.floor

    def headers(self, work: Work) -> dict[str, str]:
        headers = {"Cookie": f"sessionid={self.session}"} if work.signed_in else {}
        return headers | ({"Cache-Control": "no-cache"} if work.fresh else {})


@dataclass
class Times:
    """Seconds of one work in one world."""

    portal: list[float] = field(default_factory=list)
    base: list[float] = field(default_factory=list)

    @property
    def portal_ms(self) -> float:
        return median(self.portal) * 1000

    @property
    def base_ms(self) -> float:
        return median(self.base) * 1000

    @property
    def ratio(self) -> float:
        return self.portal_ms / self.base_ms


Measured = Mapping[tuple[str, str], Times]  # by size and name of the work


def measure(worlds: Sequence[World], *, runs: Callable[[Work], int], tell: Callable[[str], None]) -> Measured:
    """Ask every work of every world in turns, portal and base one after the other."""
    found: defaultdict[tuple[str, str], Times] = defaultdict(Times)
    etags = {
        (world.size, work.name): ask(world.portal, work.portal, {})[1]
        for world in worlds
        for work in world.works
        if work.again
    }
    rounds = max(runs(work) for world in worlds for work in world.works)
    for number in range(-WARM_UP, rounds):
        tell(f"{number + 1} / {rounds}")
        for world in worlds:
            for work in world.works:
                if number >= runs(work) or (work.file and number < -1):
                    continue
                headers = world.headers(work)
                if work.again:
                    headers["If-None-Match"] = etags[world.size, work.name]
                base = world.base(work)
                seconds, _tag = ask(world.portal, work.portal, headers, again=work.again)
                floor, _tag = ask(base, work.floor, {})
                if number >= 0:
                    found[world.size, work.name].portal.append(seconds)
                    found[world.size, work.name].base.append(floor)
    return found


def ask(server: Server, path: str, headers: Mapping[str, str], *, again: bool = False) -> tuple[float, str]:
    """Return the seconds until the last byte on a connection that is open already, and the answer's ETag."""
    line = server.connection()
    line.connect()
    begin = perf_counter()
    line.request("GET", path, headers={**server.headers, **headers})
    response = line.getresponse()
    while response.read(1 << 16):
        pass
    seconds = perf_counter() - begin
    line.close()
    if response.status != (304 if again else 200):
        raise RuntimeError(f"{path} answers {response.status}")
    return seconds, response.headers.get("ETag") or ""
