import hashlib
import hmac

import urllib3
from urllib3.util import Retry

from relay.outbox import Outbox

POLITELY = Retry(total=3, backoff_factor=0.001, status_forcelist=[502, 503], allowed_methods={"POST"})


def sign(secret: bytes, body: bytes) -> str:
    return "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()


class Delivery:
    def __init__(self, url: str, secret: bytes, retries: Retry = POLITELY):
        self._url = url
        self._secret = secret
        self._http = urllib3.PoolManager(retries=retries, timeout=2.0)

    def deliver(self, body: bytes) -> bool:
        headers = {"Content-Type": "application/json", "X-Signature": sign(self._secret, body)}
        try:
            return self._http.request("POST", self._url, body=body, headers=headers).status < 300
        except urllib3.exceptions.HTTPError:
            return False

    def empty(self, outbox: Outbox) -> int:
        """Deliver what waits, oldest first, and stop at the first that does not get through."""
        delivered = 0
        for path in outbox.waiting():
            if not self.deliver(path.read_bytes()):
                break
            outbox.done(path)
            delivered += 1
        return delivered
