/* Saves the notes while somebody types. Without a line, what was typed stays on this device and goes out later. */
const form = document.querySelector("form[data-live]");
if (form) {
  const WAIT = 2500, RETRY = 8000;
  const place = `mitsorge.live.${form.dataset.live}`;
  const notes = form.elements.notes, version = form.elements.version, seen = form.elements.seen;
  const line = document.getElementById("gesichert"), panel = document.getElementById("zwei-fassungen");
  const kept = ["notes", "yes", "no", "abstentions", "objections", "resolution_text", "dissent", "task", "owner", "due_on"];
  let timer = 0, running = null, saved = notes.value, busy = false, stopped = panel.childElementCount > 0;

  const say = (words) => { line.textContent = words; };
  const fields = () => kept.map((name) => form.elements[name]).filter(Boolean);
  const keep = () => {
    const values = Object.fromEntries(fields().map((field) => [field.name, field.value]));
    try { localStorage.setItem(place, JSON.stringify({ values, version: version.value, seen: seen.value })); } catch { /* no room: the page still holds it */ }
  };
  const forget = () => { try { localStorage.removeItem(place); } catch { /* nothing was kept */ } };
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(() => { running = save(); }, pause); };
  const others = () => fields().some((field) => field !== notes && field.value !== field.defaultValue);

  async function save() {
    if (busy || stopped || notes.value === saved) return;
    busy = true;
    const sent = notes.value, body = new FormData();
    for (const field of [notes, version, seen, form.elements.csrfmiddlewaretoken]) body.append(field.name, field.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
      const told = await answer.json();
      if (answer.ok) kept_well(told, sent);
      else if (answer.status === 409) two_versions(told);
      else say(told.problem);
    } catch {
      say(line.dataset.offline);
      later(RETRY);
    }
    busy = false;
    if (!stopped && notes.value !== saved && notes.value !== sent) later(WAIT);
  }
  function kept_well(told, sent) {
    saved = sent; version.value = told.version; seen.value = told.seen;
    say(line.dataset.saved.replace("%s", told.saved));
    if (notes.value === saved && !others()) forget(); else keep();
  }
  function two_versions(told) {
    stopped = true;
    version.value = told.version; seen.value = told.seen;
    panel.innerHTML = told.panel;
    say(line.dataset.clash);
    offer();
    panel.scrollIntoView({ block: "nearest" });
  }
  function offer() { // both texts under each other, in the field
    const button = panel.querySelector("[data-append]"), theirs = panel.querySelector("#fassung-dort");
    if (!button || !theirs) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      notes.value = `${theirs.innerText.trim()}\n\n${notes.value}`;
      keep(); notes.focus();
    });
  }

  let before = null;
  try { before = JSON.parse(localStorage.getItem(place)); } catch { /* unreadable: as if nothing was kept */ }
  if (before && !stopped) {
    let differs = false;
    for (const field of fields()) {
      const value = before.values[field.name];
      if (value !== undefined && value !== field.value) { field.value = value; differs = true; }
    }
    if (differs) { version.value = before.version; seen.value = before.seen; say(line.dataset.restored); later(300); } else forget();
  }
  offer();
  form.addEventListener("input", (event) => {
    keep();
    if (event.target === notes && !stopped) { say(line.dataset.waiting); later(WAIT); }
  });
  let sure = false;
  form.addEventListener("submit", async (event) => { // leaves the page only where the server answers
    if (sure) return;
    event.preventDefault();
    const button = event.submitter;
    clearTimeout(timer); keep();
    await running;
    try { await fetch(location.href, { method: "HEAD", cache: "no-store" }); } catch { say(line.dataset.offline); later(RETRY); return; }
    sure = true;
    forget();
    form.requestSubmit(button);
  });
  panel.addEventListener("click", (event) => { if (event.target.closest("[data-theirs]")) forget(); });
  addEventListener("online", () => later(100));
  addEventListener("offline", () => { keep(); say(line.dataset.offline); });
}

/* Minutes used go on counting. */
const clocks = document.querySelectorAll("[data-since]");
if (clocks.length) setInterval(() => {
  for (const clock of clocks) clock.textContent = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 60000));
}, 10000);
