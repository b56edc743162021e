"""Signing in and out: one door for everybody, at ``/account/``, built on allauth (decision 0011)."""
