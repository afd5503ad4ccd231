/* Small comforts; every page works without them. */
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.historyCacheSize = 0; // nothing of what was searched stays in the browser's storage
htmx.config.refreshOnHistoryMiss = true;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(".ms-menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});
document.addEventListener("click", (event) => { // a link to a folded section opens it
  const link = event.target.closest("a[data-unfold]");
  const section = link && document.getElementById(link.hash.slice(1));
  if (section) section.open = true;
});
document.addEventListener("input", (event) => { // what stands beside a slider follows it
  const shown = document.querySelector(`[data-shows="${event.target.id}"]`);
  if (shown) shown.value = event.target.value;
});
