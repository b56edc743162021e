"""Reports on paper: pages made in a process of their own."""
