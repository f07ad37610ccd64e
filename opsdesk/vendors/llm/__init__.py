"""Language models: they pick from our menu and write words, nothing else."""
