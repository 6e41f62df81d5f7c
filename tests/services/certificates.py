"""Certificates of made-up authorities, good for a day."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TIME_STAMPING = ExtendedKeyUsageOID.TIME_STAMPING
SERVER = ExtendedKeyUsageOID.SERVER_AUTH
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holder:
    """Somebody with a key, and a certificate over its public half."""

    key: EllipticCurvePrivateKey
    certificate: x509.Certificate

    def issue(
        self, name: str, usage: x509.ObjectIdentifier | None = None, host: str = ""
    ) -> "Holder":
        """A certificate for ``name``: for one use, or to issue others."""
        return _holder(name, self, usage, host)

    def write(self, file: Path, *, secret: bool = False) -> Path:
        """``file``, with the certificate in it, and the key below it if that is wanted."""
        content = self.certificate.public_bytes(Encoding.PEM)
        if secret:
            content += self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(content)
        return file


def root(name: str = "A Root") -> Holder:
    """Somebody who vouches for themself."""
    return _holder(name, None, None, "")


def _holder(
    name: str, issuer: Holder | None, usage: x509.ObjectIdentifier | None, host: str
) -> Holder:
    key = generate_private_key(SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    by_key = issuer.key if issuer else key
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + _DAY)
        .add_extension(x509.BasicConstraints(ca=usage is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by_key.public_key()), critical=False
        )
    )
    if usage is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    if host:
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        builder = builder.add_extension(names, critical=False)
    return Holder(key, builder.sign(by_key, hashes.SHA256()))
