"""What goes wrong and what a person decides: rules, cases, proposals, decisions, executions, WISMO."""
