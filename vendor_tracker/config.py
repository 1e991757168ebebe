"""Settings from the environment, and the only place that knows folders."""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "VENDOR_TRACKER_"
_THIS_COMPUTER = ("127.0.0.1", "localhost")
DATABASE_NAME = "vendor-tracker.sqlite"


class BadSettings(Exception):
    """A setting is missing or unsafe; the message says which and what to write."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the program may be told from outside."""

    instance: Path
    database_url: str
    secret_key: str
    base_url: str = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    demonstration: bool = False
    trusted_hosts: tuple[str, ...] = ()
    proxy_hops: int = 0
    evidence_quota_mb: int = 10_000
    upload_limit_mb: int = 25
    # The path of a socket, or host:port; empty without a virus scanner.
    clamav: str = ""
    # The address at which suppliers without an account answer; empty: there are no such links.
    links_address: str = ""
    links_port: int = 8001

    @property
    def evidence(self) -> Path:
        """Return the folder of evidence files."""
        return self.instance / "evidence"

    @property
    def uploads(self) -> Path:
        """Return the folder of lists that wait to be brought in."""
        return self.instance / "uploads"

    @property
    def known_hosts(self) -> tuple[str, ...]:
        """Return the hosts that are served: those named, else this computer and our address."""
        ours = urlsplit(self.base_url).hostname or ""
        return self.trusted_hosts or tuple(dict.fromkeys([*_THIS_COMPUTER, *filter(None, [ours])]))

    @property
    def for_links(self) -> "Settings":
        """Return these settings as the pages for suppliers are served: at their own address alone.

        Their secret is another one, so that nothing signed here is good there.
        """
        host = urlsplit(self.links_address).hostname or ""
        secret = self.secret_key and hashlib.sha256(f"links {self.secret_key}".encode()).hexdigest()
        return replace(
            self, secret_key=secret, base_url=self.links_address, port=self.links_port,
            trusted_hosts=_THIS_COMPUTER if host in _THIS_COMPUTER else (host,),
        )  # fmt: skip

    @property
    def keeps_own_database(self) -> bool:
        """Tell whether the database is the embedded one inside the instance folder."""
        return self.database_url == embedded_url(self.instance)

    def served_at(self, port: int) -> "Settings":
        """Return these settings on another port; an address that was named stays as it is."""
        follows = self.base_url == this_computer(self.port)
        return replace(self, port=port, base_url=this_computer(port) if follows else self.base_url)

    @property
    def has_address(self) -> bool:
        """Tell whether somebody named the address under which people reach it."""
        return self.base_url != this_computer(self.port)

    def inside(self, folder: Path) -> "Settings":
        """Return these settings for an installation kept wholly in another folder."""
        return replace(self, instance=folder, database_url=embedded_url(folder))

    @property
    def is_https(self) -> bool:
        """Tell whether people reach this installation over https."""
        return self.base_url.startswith("https://")


def embedded_url(instance: Path) -> str:
    """Return the address of the embedded database of an instance folder."""
    return f"sqlite:///{instance / DATABASE_NAME}"


def templates_folder() -> Path:
    """Return the folder of page templates, in a checkout or an installed wheel."""
    return Path(str(resources.files("vendor_tracker.templates")))


def migrations_folder() -> Path:
    """Return the folder of database migrations, in a checkout or an installed wheel."""
    return Path(str(resources.files("vendor_tracker.migrations")))


def real_data_folder() -> Path:
    """Return the folder of real registers that tests may read."""
    return Path(os.environ.get(PREFIX + "REAL_DATA", "../shared/data/real"))


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raise BadSettings in words when one cannot be used."""
    given = os.environ if environment is None else environment
    read = {key[len(PREFIX) :]: value for key, value in given.items() if key.startswith(PREFIX)}
    instance = Path(read.get("INSTANCE", "instance")).resolve()
    port = _number(read, "PORT", 8000)
    return Settings(
        instance=instance,
        database_url=read.get("DATABASE_URL", embedded_url(instance)),
        secret_key=read.get("SECRET_KEY", "") or _stored_secret(instance),
        base_url=read.get("BASE_URL", this_computer(port)).rstrip("/"),
        host=read.get("HOST", "127.0.0.1"),
        port=port,
        demonstration=read.get("DEMONSTRATION", "") == "1",
        trusted_hosts=tuple(filter(None, read.get("TRUSTED_HOSTS", "").split(","))),
        proxy_hops=_number(read, "PROXY_HOPS", 0),
        evidence_quota_mb=_number(read, "EVIDENCE_QUOTA_MB", 10_000),
        upload_limit_mb=_number(read, "UPLOAD_LIMIT_MB", 25),
        clamav=_scanner(read.get("CLAMAV", "").strip()),
        links_address=_address(read.get("LINKS_ADDRESS", "").strip().rstrip("/")),
        links_port=_number(read, "LINKS_PORT", 8001),
    )


def this_computer(port: int) -> str:
    """Return the address at which only this computer reaches the program."""
    return f"http://127.0.0.1:{port}"


def _number(read: Mapping[str, str], name: str, default: int) -> int:
    text = read.get(name, str(default))
    if not (text.isascii() and text.isdigit()):
        raise BadSettings(f"{PREFIX}{name} must be a whole number, not “{text}”.")
    return int(text)


def _scanner(address: str) -> str:
    if address and not (address.startswith("/") or re.fullmatch(r"[^/\s]+:\d{1,5}", address)):
        raise BadSettings(
            f"{PREFIX}CLAMAV must be the path of the scanner’s socket, such as "
            f"/run/clamav/clamd.ctl, or host:port, not “{address}”."
        )
    return address


def _address(given: str) -> str:
    parts = urlsplit(given)
    if given and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path):
        raise BadSettings(
            f"{PREFIX}LINKS_ADDRESS must be an address without a path, such as "
            f"https://answers.example.org, not “{given}”."
        )
    return given


def _stored_secret(instance: Path) -> str:
    """Return the secret kept in the instance folder, or an empty text before there is one."""
    path = instance / "secret.key"
    return path.read_text().strip() if path.is_file() else ""
