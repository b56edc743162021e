"""The programme's history as files: what documents say, verbatim, with how firmly each point stands."""
