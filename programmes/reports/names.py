"""A name in both languages, chosen when it's shown: values outlive the page that made them."""

from dataclasses import dataclass

from clusters.models.places import in_active_language


@dataclass(frozen=True, slots=True)
class Name:
    """``english`` is "" where there is none; then the Thai name stands in both languages."""

    thai: str
    english: str = ""

    def __str__(self) -> str:
        return in_active_language(self.thai, self.english)
