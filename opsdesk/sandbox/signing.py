"""Signatures exactly as each vendor makes them."""

import base64
import hashlib
import hmac
import unicodedata

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


def shopify_hmac(secret: str, body: bytes) -> str:
    """Return base64 HMAC-SHA256 of the raw body under the app's client secret."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def easypost_hmac(secret: str, body: bytes) -> str:
    """Return EasyPost's prefixed hex HMAC; the secret is NFKD-normalised first."""
    key = unicodedata.normalize("NFKD", secret).encode()
    return "hmac-sha256-hex=" + hmac.new(key, body, hashlib.sha256).hexdigest()


class EventSigner:
    """SendGrid's event signature: ECDSA P-256 over timestamp and body, base64 of the DER form."""

    def __init__(self, pem: str | None = None) -> None:
        if pem is None:
            self._key = ec.generate_private_key(ec.SECP256R1())
            return
        key = serialization.load_pem_private_key(pem.encode(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("the stored SendGrid key is not an elliptic-curve key")
        self._key = key

    def pem(self) -> str:
        """Return the private key for the state, so that a restart keeps the public one."""
        return self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()

    def public_key(self) -> str:
        """Return the verification key the way SendGrid shows it: base64 DER without armour."""
        der = self._key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return base64.b64encode(der).decode()

    def sign(self, timestamp: str, body: bytes) -> str:
        """Return the signature header for one delivery attempt."""
        signed = self._key.sign(timestamp.encode() + body, ec.ECDSA(hashes.SHA256()))
        return base64.b64encode(signed).decode()
