/* "Drucken" prints; without JavaScript the browser's own menu does. */
for (const control of document.querySelectorAll("[data-print]")) {
  control.hidden = false;
  control.addEventListener("click", (event) => { event.preventDefault(); window.print(); });
}
