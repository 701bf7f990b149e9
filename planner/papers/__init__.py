"""Papers to print and to share: what the file holds, typeset as PDF by Typst.

Data reaches a template as JSON and in no other way, so that nothing people wrote is ever read as
markup or code.
"""

from planner.papers.brief import Brief, brief
from planner.papers.engine import PAPERS, Paper, lend, picture, typeset, write

__all__ = ["PAPERS", "Brief", "Paper", "brief", "lend", "picture", "typeset", "write"]
