"""People who sign in, where they belong, and what keeps their sign-in safe."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.storage.models.base import Base, Keyed, in_organisation
from vendor_tracker.storage.types import Code, Id, Instant


class User(Base):
    """One person, in every organisation the same."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=True)
    email: Mapped[str] = mapped_column(sa.Text)
    email_key: Mapped[str] = mapped_column(sa.String(320), unique=True)
    name: Mapped[str] = mapped_column(sa.Text)
    password_hash: Mapped[str | None] = mapped_column(sa.Text)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)


class Membership(Keyed, Base):
    """The only source of rights: who may do what in which organisation."""

    __tablename__ = "membership"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "user_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
    )

    user_id: Mapped[int] = mapped_column(Id)
    role: Mapped[Role] = mapped_column(Code(Role))
    until: Mapped[date | None] = mapped_column(sa.Date)
    # What this person may agree to waive, by skill.
    disciplines: Mapped[list[Any]] = mapped_column(
        sa.JSON, default=list, server_default=sa.text("'[]'")
    )


class LoginSession(Base):
    """One sign-in; the browser holds a random key, this table only its hash."""

    __tablename__ = "login_session"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=True)
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("user.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class SignInAttempt(Base):
    """One failed sign-in, by account and by address, so that guessing slows down."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (sa.Index(None, "bucket", "at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=True)
    bucket: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime] = mapped_column(Instant)


class OneTimeLink(Base):
    """A link that sets a password once; only the hash of its token is kept."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("user.id"))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    spent_at: Mapped[datetime | None] = mapped_column(Instant)
