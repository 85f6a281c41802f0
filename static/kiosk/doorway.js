/* What the welcome screen offers by the clock: the activities that are not over, nothing more for
   today, or a centre that is closed. The pack may be days old. */

import { now } from "./clock.js";
import { isClosed, isOver, isOfKnownDay, nextOpening, screenHtml, today, unshown } from "./pack.js";

const KINDS = { dicht: "closed", leeg: "empty" };

let shown = "";

/* Cards to touch, and those of what is not held, which say themselves until when they stay. */
const CARDS = "[data-occurrence], [data-off]";
const isPast = ({ dataset: { off, occurrence } }) =>
  off ? Date.parse(off) <= now() : isOver(occurrence);

/* What the clock says now: "dicht", "leeg", or the cards of the screen that are not over; the day. */
function wanted(part) {
  const left = [...part.querySelectorAll(CARDS)].filter((card) => !isPast(card));
  const kind = left.some((card) => card.dataset.occurrence) ? "" : "leeg";
  const ids = left.map((card) => card.dataset.occurrence ?? card.dataset.off);
  return [...(isClosed() ? ["dicht"] : [kind, ...ids]), today()];
}

/** Would the welcome screen offer something else now than what it shows? */
export function hasTurned() {
  return String(wanted(unshown(screenHtml("welkom", "nl")).content)) !== shown;
}

/** Put that on the screen. `part` holds the welcome screen as the pack has it. */
export function offer(part, language) {
  const place = part.querySelector(".cards");
  if (!place) {
    dropWhatIsOver(part);
    return;
  }
  const found = wanted(place);
  const [kind] = found;
  shown = String(found);
  const html = KINDS[kind] ? screenHtml(kind, language) : null;
  dropWhatIsOver(place);
  if (html === null) {
    place.className = `cards count-${place.children.length}`;
    place.firstElementChild?.classList.add("hero");
  } else {
    const off = kind === "leeg" ? place.querySelectorAll("[data-off]") : [];
    place.className = `cards ${KINDS[kind]}`;
    place.innerHTML = html;
    place.append(...off);
    tell(place, language);
  }
}

function dropWhatIsOver(place) {
  for (const card of place.querySelectorAll(CARDS)) {
    if (isPast(card)) {
      card.remove();
    }
  }
}

function tell(place, language) {
  for (const line of place.querySelectorAll("[data-known]")) {
    line.hidden = !isOfKnownDay();
  }
  const next = nextOpening(language);
  for (const line of place.querySelectorAll("[data-next]")) {
    line.hidden = !next;
    line.querySelector("bdi").textContent = next ?? "";
  }
}
