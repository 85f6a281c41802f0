/* Notices that the tablet slept: a page put back, or a clock that went on while nothing ran. */

const EVERY_MS = 5_000;
const ASLEEP_MS = 45_000;

/** `woke(slept)` is called when the page comes back; `slept` says whether it was long enough that
    whoever stood there is gone. */
export function watchSleep(woke) {
  let last = Date.now();
  function look() {
    const now = Date.now();
    const slept = now - last > ASLEEP_MS;
    last = now;
    return slept;
  }
  setInterval(() => look() && woke(true), EVERY_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      woke(look());
    }
  });
  addEventListener("pageshow", ({ persisted }) => persisted && woke(true));
}
