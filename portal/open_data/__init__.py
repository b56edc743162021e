"""Open data: data sets at stable addresses, each described once for page, files, datapackage and catalogue."""
