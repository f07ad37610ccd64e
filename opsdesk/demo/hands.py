"""The demo's agent at work, through the same pages as any person: no shortcut into the database."""

import re
import time
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import requests

from opsdesk.demo import history, plan

APPROVALS = 4  # of each sort: refunds, and replies that move no money
DRAFTED_WITHIN = 240.0  # seconds
NO_MONEY = "No money moves"
CASE = re.compile(r"/cases/[0-9a-f-]{36}/(?=[\"?])")
ORDER = re.compile(r"/orders/[0-9a-f-]{36}/")
REPORT = re.compile(r"/shipments/[0-9a-f-]{36}/report-missing/")
APPROVE = re.compile(r"/cases/[0-9a-f-]{36}/approve/")
DIGEST = re.compile(r"name=\"digest\"[^>]*value=\"([0-9a-f]{64})\"")


class Hands:
    """A browser session of the demo's agent."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False

    def __enter__(self) -> Self:
        agent = plan.PEOPLE[0]
        self._get("/sign-in/")
        self._post("/sign-in/", username=agent.username, password=plan.PASSWORD)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.close()

    def report_missing(self) -> int:
        """Report the parcels whose customers say they did not get them; return how many."""
        told = [row for row in history.ledger("orders") if row["story"] == "delivered_but_missing"]
        return sum(self._report(row["tracking_number"]) for row in told)

    def _report(self, tracking_number: str) -> bool:
        listing = self._get("/orders/", q=tracking_number)
        if (order := ORDER.search(listing)) is None:
            return False
        if (report := REPORT.search(self._get(order.group()))) is None:
            return False
        note = "Customer wrote: the tracking page says delivered, but nothing is here."
        return self._post(report.group(), note=note)

    def approve_some(self) -> int:
        """Approve a few drafts, so that the metrics have something to say; return how many."""
        deadline = time.monotonic() + DRAFTED_WITHIN
        approved = {True: 0, False: 0}
        seen: set[str] = set()
        while min(approved.values()) < APPROVALS and time.monotonic() < deadline:
            for case in dict.fromkeys(CASE.findall(self._get("/"))):
                if case in seen:
                    continue
                page = self._get(case)
                moves_money = NO_MONEY not in page
                if DIGEST.search(page) and approved[moves_money] < APPROVALS:
                    seen.add(case)
                    approved[moves_money] += self._approve(page)
            time.sleep(2)
        return sum(approved.values())

    def _approve(self, page: str) -> bool:
        digest, action = DIGEST.search(page), APPROVE.search(page)
        if digest is None or action is None:
            return False
        return self._post(action.group(), digest=digest.group(1))

    def _get(self, path: str, **query: str) -> str:
        reply = self._session.get(urljoin(self._url, path), params=query, timeout=30)
        return reply.text if reply.ok else ""

    def _post(self, path: str, **fields: str) -> bool:
        """Post a form with the CSRF token of the session; say whether it was taken."""
        url = urljoin(self._url, path)
        token = self._session.cookies.get("csrftoken", "")
        reply = self._session.post(
            url,
            data={"csrfmiddlewaretoken": token, **fields},
            headers={"Referer": url},
            timeout=30,
        )
        return reply.ok
