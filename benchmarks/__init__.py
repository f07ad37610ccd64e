"""Figures about OpsDesk, each beside a comparison. `make bench`, or `make bench ARGS="cold_start"`."""
