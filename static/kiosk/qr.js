/* A QR code as the path of an SVG, drawn in the browser: what it says goes nowhere. */

import { correction, generate } from "../vendor/lean-qr.js";

/** {size, path}: the code on a grid of `size` modules, without its margin. Level M. */
export function drawnCode(text) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      path += code.get(x, y) ? `M${x} ${y}h1v1h-1z` : "";
    }
  }
  return { size: code.size, path };
}
