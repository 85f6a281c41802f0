/* "Lees voor": the question, then each answer, by a voice that lives on the tablet. Without such a
   voice the button is not there. */

const speech = window.speechSynthesis;

function localVoice(language) {
  const voices = speech?.getVoices() ?? [];
  return voices.find((voice) => voice.localService && voice.lang.split(/[-_]/)[0] === language);
}

/** Show the button of a screen where a voice of its language is on the tablet. */
export function offerVoice(part) {
  const voice = localVoice(document.documentElement.lang);
  for (const button of part.querySelectorAll("[data-read-aloud]")) {
    button.hidden = !voice;
  }
}

/** Voices may arrive after the page. */
export function watchVoices(part) {
  speech?.addEventListener?.("voiceschanged", () => offerVoice(part));
}

/** Be silent. */
export function hush() {
  speech?.cancel();
  for (const element of document.querySelectorAll(".spoken")) {
    element.classList.remove("spoken");
  }
}

/** Read everything that can be said on a screen, marking each while it is spoken. */
export function readAloud(part) {
  hush();
  const voice = localVoice(document.documentElement.lang);
  for (const element of part.querySelectorAll("[data-say]")) {
    if (!voice || !element.checkVisibility()) {
      continue;
    }
    const words = new SpeechSynthesisUtterance(element.innerText);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.9;
    words.onstart = () => element.classList.add("spoken");
    words.onend = () => element.classList.remove("spoken");
    speech.speak(words);
  }
}
