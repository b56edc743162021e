"""Reports about organisations and who takes part."""
