/* Small kindnesses for the team's pages. Everything works without them. */

/** A button that needs this script stays hidden until it can do its work. */
const OURS = "[data-print], [data-reveal], [data-copy]";
for (const button of document.querySelectorAll(OURS)) {
  button.hidden = false;
}

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest(OURS) : null;
  if (button?.hasAttribute("data-print")) {
    print();
  } else if (button?.hasAttribute("data-copy")) {
    copy(button);
  } else if (button) {
    reveal(button);
  }
});

/** On a phone the row of pages is longer than the screen: show where one is. */
const here = document.querySelector(".ways [aria-current]");
if (here) {
  const row = here.parentElement;
  row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}

/** Show a password, or hide it again. */
function reveal(button) {
  const input = document.getElementById(button.dataset.reveal);
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
  input.focus();
}

/** Copy what stands in a field; where the browser refuses, it stands selected. */
function copy(button) {
  const input = document.getElementById(button.dataset.copy);
  input.select();
  navigator.clipboard?.writeText(input.value).then(
    () => (button.textContent = button.dataset.copied),
    () => {},
  );
}

/** Enter in a search looks for what was typed; it saves nothing. */
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-search]")) {
    event.preventDefault();
  }
});

/** A menu closes when one looks elsewhere, or by Escape. */
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.where[open]")) {
    if (!menu.contains(target)) {
      menu.open = false;
    }
  }
});
document.addEventListener("keydown", ({ key }) => {
  const menu = key === "Escape" && document.querySelector("details.where[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/** What went wrong on top is read first. */
document.getElementById("fouten")?.focus();

/** A button that took itself away leaves the focus where its deed is told. */
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.requestConfig?.verb === "post" && document.activeElement === document.body) {
    document.getElementById("said")?.focus();
  }
});

/** A request that did not arrive is never silent. A lost tap is told until the next one arrives. */
const warning = document.getElementById("no-connection");
const lost = new Set();

function tell() {
  if (warning) {
    warning.hidden = lost.size === 0;
  }
}

for (const sign of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(sign, ({ detail }) => {
    lost.add(detail.requestConfig.verb);
    tell();
  });
}
document.addEventListener("htmx:afterOnLoad", ({ detail }) => {
  if (detail.xhr.status < 400) {
    lost.delete(detail.requestConfig.verb);
    tell();
  }
});
