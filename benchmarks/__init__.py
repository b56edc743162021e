"""How fast the portal is beside a floor that gives the same rows by plain SQL: ``make bench``, see README.md."""
