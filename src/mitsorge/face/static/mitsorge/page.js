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
