"""People's rights over their data: what is held and why, what they ask, who saw it, and its erasure."""
