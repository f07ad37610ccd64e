"""Drafting: facts and a menu go in, one proposal for a person to approve comes out.

facts → quotes → options → model (when the store has one) → schema → guardrails → proposal
                             └ anything wrong on the way → fallback: standard words, same facts
"""
