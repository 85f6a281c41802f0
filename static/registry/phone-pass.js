/* A pass from paper into a phone: read here, drawn here, gone after a minute. The pass stands behind
   the # of the drawn address, which no browser sends to a server. */

import { openCamera } from "../kiosk/camera.js";
import { readPass } from "../kiosk/pass-text.js";
import { drawnCode } from "../kiosk/qr.js";
import { watchScanner } from "../kiosk/scanner.js";

const SHOWN_MS = 60_000;
const part = document.getElementById("phone-pass");
const step = (name) => part.querySelector(`[data-step=${name}]`);
let timer;

const reading = () => !step("read").hidden;

function take(text) {
  const pass = readPass(text);
  step("read").querySelector("[data-wrong]").hidden = pass !== null;
  if (pass) {
    draw(`${part.dataset.address}#${pass}`);
    turn(true);
    timer = setTimeout(forget, SHOWN_MS);
  }
}

function draw(address) {
  const { size, path } = drawnCode(address);
  const picture = part.querySelector(".pass-code");
  picture.setAttribute("viewBox", `-4 -4 ${size + 8} ${size + 8}`);
  picture.innerHTML = `<path fill="#1c1d36" shape-rendering="crispEdges" d="${path}"/>`;
}

function forget() {
  clearTimeout(timer);
  part.querySelector(".pass-code").replaceChildren();
  turn(false);
}

function turn(shown) {
  step("read").hidden = shown;
  step("show").hidden = !shown;
}

part.querySelector("[data-done]").addEventListener("click", forget);
addEventListener("pagehide", forget);
watchScanner({ listens: reading, onText: take });
openCamera({
  scanner: part.dataset.scanner,
  engine: part.dataset.scannerEngine,
  looking: reading,
  onText: take,
  onState: () => undefined,
});
