"""Template filters for Thai years, dates and numbers."""

from django import template

register = template.Library()
