"""Making and installing a bundle takes half a minute, so it's tried in the full profile only, as in CI."""

import os

collect_ignore = ["test_bundle.py"] if os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick" else []
