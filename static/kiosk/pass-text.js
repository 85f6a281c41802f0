/* The text of a pass: 26 characters of Crockford's base 32 and a check character (ISO 7064
   MOD 37,36), in groups of four. registry/passes/token.py makes them. */

const SHAPE = /^[0-7][0-9A-HJKMNP-TV-Z]{25}[0-9A-Z]$/;
const CHECKED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function checkCharacter(body) {
  let product = 36;
  for (const character of body) {
    product = (product + CHECKED.indexOf(character)) % 36 || 36;
    product = (product * 2) % 37;
  }
  return CHECKED[(37 - product) % 36];
}

/** The pass text in its one spelling, or null where shape or check character is wrong. */
export function readPass(text) {
  const whole = text.replace(/[\s-]/g, "").toUpperCase();
  if (!SHAPE.test(whole) || checkCharacter(whole.slice(0, -1)) !== whole.at(-1)) {
    return null;
  }
  return whole.match(/.{1,4}/g).join("-");
}
