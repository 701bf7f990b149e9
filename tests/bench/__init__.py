"""Measurements against our budgets; run with `python3 dev.py bench`, never as tests."""
