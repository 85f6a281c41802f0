/* The choices on the screen "wie": how many people, and which role. Nothing is written here. */

const FEWEST = 5;
const MOST = 99;

/** Take a touch on one of the choices; true if it was one. `chosen` {party, role} is changed. */
export function choose(element, chosen) {
  const { party, role, count } = element.dataset;
  if (party) {
    chosen.party = chosen.party === Number(party) ? null : Number(party);
  } else if (role) {
    chosen.role = chosen.role === role ? null : role;
  } else if (count) {
    chosen.party = Math.min(MOST, Math.max(FEWEST, chosen.party + Number(count)));
  } else {
    return false;
  }
  return true;
}

/** Draw what is chosen: outline, tint, check, and the counter from five people on. */
export function draw(part, chosen) {
  const many = chosen.party >= FEWEST;
  for (const element of part.querySelectorAll("[data-party]")) {
    press(element, Number(element.dataset.party) === chosen.party);
  }
  for (const element of part.querySelectorAll("[data-role]")) {
    press(element, element.dataset.role === chosen.role);
  }
  const counter = part.querySelector(".counter");
  const five = part.querySelector(".five");
  const opened = many && counter.hidden;
  counter.hidden = !many;
  five.hidden = many;
  part.querySelector(".party").classList.toggle("counting", many);
  part.querySelector("[data-slot=party]").textContent = String(many ? chosen.party : FEWEST);
  if (opened) {
    counter.querySelector("[data-count='1']").focus();
  }
}

function press(element, pressed) {
  element.setAttribute("aria-pressed", String(pressed));
}
