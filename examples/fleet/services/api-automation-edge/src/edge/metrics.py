"""What happened, for the dashboards. One client for the process, made when the module is loaded."""

from __future__ import annotations

import logging
from datetime import datetime, timezone

from influxdb_client import InfluxDBClient, Point
from influxdb_client.client.write_api import SYNCHRONOUS
from influxdb_client.rest import ApiException

from .actions import Action
from .settings import settings

logger = logging.getLogger(__name__)


class Metrics:
	client = InfluxDBClient(url=settings.influx_url, token=settings.influx_token, org=settings.influx_org)
	write_api = client.write_api(write_options=SYNCHRONOUS)

	def __init__(self) -> None:
		self.lost = 0

	def action_done(self, action: Action, outcome: str, seconds: float, at: datetime | None = None) -> bool:
		point = (
			Point("automation_action")
			.tag("automation", action.automation)
			.tag("service", f"{action.domain}.{action.service}")
			.tag("outcome", outcome)
			.field("seconds", float(seconds))
			.field("entity_id", action.entity_id)
			.time(at or datetime.now(timezone.utc))
		)
		return self._write(point)

	def switch_thrown(self, reason: str, at: datetime | None = None) -> bool:
		point = Point("kill_switch").field("reason", reason).time(at or datetime.now(timezone.utc))
		return self._write(point)

	def _write(self, point: Point) -> bool:
		# no metric is worth an automation
		try:
			self.write_api.write(settings.influx_bucket, settings.influx_org, point)
		except ApiException as error:
			self.lost += 1
			logger.warning("metric lost, the server answered %s", error.status)
			return False
		return True
