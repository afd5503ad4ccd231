/* The large map: our own outlines, every hit as a pin that is also in the list. Tiles only where configured. */
(() => {
  const frame = document.getElementById("karte");
  if (!frame || !window.L) return;
  const degrees = (element) => [Number(element.dataset.latitude), Number(element.dataset.longitude)];
  const items = [...document.querySelectorAll(".ms-pins [data-latitude]")];
  const drawn = frame.innerHTML;
  const housemates = new Map(); // pins at one house stand side by side

  const build = (land) => {
    const here = frame.dataset.latitude ? degrees(frame) : null;
    const radius = Number(frame.dataset.reach) * 1000;
    const outlines = L.geoJSON(land, { interactive: false, style: () => ({ className: "ms-land", weight: 1, fillOpacity: frame.dataset.tiles ? 0 : 1 }) });
    const bounds = L.latLngBounds(items.map(degrees));
    if (here) bounds.extend(L.latLng(here).toBounds(2 * radius));
    frame.replaceChildren();
    frame.classList.add("ms-leaflet");
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", frame.dataset.name);
    const map = L.map(frame, { zoomSnap: 0.25, attributionControl: Boolean(frame.dataset.tiles), zoomControl: false });
    map.fitBounds(bounds.isValid() ? bounds.pad(0.08) : outlines.getBounds());
    L.control.zoom({ zoomInTitle: frame.dataset.zoomIn, zoomOutTitle: frame.dataset.zoomOut }).addTo(map);
    if (frame.dataset.tiles) L.tileLayer(frame.dataset.tiles, { maxZoom: 18 }).addTo(map);
    outlines.addTo(map);
    if (here) {
      L.circle(here, { radius, className: "ms-reach", fill: false, interactive: false }).addTo(map);
      L.circleMarker(here, { radius: 7, className: "ms-here", fillOpacity: 1, interactive: false }).addTo(map);
    }
    items.forEach((item) => pin(item, map));
  };

  const back = (error) => {
    console.error(error);
    frame.innerHTML = drawn;
    frame.classList.remove("ms-leaflet");
  };

  const pin = (item, map) => {
    const link = item.querySelector("a");
    const key = degrees(item).join();
    const before = housemates.get(key) ?? 0;
    housemates.set(key, before + 1);
    const icon = L.divIcon({ className: "ms-pin", html: item.dataset.number, iconSize: [32, 32], iconAnchor: [16 - 28 * before, 16] });
    const marker = L.marker(degrees(item), { icon, alt: `${item.dataset.number}: ${link.textContent}`, title: link.textContent, keyboard: true }).addTo(map);
    const popup = document.createElement("p");
    popup.append(link.cloneNode(true));
    const more = item.querySelector(".ms-muted");
    if (more) popup.append(document.createElement("br"), more.cloneNode(true));
    marker.bindPopup(popup, { closeButton: true });
    return marker;
  };

  fetch(frame.dataset.outlines).then((answer) => answer.json()).then(build).catch(back);
})();
