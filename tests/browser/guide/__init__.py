"""The chapters of the staff guide, walked through in Chromium; each takes the pictures of its chapter."""
