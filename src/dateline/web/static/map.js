// The map: a bundled base map, dots sized by toll from /api/map, rings for regions, outlines for countries, a slider of months.
/* global L */

const box = document.getElementById("map");
const say = box.dataset;
const LABEL_ZOOM = 4;
const REGION_METRES = 90_000;
const WAIT_MS = 120;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const number = (value) => value.toLocaleString("en");

const map = L.map(box, { zoomControl: true, worldCopyJump: true, minZoom: 2, maxZoom: 16, maxBoundsViscosity: 0.6,
  maxBounds: [[-75, -400], [85, 400]], zoomSnap: 0.5 });
map.attributionControl.setPrefix(false).addAttribution("Natural Earth");
map.setView([18, 25], 2.5);
map.createPane("land").style.zIndex = 200;
map.createPane("names").style.zIndex = 450;
const land = L.layerGroup().addTo(map);
const names = L.layerGroup().addTo(map);
const found = L.layerGroup().addTo(map);
const shapes = new Map();

// ---- base map -------------------------------------------------------------------------------------------------------

function unpacked(flat, per) {
  const ring = [];
  let x = 0, y = 0;
  for (let at = 0; at < flat.length; at += 2) { x += flat[at]; y += flat[at + 1]; ring.push([-y / per, x / per]); }
  return ring;
}

function looks() { return { color: colour("--coast"), weight: 1, fillColor: colour("--land"), fillOpacity: 1 }; }

async function drawLand() {
  const data = await (await fetch(say.countries)).json();
  const renderer = L.canvas({ pane: "land", padding: 0.5 });
  for (const country of data.countries) {
    const rings = country.rings.map((flat) => unpacked(flat, data.per_degree)).filter((ring) => ring.length > 2);
    const shape = L.polygon(rings.map((ring) => [ring]), { ...looks(), renderer, pane: "land", interactive: false });
    shape.addTo(land);
    const largest = rings.reduce((best, ring) => (extent(ring) > extent(best) ? ring : best), rings[0] ?? []);
    const entry = shapes.get(country.code) ?? { parts: [] };
    entry.parts.push(shape);
    if (largest.length && (!entry.size || extent(largest) > entry.size)) {
      Object.assign(entry, { size: extent(largest), name: country.name, middle: L.latLngBounds(largest).getCenter(), bounds: L.latLngBounds(largest) });
    }
    shapes.set(country.code, entry);
  }
}

function extent(ring) {
  if (!ring.length) return 0;
  const bounds = L.latLngBounds(ring);
  return (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth());
}

function drawNames() {
  names.clearLayers();
  if (map.getZoom() < LABEL_ZOOM) return;
  const view = map.getBounds();
  for (const entry of shapes.values()) {
    if (!entry.middle || !view.contains(entry.middle)) continue;
    const wide = map.latLngToLayerPoint(entry.bounds.getNorthEast()).x - map.latLngToLayerPoint(entry.bounds.getSouthWest()).x;
    if (wide > 70) {
      L.tooltip({ permanent: true, direction: "center", className: "country-name", interactive: false, pane: "names" })
        .setLatLng(entry.middle).setContent(element("span", entry.name)).addTo(names);
    }
  }
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  land.eachLayer((shape) => shape.setStyle(looks()));
  ask();
});

// ---- what the API says ----------------------------------------------------------------------------------------------

const slider = document.getElementById("slider");
const filters = new URLSearchParams(say.query.replace(/^\?/, ""));
const asked = { since: filters.get("since"), until: filters.get("until") };
let waiting = 0, latest = 0, touched = false, placed = false;

function query() {
  const view = map.getBounds();
  const wanted = new URLSearchParams(filters);
  wanted.delete("page");
  const west = Math.max(-180, view.getWest()), east = Math.min(180, view.getEast());
  const edges = west < east ? [west, view.getSouth(), east, view.getNorth()] : [-180, view.getSouth(), 180, view.getNorth()];
  wanted.set("bbox", edges.map((edge) => edge.toFixed(3)).join(","));
  wanted.set("zoom", String(Math.floor(map.getZoom())));
  if (touched) { wanted.set("since", months.day(months.from)); wanted.set("until", months.day(months.to, true)); }
  return wanted;
}

function ask() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const mine = ++latest;
    const response = await fetch(`/api/map?${query()}`).catch(() => null);
    if (mine !== latest) return;
    if (response?.ok) draw(await response.json());
    else document.getElementById("summary").textContent = say.failed;
  }, WAIT_MS);
}

function draw(answer) {
  if (!placed) { placed = true; frame(answer); }
  found.clearLayers();
  for (const entry of shapes.values()) entry.parts.forEach((part) => part.setStyle(looks()));
  for (const one of answer.countries) drawCountry(one);
  for (const one of answer.regions) drawRegion(one);
  for (const one of [...answer.dots].sort((a, b) => b.killed - a.killed)) drawDot(one);
  list(answer);
  months?.draw(answer.months);
  box.dataset.drawn = String(Number(box.dataset.drawn ?? 0) + 1);
}

function frame(answer) {
  const points = [...answer.dots, ...answer.regions].map((one) => [one.lat, one.lon]);
  if (points.length) map.fitBounds(L.latLngBounds(points).pad(0.12), { maxZoom: 6, animate: false });
}

function size(one) { return Math.min(64, (one.incidents > 1 ? 24 : 16) + 2.6 * Math.sqrt(one.killed)); }

function titled(one, more) {
  const count = `${number(one.incidents)} ${say.incidents}, ${number(one.killed)} ${say.killed}`;
  return more ? `${count}, ${more}` : count;
}

function drawDot(one) {
  const wide = Math.round(size(one));
  const icon = L.divIcon({ className: `bubble${one.incidents === 1 ? " one" : ""}`, iconSize: [wide, wide],
    html: element("span", one.incidents > 1 ? number(one.incidents) : "") });
  marker(one, icon, titled(one));
}

function drawRegion(one) {
  L.circle([one.lat, one.lon], { radius: REGION_METRES, color: colour("--accent"), weight: 1.5, dashArray: "6 5", fillOpacity: 0.08,
    interactive: false }).addTo(found);
  const icon = L.divIcon({ className: "ringed", iconSize: [28, 24], html: element("span", number(one.incidents)) });
  marker(one, icon, titled(one, say.region));
}

function drawCountry(one) {
  const entry = shapes.get(one.country);
  if (!entry) return;
  entry.parts.forEach((part) => part.setStyle({ ...looks(), fillColor: colour("--accent"), fillOpacity: 0.28 }));
  const icon = L.divIcon({ className: "ringed", iconSize: [28, 24], html: element("span", number(one.incidents)) });
  marker({ ...one, lat: entry.middle.lat, lon: entry.middle.lng }, icon, titled(one, say.country));
}

function marker(one, icon, title) {
  const at = L.marker([one.lat, one.lon], { icon, title, alt: title, keyboard: true, riseOnHover: true });
  at.addTo(found).getElement().setAttribute("aria-label", title);
  at.on("click", () => open(one, title));
  at.on("keypress", (event) => { if (event.originalEvent.key === "Enter") open(one, title, true); });
}

// The popup belongs to the map, not to its dot: opening it may move the map, and a moved map draws its dots anew.
function open(one, title, byKey) {
  const content = popup(one, title);
  L.popup({ minWidth: 220, maxWidth: 300 }).setLatLng([one.lat, one.lon]).setContent(content).openOn(map);
  if (byKey) content.querySelector("a")?.focus({ preventScroll: true });
}

function popup(one, title) {
  const part = document.createElement("div");
  part.className = "popup";
  part.append(element("b", title));
  const items = document.createElement("ul");
  for (const each of one.listed) items.append(item(each));
  part.append(items);
  if (one.incidents > one.listed.length) part.append(element("span", say.more));
  return part;
}

function item(each) {
  const line = document.createElement("li");
  const link = element("a", each.place ? `${kind(each.type)}, ${each.place}` : kind(each.type));
  link.href = `/incidents/${each.id}`;
  line.append(link, " ", element("b", each.killed === null ? "–" : number(each.killed)), " ", element("small", day(each.day)));
  return line;
}

function kind(code) {
  return document.querySelector(`#filters option[value="${CSS.escape(code)}"]`)?.textContent ?? code.replaceAll("_", " ");
}

function day(iso) {
  if (!iso) return say.undated;
  if (iso.includes("/") || iso.length < 7) return iso.replace("/", " – ");
  const options = { month: "long", year: "numeric", timeZone: "UTC", ...(iso.length > 7 ? { day: "numeric" } : {}) };
  return new Date(iso).toLocaleDateString("en-GB", options);
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function list(answer) {
  const all = [...answer.dots, ...answer.regions];
  const incidents = all.reduce((sum, one) => sum + one.incidents, 0), killed = all.reduce((sum, one) => sum + one.killed, 0);
  document.getElementById("summary").textContent = incidents ? titled({ incidents, killed }) : say.nothing;
  const shown = all.flatMap((one) => one.listed).sort((a, b) => (b.killed ?? -1) - (a.killed ?? -1)).slice(0, 30);
  document.getElementById("listed").replaceChildren(...shown.map(item));
}

// ---- time -----------------------------------------------------------------------------------------------------------

class Months {
  constructor(part) {
    [this.year, this.month] = part.dataset.first.split("-").map(Number);
    const [year, month] = part.dataset.last.split("-").map(Number);
    this.count = (year - this.year) * 12 + month - this.month + 1;
    this.inputs = [document.getElementById("from"), document.getElementById("to")];
    for (const input of this.inputs) { input.max = String(this.count - 1); input.addEventListener("input", () => this.moved(input)); }
    this.inputs[0].value = String(asked.since ? this.place(asked.since) : 0);
    this.inputs[1].value = String(asked.until ? this.place(asked.until) : this.count - 1);
    this.tell();
    const play = document.getElementById("play");
    play.addEventListener("click", () => this.play(play));
  }
  get from() { return Number(this.inputs[0].value); }
  get to() { return Number(this.inputs[1].value); }
  place(day) { const [year, month] = day.split("-").map(Number); return Math.min(this.count - 1, Math.max(0, (year - this.year) * 12 + month - this.month)); }
  date(at, end) { return new Date(Date.UTC(this.year, this.month - 1 + at + (end ? 1 : 0), end ? 0 : 1)); }
  day(at, end = false) { return this.date(at, end).toISOString().slice(0, 10); }
  word(at) { return this.date(at).toLocaleDateString("en", { month: "short", year: "numeric", timeZone: "UTC" }); }
  moved(input) {
    if (this.from > this.to) this.inputs.find((one) => one !== input).value = input.value;
    touched = true;
    this.tell();
    ask();
  }
  tell() {
    document.getElementById("window").textContent = `${this.word(this.from)} – ${this.word(this.to)}`;
    this.inputs.forEach((input, at) => input.setAttribute("aria-valuetext", this.word(at ? this.to : this.from)));
    document.querySelectorAll("#months rect").forEach((bar) => bar.classList.toggle("on", this.within(Number(bar.dataset.at))));
  }
  within(at) { return at >= this.from && at <= this.to; }
  draw(counts) {
    const svg = document.getElementById("months");
    svg.setAttribute("viewBox", `0 0 ${this.count} 100`);
    const most = Math.max(1, ...Object.values(counts));
    svg.replaceChildren(...Object.entries(counts).map(([month, count]) => {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const at = this.place(month), tall = 8 + (92 * count) / most;
      for (const [name, value] of Object.entries({ x: at + 0.1, width: Math.max(0.8, this.count / 160), y: 100 - tall, height: tall, "data-at": at })) bar.setAttribute(name, value);
      bar.classList.toggle("on", this.within(at));
      return bar;
    }));
  }
  play(button) {
    if (this.timer) { clearInterval(this.timer); this.timer = 0; button.setAttribute("aria-pressed", "false"); return; }
    const wide = Math.min(12, Math.max(1, Math.round(this.count / 8)));
    if (this.to >= this.count - 1) { this.inputs[0].value = "0"; this.inputs[1].value = String(wide - 1); }
    button.setAttribute("aria-pressed", "true");
    this.timer = setInterval(() => {
      if (this.to >= this.count - 1) { this.play(button); return; }
      this.inputs[1].value = String(this.to + 1);
      this.inputs[0].value = String(Math.max(0, this.to - wide + 1));
      this.moved(this.inputs[1]);
    }, 500);
  }
}

const months = slider ? new Months(slider) : null;
if (say.tiles) L.tileLayer(say.tiles, { pane: "land", maxZoom: 19 }).addTo(map);
else await drawLand();
map.on("moveend", () => { drawNames(); ask(); });
drawNames();
ask();
