/* The one sound: two short notes for a pass that was found. */

let context;

/** Play it; a browser that wants a touch first stays silent. */
export async function playFound() {
  context ??= new AudioContext();
  await context.resume();
  const start = context.currentTime;
  for (const [index, pitch] of [660, 990].entries()) {
    const tone = context.createOscillator();
    const level = context.createGain();
    const at = start + index * 0.12;
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(0.0001, at);
    level.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
    level.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
    tone.connect(level).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.24);
  }
}
