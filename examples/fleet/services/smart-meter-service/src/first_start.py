"""What has to be there before the first reading."""

from __future__ import annotations

import logging

from influxdb_client import BucketRetentionRules, InfluxDBClient

from .settings import Settings

logger = logging.getLogger(__name__)

TWO_YEARS = 2 * 365 * 24 * 60 * 60


def ensure_bucket(client: InfluxDBClient, settings: Settings) -> bool:
    """Make the bucket if it is not there; gives whether it was made."""
    buckets = client.buckets_api()
    if buckets.find_bucket_by_name(settings.bucket) is not None:
        return False
    buckets.create_bucket(
        bucket_name=settings.bucket,
        org=settings.org,
        retention_rules=BucketRetentionRules(type="expire", every_seconds=TWO_YEARS),
    )
    logger.info("made the bucket %s", settings.bucket)
    return True
