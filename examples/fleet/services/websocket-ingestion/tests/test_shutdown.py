import asyncio
import unittest
from unittest.mock import AsyncMock, patch

from src.home_assistant import AuthenticationFailed
from src.main import run
from src.settings import Settings


async def forever(*args):
    await asyncio.Event().wait()


@patch("src.main.follow_bridge", forever)
@patch("src.main.listen_forever", forever)
@patch("src.main.InfluxEventWriter")
class ShutdownTest(unittest.IsolatedAsyncioTestCase):
    """Whatever ends the service, what waits in the writer must be written."""

    async def test_after_a_refused_token(self, writer_class):
        with patch("src.main.read_home_assistant", AsyncMock(side_effect=AuthenticationFailed("no"))):
            with self.assertRaises(AuthenticationFailed):
                await run(Settings())
        writer_class.return_value.close.assert_called_once_with()

    async def test_after_a_signal(self, writer_class):
        with patch("src.main.read_home_assistant", forever):
            task = asyncio.create_task(run(Settings()))
            await asyncio.sleep(0.01)
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
        writer_class.return_value.close.assert_called_once_with()
