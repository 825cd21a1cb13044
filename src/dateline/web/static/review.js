// Keys of the review queue: j and k move, the key on a button presses it, e edits the reason, o opens, u undoes the last judgement.

const items = [...document.querySelectorAll("#queue .item")];
const current = () => items.findIndex((item) => item.contains(document.activeElement));

function go(step) {
  if (!items.length) return;
  const at = current();
  const next = at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + step));
  items[next].focus();
  items[next].scrollIntoView({ block: "nearest" });
}

function press(key) {
  const item = items[Math.max(0, current())];
  const button = item?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (button) button.form.requestSubmit(button);
  return Boolean(button);
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  e: () => items[Math.max(0, current())]?.querySelector(".decide input[name=reason]")?.select(),
  o: () => items[Math.max(0, current())]?.querySelector("[data-open]")?.click(),
  u: () => document.querySelector("form[data-undo]")?.requestSubmit(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape") event.target.closest(".item")?.focus();
    return;
  }
  if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); } else if (press(event.key)) { event.preventDefault(); }
});

if (items.length && !location.hash) items[0].focus({ preventScroll: true });
