"""What becomes of the portal when a part of it fails under load: a real server, asked over HTTP by several officers."""
