"""What has been found so far, in a SQLite file."""

import asyncio
import sqlite3

from miner.post import Automation

SCHEMA = """
CREATE TABLE IF NOT EXISTS automation (
    alias TEXT PRIMARY KEY,
    platforms TEXT NOT NULL,
    copies INTEGER NOT NULL
)
"""


class Catalogue:
    def __init__(self, path: str):
        self.path = path

    async def open(self) -> None:
        await asyncio.to_thread(self._execute, SCHEMA, ())

    async def add(self, automation: Automation) -> None:
        """Add an automation; one already known gains the copies."""
        await asyncio.to_thread(
            self._execute,
            "INSERT INTO automation VALUES (?, ?, ?) "
            "ON CONFLICT(alias) DO UPDATE SET copies = copies + excluded.copies",
            (automation.alias, ",".join(automation.platforms), automation.copies),
        )

    async def top(self, limit: int) -> list[Automation]:
        rows = await asyncio.to_thread(
            self._execute,
            "SELECT alias, platforms, copies FROM automation ORDER BY copies DESC, alias LIMIT ?",
            (limit,),
        )
        return [Automation(alias, tuple(platforms.split(",")), copies) for alias, platforms, copies in rows]

    def _execute(self, statement: str, values: tuple) -> list:
        connection = sqlite3.connect(self.path)
        try:
            with connection:
                return connection.execute(statement, values).fetchall()
        finally:
            connection.close()
