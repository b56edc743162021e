"""What was measured, as a table in Markdown."""

from collections.abc import Mapping, Sequence

from benchmarks.measure import Measured, World
from benchmarks.works import Work


def table(worlds: Sequence[World], found: Measured) -> str:
    """Return a line per work: milliseconds and ratio at each size, what was agreed, and growth between the sizes."""
    sizes = [world.size for world in worlds]
    head = ["work", *(f"{size}: portal / base (ms), ratio" for size in sizes), "must", "aim"]
    if len(sizes) > 1:
        head.append(f"growth {sizes[0]} → {sizes[-1]} (base)")
    lines = [head, ["---"] * len(head)]
    lines += [_line(work, sizes, found) for work in worlds[0].works]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _line(work: Work, sizes: Sequence[str], found: Measured) -> list[str]:
    cells = [work.name + (" (base: a Django page that says hello)" if work.base == "hello" else "")]
    for size in sizes:
        times = found[size, work.name]
        cells.append(f"{times.portal_ms:.1f} / {times.base_ms:.1f}, **{times.ratio:.1f} ×**")
    cells += ["" if bound is None else f"{bound:g} ×" for bound in (work.must, work.aim)]
    if len(sizes) > 1:
        first, last = found[sizes[0], work.name], found[sizes[-1], work.name]
        cells.append(f"{last.portal_ms / first.portal_ms:.1f} × ({last.base_ms / first.base_ms:.1f} ×)")
    return cells


def comparisons(worlds: Sequence[World], found: Measured) -> list[str]:
    """Return what is compared inside the portal: the largest with the middle cluster, deep with first page."""
    said = []
    for world in worlds:
        largest, middle = (found[world.size, f"{which} cluster"].portal_ms for which in ("largest", "middle"))
        first, deep = (
            next(found[world.size, work.name].portal_ms for work in world.works if work.name.startswith(start))
            for start in ("admin list, first", "admin list, deep")
        )
        said.append(
            f"- {world.size}: largest / middle cluster {largest / middle:.2f} × (must 1.1), "
            f"deep / first page of the admin {deep / first:.2f} × (must 1.2)"
        )
    return said


def memory(before: Mapping[str, float], after: Mapping[str, float]) -> list[str]:
    """Return the memory of two web processes and their parent, at first and after everything was asked."""
    return [
        f"- {size}: memory (PSS) {megabytes:.0f} MB when started, {after[size]:.0f} MB after all exports (must 200)"
        for size, megabytes in before.items()
    ]
