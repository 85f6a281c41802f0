"""The forms of the team's door and day: what may be in them, and what to say where it isn't."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, IntegerField, PasswordField, StringField
from wtforms.validators import UUID, AnyOf, InputRequired, Length, Regexp


class SignInForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Who, and the password."""

    email = EmailField(
        _l("E-mailadres van uw werk"),
        [InputRequired(_l("Vul uw e-mailadres in.")), Length(max=120, message=_l("Te lang."))],
    )
    password = PasswordField(
        _l("Wachtwoord"),
        [InputRequired(_l("Vul uw wachtwoord in.")), Length(max=1000, message=_l("Te lang."))],
    )
    code = StringField(_l("Code uit uw app"), [Length(max=40, message=_l("Te lang."))])


class CodeForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A code of the app, or one for a lost phone."""

    code = StringField(
        _l("Code uit uw app"),
        [InputRequired(_l("Vul de zes cijfers in.")), Length(max=40, message=_l("Te lang."))],
    )


class CoupleForm(CodeForm):
    """The first code of an app; `seed` is what the shown secret was made with."""

    seed = StringField(
        validators=[InputRequired(), Regexp(r"[0-9a-f]{32}\Z", message=_l("Begin opnieuw."))]
    )


class PasswordForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The password that someone new chooses."""

    password = PasswordField(
        _l("Kies een wachtwoord"), [InputRequired(_l("Kies eerst een wachtwoord."))]
    )


class WalkInForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """People a host counts in; `event` is made with the form, so that it counts once."""

    event = StringField(validators=[InputRequired(), UUID()])
    occurrence = StringField(validators=[InputRequired(), UUID()])
    people = IntegerField(validators=[AnyOf((1, 5))])


class UndoForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The check-in to take back."""

    check_in = StringField(validators=[InputRequired(), UUID()])


class LeavingForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """An answer on leaving; `event` is random and made with the form, so that it counts once.

    `shown` is when the question was made, in milliseconds since 1970: a tap can be too fast.
    """

    event = StringField(validators=[InputRequired(), UUID()])
    question = StringField(validators=[InputRequired()])
    value = StringField(validators=[InputRequired()])
    shown = IntegerField(validators=[InputRequired()])
