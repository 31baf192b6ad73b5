"""Secrets: ``cf_{id}_{random}_{checksum}``.

The id may be shown and stands in the database. The random part has 190 bits, so its SHA-256 needs neither salt nor
stretching. The checksum (CRC-32 in base 62, of all before it) tells a mistyped or made-up key without a look at the
database; it protects nothing.
"""

import hashlib
import hmac
import secrets
import string
import zlib
from dataclasses import dataclass

from app.kit.secrets import SECRET

_ID_LETTERS = string.digits + string.ascii_lowercase
_LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
ID_LENGTH, _RANDOM_LENGTH, _CHECKSUM_LENGTH = 10, 32, 6


@dataclass(frozen=True, slots=True)
class Secret:
    """A well-formed secret; ``text`` is what is sent and is not shown by ``repr``."""

    text: str

    @property
    def id(self) -> str:
        """The part that may be shown."""
        return self.text[3 : 3 + ID_LENGTH]

    @property
    def digest(self) -> str:
        """SHA-256 of the whole, 64 hex digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def fits(self, digest: str) -> bool:
        """Whether this is the secret with that digest; takes the same time either way."""
        return hmac.compare_digest(self.digest, digest)

    def __repr__(self) -> str:
        return f"Secret({self.id})"


def make_secret() -> Secret:
    """A new secret."""
    key_id, random = _draw(_ID_LETTERS, ID_LENGTH), _draw(_LETTERS, _RANDOM_LENGTH)
    return sealed(f"cf_{key_id}_{random}")


def sealed(body: str) -> Secret:
    """The secret whose text starts so."""
    return Secret(f"{body}_{_checksum(body)}")


def find_secret(text: str) -> Secret | None:
    """The text as a secret; None where it has not the form, or its checksum is wrong."""
    if not SECRET.fullmatch(text):
        return None
    body, _, checksum = text.rpartition("_")
    return Secret(text) if checksum == _checksum(body) else None


def _draw(letters: str, length: int) -> str:
    return "".join(secrets.choice(letters) for _ in range(length))


def _checksum(body: str) -> str:
    rest, digits = zlib.crc32(body.encode()), ""
    for _ in range(_CHECKSUM_LENGTH):
        rest, digit = divmod(rest, len(_LETTERS))
        digits = _LETTERS[digit] + digits
    return digits
