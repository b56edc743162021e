"""What is measured: each work's address at the portal, its address at the floor, and what was agreed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

Rows = Callable[[str], list[tuple[str, ...]]]  # asks the database


@dataclass(frozen=True)
class Work:
    """One line of the table. ``base`` names the floor: its own rows by SQL, or a Django page that says hello."""

    name: str
    portal: str
    floor: str
    must: float | None = None
    aim: float | None = None
    base: str = "floor"
    fresh: bool = False  # asked for with no-cache: made anew
    again: bool = False  # asked for with the ETag of the visit before
    signed_in: bool = False
    file: bool = False  # measured a few times only

    @property
    def runs(self) -> int:
        return 5 if self.file else 25


@dataclass(frozen=True)
class Known:
    """Codes and words of one database that the works need."""

    largest: str
    middle: str
    organisation: str
    rare: str
    before_deep: Mapping[str, str]  # by model: the key of the last row before a page deep in its list of the admin

    @classmethod
    def of(cls, rows: Rows) -> "Known":
        sizes = rows(
            "SELECT c.code FROM clusters_cluster c JOIN members_membership m ON m.cluster_id = c.id"
            " WHERE c.state = 'public' GROUP BY c.code ORDER BY count(*) DESC, c.code"
        )
        ((organisation, name),) = rows(
            "SELECT code, search_key FROM members_organisation WHERE kind = 'enterprise' AND juristic_number <> ''"
            " AND state = 'public' AND search_key LIKE '% % %' ORDER BY id DESC LIMIT 1"
        )
        before_deep = {}
        for model in MODELS:
            ((count,),) = rows(f"SELECT count(*) FROM members_{model}")  # noqa: S608  # our own tables
            deep = max(1, int(count) // PER_PAGE * 9 // 10)
            ((before_deep[model],),) = rows(
                f"SELECT id FROM members_{model} ORDER BY sort_key, id"  # noqa: S608
                f" OFFSET {max((deep - 1) * PER_PAGE - 1, 0)} LIMIT 1"
            )
        rare = name.split("\n")[0].removeprefix("บริษัท ").removesuffix(" จํากัด")
        return cls(sizes[0][0], sizes[len(sizes) // 2][0], organisation, rare, before_deep)


MODELS: Final = ("organisation", "person")
PER_PAGE: Final = 50
COMMON: Final = "ผ้าไหม"
TWO_SIGNS: Final = "สม"
REPORT: Final = "/years/2569/"  # a year of the sample world
FILTERS: Final = {"sector": "textiles", "region": "northeastern"}


def works(known: Known) -> list[Work]:
    """Return the lines of the table for one database."""
    files = "/organisations"
    model = "organisation"
    return [
        Work("yearly table, first visit", "/years/", "/years/", 4, 2, fresh=True),
        Work("yearly table, unchanged", "/years/", "/", 1.5, 1.2, base="hello", again=True),
        Work("year's report, first visit", REPORT, "/year?year=2569", 4, 2, fresh=True),
        Work("year's report, unchanged", REPORT, "/", 1.5, 1.2, base="hello", again=True),
        *_twice("directory of clusters", "/clusters/", "/clusters/", 4, 2.5),
        _listed("directory of organisations, filtered", "/organisations/", FILTERS, 4, 2.5),
        *_twice("largest cluster", f"/clusters/{known.largest}/", f"/cluster?code={known.largest}"),
        *_twice("middle cluster", f"/clusters/{known.middle}/", f"/cluster?code={known.middle}"),
        *_twice("organisation", f"/organisations/{known.organisation}/", f"/organisation?code={known.organisation}"),
        _searched("search, common word", "/search/", COMMON, 2, 1.2),
        _searched("search, rare words", "/search/", known.rare, 2, 1.2),
        _searched("search, two signs", "/search/", TWO_SIGNS, 3, 2),
        _admin("admin list, first page", model),
        _admin("admin list, deep page", model, after=known.before_deep[model]),
        Work("CSV of all organisations", f"{files}.csv", "/csv", 4, 1.5, file=True),
        Work("JSON of all organisations", f"{files}.json", "/json", 2, 1.3, file=True),
        Work("XLSX of all organisations", f"{files}.xlsx", "/csv", 8, 2, file=True),
        Work("year's report as XLSX", "/years/2569.xlsx", "/years/", file=True),
        Work("year's report as PDF", "/years/2569.pdf", "/years/", file=True),
        Work("CSV of all clusters", "/clusters.csv", "/clusters/", file=True),
    ]


def _twice(name: str, path: str, floor: str, must: float = 4, aim: float = 2) -> list[Work]:
    """A page that is made anew, and the same as it's answered while nothing is written."""
    return [
        Work(name, path, floor, must, aim, fresh=True),
        Work(f"{name}, nothing written since", path, floor, must, aim),
    ]


def _listed(name: str, path: str, query: Mapping[str, str], must: float, aim: float) -> Work:
    return Work(name, f"{path}?{urlencode(query)}", f"/organisations/?{urlencode(query)}", must, aim)


def _searched(name: str, path: str, query: str, must: float, aim: float) -> Work:
    key = query.replace("้", "").replace("ำ", "ํา")  # as the search key has it: without tone marks
    return Work(name, f"{path}?{urlencode({'q': query})}", f"/search?{urlencode({'q': key})}", must, aim)


def _admin(name: str, model: str, after: str = "") -> Work:
    """Both cut the list by the row before the page."""
    shown = f"/admin/members/{model}/{f'?p=after-{after}' if after else ''}"
    return Work(f"{name} ({model})", shown, f"/admin?model={model}&after={after}", 20, 12, signed_in=True)
