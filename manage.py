#!/usr/bin/env python3
"""Run a management command of the portal."""

import os
import sys

from django.core.management import execute_from_command_line

from records.origin import came_from


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with came_from(" ".join(["manage.py", *sys.argv[1:2]])):  # what a command writes, the history says it wrote
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
