"""An authenticator app, as on the phones of users."""

import base64
import hashlib
import hmac
import time


class AuthenticatorApp:
    """An authenticator app (RFC 6238) with the key that the page shows. It never shows the same code twice."""

    def __init__(self, key):
        self.seed = base64.b32decode(key.replace(" ", ""))
        self.last = 0

    def code(self):
        """Returns a code that was not shown yet. If the code of the current step was shown, returns that of the next step, which is valid too."""
        while int(time.time() / 30) + 1 <= self.last:
            time.sleep(0.5)
        self.last = max(int(time.time() / 30), self.last + 1)
        digest = hmac.new(self.seed, self.last.to_bytes(8, "big"), hashlib.sha1).digest()
        offset = digest[19] & 15
        number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
        return f"{number % 1_000_000:06}"
