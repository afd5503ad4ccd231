/* Small comforts; every page works without them. */
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(".ms-menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});
