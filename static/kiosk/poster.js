/* The stepper of a poster's page: counts in place. Without this script its buttons are links that
   ask for the page anew. */

const FEWEST = 1;
const field = document.querySelector("input[name=people]");
const shown = document.querySelector("output");

for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const people = Number(field.value) + Number(button.dataset.step);
    field.value = String(Math.min(Number(field.dataset.most), Math.max(FEWEST, people)));
    shown.textContent = field.value;
  });
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      button.click();
    }
  });
}
