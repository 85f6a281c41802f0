/* What the welcome screen offers by the clock: the activities that are not over, nothing more for
   today, or a centre that is closed. The pack may be days old. */

import { isClosed, isOver, isPackOfToday, nextOpening, screenHtml } from "./pack.js";

const KINDS = { dicht: "closed", leeg: "empty" };

let shown = "";

/* What the clock says now: "dicht", or the activities of the screen that are not over. */
function wanted(part) {
  const cards = [...part.querySelectorAll("[data-occurrence]")].map((one) => one.dataset.occurrence);
  return isClosed() ? "dicht" : cards.filter((id) => id && !isOver(id)).join(" ") || "leeg";
}

/** Would the welcome screen offer something else now than what it shows? */
export function hasTurned() {
  const part = document.createElement("template");
  part.innerHTML = screenHtml("welkom", "nl") ?? "";
  return wanted(part.content) !== shown;
}

/** Put that on the screen. `part` holds the welcome screen as the pack has it. */
export function offer(part, language) {
  const place = part.querySelector(".cards");
  if (!place) {
    dropWhatIsOver(part);
    return;
  }
  const kind = wanted(place);
  shown = kind;
  const html = KINDS[kind] ? screenHtml(kind, language) : null;
  if (html === null) {
    dropWhatIsOver(place);
    place.className = `cards count-${place.children.length}`;
    place.firstElementChild?.classList.add("hero");
  } else {
    place.className = `cards ${KINDS[kind]}`;
    place.innerHTML = html;
    tell(place, language);
  }
}

function dropWhatIsOver(place) {
  for (const card of place.querySelectorAll("[data-occurrence]")) {
    if (isOver(card.dataset.occurrence)) {
      card.remove();
    }
  }
}

function tell(place, language) {
  for (const line of place.querySelectorAll("[data-known]")) {
    line.hidden = !isPackOfToday();
  }
  const next = nextOpening(language);
  for (const line of place.querySelectorAll("[data-next]")) {
    line.hidden = !next;
    line.querySelector("bdi").textContent = next ?? "";
  }
}
