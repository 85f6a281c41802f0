/* Names for events: random ones, and ones that also sort by time. Works without crypto.randomUUID,
   which plain HTTP on a local network does not have. */

function written(bytes, version) {
  bytes[6] = (bytes[6] & 0x0f) | (version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A random UUID (version 4): says nothing about when it was made. */
export function randomId() {
  return written(crypto.getRandomValues(new Uint8Array(16)), 4);
}

/** A UUID that sorts by time (version 7). `now` in milliseconds since 1970. */
export function timedId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let left = now;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = left % 256;
    left = Math.floor(left / 256);
  }
  return written(bytes, 7);
}
