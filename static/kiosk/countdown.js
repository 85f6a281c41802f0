/* A ring and a digit that count down by the second. */

/** Start a countdown in `part`; `done` is called once, at zero. Returns {restart, stop}. */
export function countdown(part, seconds, done) {
  const digit = part.querySelector("[data-slot=seconds]");
  const left = part.querySelector(".ring-left");
  let remaining;
  let timer;

  function draw() {
    digit.textContent = String(remaining);
    left.setAttribute("stroke-dasharray", `${remaining / seconds} 1`);
  }

  function tick() {
    remaining -= 1;
    draw();
    if (remaining <= 0) {
      clearInterval(timer);
      done();
    }
  }

  function restart() {
    clearInterval(timer);
    remaining = seconds;
    draw();
    timer = setInterval(tick, 1000);
  }

  restart();
  return { restart, stop: () => clearInterval(timer) };
}
