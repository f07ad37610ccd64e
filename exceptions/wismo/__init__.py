"""WISMO figures: the only code that reads all apps, so that no page has to.

"Where is my order?" is asked when the desk is late: these figures say how late, and how often.
"""

from exceptions.wismo.report import report
from exceptions.wismo.values import Day, Duration, RefundRow, Report, Share

__all__ = ["Day", "Duration", "RefundRow", "Report", "Share", "report"]
