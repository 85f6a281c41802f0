/* Reads passes with the tablet's camera. Frames go from the video straight into the detector; no
   picture is drawn, kept or sent. */

const LOOK_EVERY_MS = 150;
const AWAY_MS = 5_000;
const SOON_MS = 1_000;
const RETRY_MS = 30_000;

let settings = null;
let live = null;
let opening = false;
let timer;

/**
 * Start looking, and look again whenever the camera was lost. `looking()` says whether a pass may be
 * read now, `onText(text)` gets a code that came into view, `onState("ok" | "none" | "denied")` what
 * became of the camera.
 */
export function openCamera(given) {
  settings = given;
  navigator.mediaDevices?.addEventListener("devicechange", reopen);
  reopen();
}

/** Look again where the camera does not run: it came back, or the tablet woke up. */
export async function reopen() {
  if (!settings || opening || isLive()) {
    return;
  }
  clearTimeout(timer);
  opening = true;
  const state = await open().catch((error) => (error.name === "NotAllowedError" ? "denied" : "none"));
  opening = false;
  settings.onState(state);
  if (state !== "ok") {
    timer = setTimeout(reopen, RETRY_MS);
  }
}

const isLive = () =>
  live !== null && live.track.readyState === "live" && !live.track.muted && !live.video.paused;

async function open() {
  live?.track.stop();
  live = null;
  const stream = await videoStream();
  const [track] = stream.getVideoTracks();
  try {
    const detector = await detectorFor(settings.scanner, settings.engine);
    const video = await playing(stream);
    live = { ...settings, video, track, detector, looked: 0, seen: new Map() };
  } catch (error) {
    track.stop();
    throw error;
  }
  track.addEventListener("ended", lost);
  track.addEventListener("mute", lost);
  look(live);
  return "ok";
}

/** Let a code count again that has stayed in view, for whoever took a check-in back and holds on. */
export function lookAnew() {
  setTimeout((eye) => eye?.seen.clear(), AWAY_MS, live);
}

function lost() {
  settings.onState("none");
  timer = setTimeout(reopen, SOON_MS);
}

async function videoStream() {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 720 } },
  });
}

async function playing(stream) {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  await video.play();
  return video;
}

/** What reads QR codes: the browser's own reader where it knows them, else ours. Ours tries hard,
    turned, inverted and smaller by itself; more looks at a frame read next to nothing more. */
export async function detectorFor(scanner, engine) {
  const formats = ["qr_code"];
  const native = window.BarcodeDetector;
  if (native && (await native.getSupportedFormats()).includes("qr_code")) {
    return new native({ formats });
  }
  const ponyfill = await import(new URL(scanner, location.href).href);
  const locateFile = (path, folder) => (path.endsWith(".wasm") ? engine : folder + path);
  ponyfill.prepareZXingModule({ overrides: { locateFile } });
  return new ponyfill.BarcodeDetector({ formats });
}

/* `looked` counts only the time spent looking: a pass that lies in view during a whole visit has
   not left it. */
async function look(eye) {
  let before = performance.now();
  while (eye === live && eye.track.readyState === "live") {
    const now = performance.now();
    const wanted = eye.looking() && document.visibilityState === "visible";
    eye.track.enabled = wanted;
    if (wanted) {
      eye.looked += Math.min(now - before, LOOK_EVERY_MS * 4);
      report(await eye.detector.detect(eye.video).catch(() => []), eye);
    }
    before = now;
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}

/* A code that stays in view is one scan; it counts again only after it was away for a while. */
function report(codes, { looked, onText, seen }) {
  for (const { rawValue } of codes) {
    const isNew = !seen.has(rawValue);
    seen.set(rawValue, looked);
    if (isNew) {
      onText(rawValue);
    }
  }
  for (const [text, at] of seen) {
    if (looked - at > AWAY_MS) {
      seen.delete(text);
    }
  }
}
