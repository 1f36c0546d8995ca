"""Deleting rows. The only place of the platform that does."""

from __future__ import annotations

import logging
from datetime import datetime, timezone

from influxdb_client import InfluxDBClient
from influxdb_client.rest import ApiException

from .policies import Policy
from .settings import Settings

logger = logging.getLogger(__name__)

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class PurgeRefused(RuntimeError):
    """The server did not delete."""


class Purger:
    def __init__(self, settings: Settings) -> None:
        self._org = settings.influx_org
        self._client = InfluxDBClient(
            url=settings.influx_url,
            token=settings.influx_token,
            org=settings.influx_org,
            timeout=60_000,  # deleting is slow
        )
        self._delete_api = self._client.delete_api()

    def purge(self, policy: Policy, now: datetime) -> datetime:
        """Delete what the policy does not allow any more; gives the cutoff."""
        cutoff = policy.cutoff(now)
        try:
            self._delete_api.delete(EPOCH, cutoff, policy.predicate, bucket=policy.bucket, org=self._org)
        except ApiException as error:
            raise PurgeRefused(f"{policy.name}: the server answered {error.status}") from error
        logger.info("%s: deleted everything before %s", policy.name, cutoff.date())
        return cutoff

    def is_ready(self) -> bool:
        return self._client.ping()

    def close(self) -> None:
        self._client.close()
