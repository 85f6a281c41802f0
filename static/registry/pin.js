/* The desk's pad of digits: keys to press or type, six dots, and off it goes at the sixth. The error of
   the last try stays until six new digits are there. Without this script there is a plain field. */

const LENGTH = 6;
const form = document.querySelector("[data-pin]");

if (form) {
  const input = form.elements.pin;
  const dots = [...form.querySelectorAll(".dots .dot")];
  let sent = false;

  const show = () => dots.forEach((dot, at) => dot.classList.toggle("on", at < input.value.length));

  const take = (digits) => {
    input.value = digits.replace(/\D/g, "").slice(0, LENGTH);
    show();
    if (input.value.length === LENGTH && !sent) {
      sent = true;
      form.submit();
    }
  };

  form.classList.add("with-pad");
  input.inputMode = "none"; // the pad is there: no keyboard over it
  for (const part of form.querySelectorAll(".dots, .keys")) {
    part.hidden = false;
  }
  input.addEventListener("input", () => take(input.value));
  form.addEventListener("click", ({ target }) => {
    const key = target.closest("[data-key]")?.dataset.key;
    if (key) {
      take({ clear: "", back: input.value.slice(0, -1) }[key] ?? input.value + key);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === input || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (/^\d$/.test(event.key)) {
      take(input.value + event.key);
    } else if (event.key === "Backspace") {
      take(input.value.slice(0, -1));
    }
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) {
      sent = false;
      take("");
    }
  });
  input.focus();
  take(input.value);
}
