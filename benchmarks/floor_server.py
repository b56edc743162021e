"""The floor as a web application."""

from benchmarks import floor, floor_pages, floor_years

application = floor.answers({**floor.PAGES, **floor_pages.PAGES, **floor_years.PAGES})
