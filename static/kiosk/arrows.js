/* Arrow keys go from one to the next within a group of buttons; Tab goes through all of them. */

const GROUPS = "[role=group], .cards, .today, .languages";
const STEPS = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };
const SIDEWAYS = new Set(["ArrowRight", "ArrowLeft"]);

/** Start listening. */
export function watchArrows() {
  document.addEventListener("keydown", (event) => {
    const group = event.target.closest?.(GROUPS);
    if (group && event.key in STEPS && move(group, event.target, event.key)) {
      event.preventDefault();
    }
  });
}

function move(group, from, key) {
  const all = [...group.querySelectorAll("button")].filter((one) => one.checkVisibility());
  const mirrored = SIDEWAYS.has(key) && document.documentElement.dir === "rtl";
  const step = mirrored ? -STEPS[key] : STEPS[key];
  const to = all[(all.indexOf(from) + step + all.length) % all.length];
  to?.focus();
  return Boolean(to);
}
