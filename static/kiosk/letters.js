/* How large the letters are and how strong the contrast, for the visitor in front of the tablet. */

const SIZES = 3;

/** Take a touch on one of the choices; true if it was one. `visitor` {size, contrast} is changed. */
export function chooseLetters({ dataset }, visitor) {
  if (dataset.letters) {
    visitor.size = Math.min(SIZES - 1, Number(dataset.letters));
  } else if (dataset.contrast) {
    visitor.contrast = dataset.contrast;
  } else {
    return false;
  }
  return true;
}

/** Give the page the visitor's letters and contrast. */
export function wear({ size, contrast }) {
  const root = document.documentElement;
  root.dataset.size = String(size);
  root.dataset.contrast = contrast;
}

/** Draw what is chosen. */
export function drawLetters(part, { size, contrast }) {
  for (const element of part.querySelectorAll("[data-letters], [data-contrast]")) {
    const { letters } = element.dataset;
    const chosen = letters ? Number(letters) === size : element.dataset.contrast === contrast;
    element.setAttribute("aria-pressed", String(chosen));
  }
}
