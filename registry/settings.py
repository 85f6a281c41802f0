"""The settings, read from the environment and validated at start."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from registry import mail_server

ROOT = Path(__file__).resolve().parent.parent

SHORTEST_KEY = 20


class SettingsError(Exception):
    """A setting that cannot be used; the text names it and says what to do."""

    code = "settings"


class Settings(BaseSettings):
    """What an installation can choose. Every field is listed in the README."""

    model_config = SettingsConfigDict(env_prefix="INLOOP_", extra="ignore", frozen=True)

    database_url: str = ""
    data_dir: Path = Path("data")
    secret_key_file: Path | None = None
    theory: Path | None = None
    public_url: str = ""
    smtp_url: str = ""
    metrics_key: str = ""
    security_contact: str = ""
    demo: bool = False
    port: int = Field(default=8000, ge=1, le=65535, validation_alias=AliasChoices("PORT"))

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value

    @field_validator("public_url")
    @classmethod
    def _public_over_https(cls, value: str) -> str:
        if value and not value.startswith("https://"):
            raise ValueError("must start with https://")
        return value.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _known_mail_server(cls, value: str) -> str:
        if value:
            mail_server.read(value)
        return value

    @field_validator("metrics_key")
    @classmethod
    def _hard_to_guess(cls, value: str) -> str:
        if value and len(value) < SHORTEST_KEY:
            raise ValueError(f"must have at least {SHORTEST_KEY} characters")
        return value

    @field_validator("security_contact")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if value and not value.startswith(("mailto:", "https://", "tel:")):
            raise ValueError("must start with mailto:, https:// or tel:")
        return value

    @classmethod
    def read(cls, **overrides: object) -> Self:
        """Read the environment.

        Raises SettingsError with one line per fault, naming the variable.
        """
        try:
            return cls(**overrides)  # type: ignore[arg-type]  # pydantic validates them itself
        except ValidationError as error:
            faults = [_in_words(fault) for fault in error.errors()]
            raise SettingsError("; ".join(faults)) from error

    @property
    def engine_url(self) -> str:
        """Return the address SQLAlchemy connects to, with its driver."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir.resolve() / 'inloop.sqlite3'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def database_file(self) -> Path | None:
        """Return the SQLite file, or None on PostgreSQL."""
        url = self.engine_url
        return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None

    @property
    def key_file(self) -> Path:
        """Return where the secret lives: outside the database and its backups."""
        return self.secret_key_file or self.data_dir / "secret.key"

    @cached_property
    def _secret(self) -> bytes:
        try:
            secret = self.key_file.read_bytes().strip()
        except OSError as error:
            raise SettingsError(
                f"INLOOP_SECRET_KEY_FILE: {self.key_file} can't be read; run `inloop init`"
            ) from error
        if len(secret) < 32:
            raise SettingsError(f"INLOOP_SECRET_KEY_FILE: {self.key_file} is too short")
        return secret

    def key_for(self, purpose: str) -> bytes:
        """Return 32 bytes that only this installation can make, another for each purpose."""
        return hmac.new(self._secret, purpose.encode(), hashlib.sha256).digest()

    def make_secret(self) -> bool:
        """Write a new secret, readable by its owner only; return False if there is one."""
        self.key_file.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(self.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return False
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
        return True


def _in_words(fault: ErrorDetails) -> str:
    name = str(fault["loc"][0]) if fault["loc"] else "?"
    variable = name if name.isupper() else f"INLOOP_{name.upper()}"
    say = _REASONS.get(fault["type"])
    reason = fault["msg"].removeprefix("Value error, ") if say is None else say(fault)
    return f"{variable}: {reason}"


_REASONS: dict[str, Callable[[ErrorDetails], str]] = {
    "int_parsing": lambda fault: f"{fault['input']!r} is no whole number",
    "greater_than_equal": lambda fault: f"must be at least {fault['ctx']['ge']}",
    "less_than_equal": lambda fault: f"must be at most {fault['ctx']['le']}",
    "bool_parsing": lambda fault: f"{fault['input']!r} is neither 1 nor 0",
}
"""Plain words instead of pydantic's; only kinds whose value can't hold a secret repeat it."""
