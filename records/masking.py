"""Values of a history that an account may not read: each package says it of its own models."""

from collections.abc import Callable, Set
from typing import Any, Final

from django.db import models

Rule = Callable[[Any, type[models.Model]], Set[str]]

_rules: Final[list[Rule]] = []


def masks(rule: Rule) -> Rule:
    """Register a function of an account and a model, which returns the names of the fields to hide."""
    _rules.append(rule)
    return rule


def masked_fields(user: Any, model: type[models.Model]) -> frozenset[str]:
    """Return the names of the fields of a model whose values an account may not read; no query."""
    return frozenset().union(*(rule(user, model) for rule in _rules))
