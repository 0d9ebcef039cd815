"""What a monitor asks the service for, in Prometheus' text format: how many, how long, how full, how many findings."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from .. import __version__
from ..findings import Severity
from .workers import Workers

SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)
REFUSALS = ("server-busy", "server-closing", "upload-too-large", "slow-upload")
"""Why a document is sent away before it is looked at."""
LOST = ("worker-died", "document-timeout", "document-memory")
"""How a process ends without an answer."""
LOOKED_AT = ("200", "422", "500", "504")
"""Statuses of documents that a process has worked on; only they have a time worth knowing."""
GONE = "gone"
"""Instead of a status: the client did not wait for its answer."""


class Metrics:
    """The figures of one server; they start anew with it. `tasks` are named ahead, so that a rate can be told from the first."""

    def __init__(self, workers: Workers, tasks: tuple[str, ...]) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each, which nobody asks for
        self.registry = CollectorRegistry()
        self._documents = Counter(
            "rubricate_documents", "Documents answered, by task and status", ("task", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "rubricate_document_seconds",
            "From the head of a request to its answer, waiting included, where it was worked on",
            ("task",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._refused = Counter(
            "rubricate_refused", "Documents sent away before they were looked at", ("reason",), registry=self.registry
        )
        self._lost = Counter(
            "rubricate_processes_lost", "Processes that ended without an answer", ("reason",), registry=self.registry
        )
        self._findings = Counter(
            "rubricate_findings", "Findings about documents, by severity", ("severity",), registry=self.registry
        )
        in_work = Gauge("rubricate_documents_in_work", "Documents that a process is at work on", registry=self.registry)
        waiting = Gauge("rubricate_documents_waiting", "Documents that wait for their turn", registry=self.registry)
        in_work.set_function(lambda: workers.working)
        waiting.set_function(lambda: workers.waiting)
        Info("rubricate", "What answers", registry=self.registry).info({"version": __version__})
        for task in tasks:
            self._documents.labels(task, "200")
            self._seconds.labels(task)
        for counter, values in ((self._refused, REFUSALS), (self._lost, LOST), (self._findings, Severity)):
            for value in values:
                counter.labels(str(value))

    def answered(self, task: str, status: str, seconds: float) -> None:
        """One request for a task has its answer; `status` is HTTP's, or GONE."""
        self._documents.labels(task, status).inc()
        if status in LOOKED_AT:
            self._seconds.labels(task).observe(seconds)

    def told(self, findings: Mapping[str, int], ids: frozenset[str]) -> None:
        """How many findings of each severity an answer holds, and the ids of all."""
        for severity, number in findings.items():
            self._findings.labels(severity).inc(number)
        for id in ids.intersection(REFUSALS):
            self._refused.labels(id).inc()
        for id in ids.intersection(LOST):
            self._lost.labels(id).inc()

    def text(self) -> tuple[bytes, str]:
        """The figures, and their media type."""
        return generate_latest(self.registry), CONTENT_TYPE_LATEST
