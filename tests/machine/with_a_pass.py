"""With a pass: given out, revoked, and erased with all that it ties together."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from registry.care.erase import erase_pass
from registry.passes import queries, services
from tests.machine.acts import CARD, TABLET
from tests.machine.at_the_door import AtTheDoor
from tests.machine.written import same

REASONS = st.sampled_from(["lost", "broken", "stopped", "replaced"])


class WithAPass(AtTheDoor):
    """What the team does with a pass that is held to the desk."""

    given: set[int]

    @rule(card=CARD)
    def a_pass_is_given_out(self, card: int) -> None:
        """A card from the drawer is given to somebody; noted once."""
        at = self.moment()
        for _ in range(2):
            services.give(
                centre_id=self.stage.here,
                pass_id=self.stage.passes[card],
                on=at.date(),
                at=at,
                by=self.stage.hosts,
            )
        if self.story.cards[card] != "erased" and card not in self.given:
            self.story.deeds["pass.give"] += 1
        self.given.add(card)

    @rule(card=CARD, reason=REASONS, tablet=st.none() | TABLET)
    def a_pass_is_revoked(self, card: int, reason: str, tablet: int | None) -> None:
        """A lost pass stops working, also for who finds it; what it did is kept."""
        revoked = services.revoke(
            centre_id=self.stage.here,
            pass_id=self.stage.passes[card],
            at=self.moment(),
            reason=reason,
            by=self.stage.hosts,
        )
        same("revoking a pass", self.story.cards[card] == "live", revoked)
        if revoked:
            self.story.cards[card] = "revoked"
            self.story.deeds["pass.revoke"] += 1
        if tablet is not None:
            self.come([(tablet, card, None, 0, 1)])

    @rule(card=CARD)
    def a_pass_is_erased(self, card: int) -> None:
        """Whoever holds it up may ask that all of it be forgotten; then it leads nowhere."""
        found = queries.held(centre_id=self.stage.here, token_hash=self.stage.hashes[card])
        same("a pass at the desk", self.story.cards[card] != "erased", found is not None)
        if found is None:
            return
        erase_pass(
            centre_id=self.stage.here,
            found=found,
            journal=self.stage.journal,
            at=self.moment(),
            by=self.stage.hosts,
        )
        self.story.erased(card)
        self.story.deeds["pass.erase"] += 1

    @rule(card=CARD, tablet=TABLET)
    def a_lost_pass_comes_back(self, card: int, tablet: int) -> None:
        """A lost pass is revoked, its finder scans it, and its holder has all of it erased."""
        self.a_pass_is_revoked(card=card, reason="lost", tablet=tablet)
        self.a_pass_is_erased(card=card)
