// Small comforts. Every page works without this file.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();

// Work under way (a report, say): ask again until its page says that there is nothing to wait for.
const SECONDS = 3;

async function refresh(region) {
  const answer = await fetch(window.location.href, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return window.location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-progress]");
  if (!fresh) return window.location.reload();
  region.innerHTML = fresh.innerHTML;
  wait(region);
}

function wait(region) {
  setTimeout(() => refresh(region).catch(() => wait(region)), SECONDS * 1000);
}

const region = document.querySelector("[data-progress]");
if (region) wait(region);

// A button that only this file can make work is hidden until it does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The minutes of a search that are left, by the clock of the service, not that of this machine.
for (const clock of document.querySelectorAll("[data-until]")) {
  const until = Date.parse(clock.dataset.until) - Date.parse(clock.dataset.now);
  const started = performance.now();
  const show = () => {
    const left = Math.ceil((until - (performance.now() - started)) / 60000);
    clock.textContent = left > 0 ? clock.dataset.left.replace("{n}", left) : clock.dataset.over;
  };
  show();
  clock.hidden = false;
  setInterval(show, 1000);
}
