/* The pass in a phone: reads it behind the # of the address, which no browser sends, draws it as a
   picture and offers that to be kept. */

import { readPass } from "./pass-text.js";
import { drawnCode } from "./qr.js";

const WIDTH = 720;
const HEIGHT = 900;
const CODE = 560;
const FORM = 88;
const INK = "#1c1d36";

const at = (id) => document.getElementById(id);

function show() {
  const pass = readPass(location.hash.slice(1));
  at("none").hidden = pass !== null;
  at("pass").hidden = pass === null;
  for (const link of document.querySelectorAll(".languages a")) {
    link.hash = location.hash;
  }
  if (pass) {
    draw(pass);
  }
}

async function draw(pass) {
  const drawing = `data:image/svg+xml,${encodeURIComponent(cardOf(pass))}`;
  const vector = new Image(WIDTH, HEIGHT);
  vector.src = drawing;
  await vector.decode();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  canvas.getContext("2d").drawImage(vector, 0, 0);
  at("picture").src = at("save").href = canvas.toDataURL("image/png");
}

/* A card: the five forms, the code with white round it, and whose card it is not. */
function cardOf(pass) {
  const { size, path } = drawnCode(pass);
  const left = (WIDTH - CODE) / 2;
  const forms = [...at("forms").children].map((form, index) => {
    const x = left + (index * (CODE - FORM)) / 4;
    const colour = getComputedStyle(form).color;
    return `<svg x="${x}" y="70" width="${FORM}" height="${FORM}" viewBox="0 0 48 48" color="${colour}">${form.firstElementChild.innerHTML}</svg>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="${WIDTH}" height="${HEIGHT}" rx="48" fill="#fff" stroke="${INK}" stroke-width="6"/>${forms.join("")}
    <g transform="translate(${left} 240) scale(${CODE / size})" shape-rendering="crispEdges"><path fill="${INK}" d="${path}"/></g>
    <text x="${WIDTH / 2}" y="864" font-family="system-ui, sans-serif" font-size="40" font-weight="800" fill="${INK}" text-anchor="middle">Inloop</text></svg>`;
}

addEventListener("hashchange", show);
show();
