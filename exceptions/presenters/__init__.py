"""What the pages show: plain values read in a constant number of queries."""
