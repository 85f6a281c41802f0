"""The forms of a page, with what a browser would send for each as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Pairs = list[tuple[str, str]]


@dataclass
class Form:
    """A form that is posted: where to, and what is filled in."""

    action: str
    filled_in: Pairs = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    buttons: Pairs = field(default_factory=list)

    def add(self, name: str, value: str, *, ticked: bool = True) -> None:
        """Take a field; one that is not ticked is not sent."""
        self.names.add(name)
        if ticked:
            self.filled_in.append((name, value))

    def press(self) -> None:
        """Press the button without a name, else the first one."""
        self.names |= {name for name, _ in self.buttons if name}
        if self.buttons and all(name for name, _ in self.buttons):
            self.filled_in.append(self.buttons[0])

    def with_one(self, name: str, value: str) -> Pairs:
        """Return what is sent where one field holds something else."""
        return [pair for pair in self.filled_in if pair[0] != name] + [(name, value)]


class Forms(HTMLParser):
    """Reads a page's forms."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._choices: tuple[str, list[str]] | None = None
        self._typed: tuple[str, list[str]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a form, or add a field to the one that is open."""
        has = {name: value or "" for name, value in attrs}
        name, value = has.get("name", ""), has.get("value", "")
        if tag == "form":
            self._form = Form(has.get("action", "")) if has.get("method") == "post" else None
        elif self._form is None:
            return
        elif tag == "select":
            self._choices = (name, [])
        elif tag == "option" and self._choices:
            self._choices[1].insert(0 if "selected" in has else len(self._choices[1]), value)
        elif tag == "textarea":
            self._typed = (name, [])
        elif tag == "button" and has.get("type") == "submit":
            self._form.buttons.append((name, value))
        elif tag == "input" and name not in ("", "csrf_token"):
            ticked = has.get("type") not in ("checkbox", "radio") or "checked" in has
            self._form.add(name, value, ticked=ticked)

    def handle_data(self, data: str) -> None:
        """Keep what stands in a text area."""
        if self._typed:
            self._typed[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        """Close a field or the form."""
        if self._form is None:
            return
        if tag == "select" and self._choices:
            self._form.add(self._choices[0], next(iter(self._choices[1]), ""))
            self._choices = None
        elif tag == "textarea" and self._typed:
            self._form.add(self._typed[0], "".join(self._typed[1]).strip())
            self._typed = None
        elif tag == "form":
            self._form.press()
            self.found.append(self._form)
            self._form = None
