/* Where nobody chose a look, the page follows the device: set before the first paint, no inline script. */
(() => {
  const root = document.documentElement;
  if (root.dataset.look !== "auto") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.kernTheme = dark.matches ? "dark" : "light"; };
  follow();
  dark.addEventListener("change", follow);
})();
