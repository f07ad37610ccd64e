"""The demo: two stores and three people. Everything else arrives from the sandbox by itself."""
