import json
import logging
from collections import deque

from dotenv import load_dotenv
from tenacity import RetryError, retry, stop_after_attempt, wait_fixed

from automation.draft import Draft

log = logging.getLogger(__name__)


class Deployer:
    """Hands drafts to Home Assistant; what cannot be handed over waits for the next chance."""

    def __init__(self, post):
        self._post = post
        self.waiting: deque[Draft] = deque()

    def deploy(self, draft: Draft) -> bool:
        if draft.problems:
            raise ValueError("; ".join(draft.problems))
        try:
            self._hand_over(draft)
        except RetryError as error:
            log.warning("kept for later after %d attempts", error.last_attempt.attempt_number)
            self.waiting.append(draft)
            return False
        return True

    def deploy_waiting(self) -> int:
        """Try again what waits, and return how much of it got through."""
        drafts, self.waiting = list(self.waiting), deque()
        return sum(self.deploy(draft) for draft in drafts)

    @retry(stop=stop_after_attempt(3), wait=wait_fixed(0.001))
    def _hand_over(self, draft: Draft) -> None:
        self._post(json.dumps({"trigger": draft.trigger, "service": draft.service, "entity": draft.entity}))


if __name__ == "__main__":
    load_dotenv()
    logging.basicConfig(level=logging.INFO)
    log.info("waiting for wishes")
