"""The staff guide: a chapter is a Markdown file of ``docs/guide``, its pictures are taken by its browser test.

A step is the text up to its picture. What stands there **bold** is on the page that the picture shows: the chapter's
test looks for it, so a step that no longer holds fails.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

PICTURES: Final = "pictures/"
_NAME = re.compile(r"\d\d-([a-z-]+)\.md")
_PICTURE = re.compile(rf"!\[[^\]]+\]\({PICTURES}([a-z0-9-]+)\.png\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A picture by its name, with the words that must be on the page when it is taken."""

    picture: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter as it is written; ``name`` stands in its address."""

    name: str
    title: str
    text: str

    @classmethod
    def of_file(cls, path: Path) -> "Chapter":
        """Read a chapter; its first line is its title. Raises ValueError for a file that isn't one."""
        named = _NAME.fullmatch(path.name)
        heading, _, text = path.read_text(encoding="utf-8").partition("\n")
        if named is None or not heading.startswith("# "):
            raise ValueError(f"{path.name} isn't a chapter: NN-name.md with its title in the first line")
        return cls(named[1], heading.removeprefix("# ").strip(), text)

    @property
    def steps(self) -> tuple[Step, ...]:
        parts = _PICTURE.split(self.text)
        texts, pictures = parts[::2], parts[1::2]
        return tuple(Step(name, tuple(_BOLD.findall(text))) for text, name in zip(texts, pictures, strict=False))

    @property
    def html(self) -> SafeString:
        """The text as a page shows it. Nobody but us writes chapters, and HTML in them is shown as text."""
        markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        tokens = markdown.parse(self.text)
        for token in tokens:
            for child in token.children or ():
                if child.type == "image":
                    picture = str(child.attrs["src"]).removeprefix(PICTURES)
                    child.attrs = {**child.attrs, "src": static(f"guide/{picture}"), "loading": "lazy"}
        html = str(markdown.renderer.render(tokens, markdown.options, {}))
        return mark_safe(html)  # noqa: S308  # no HTML comes through


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters in the order of their numbers; read once, since they change with the program only."""
    return tuple(Chapter.of_file(path) for path in sorted(settings.GUIDE.glob("*.md")))
