// Pictures: a click shows one large; arrows go to its neighbours; Compare keeps it and changes the one beside it; Escape
// or a click closes. A link to a folded step opens it. Without this script everything can still be read.
const dialog = document.querySelector("dialog");
const [stage, previous, compare, next, close] = ["div", "button", "button", "button", "button"].map((name) =>
  document.createElement(name),
);
const zooms = [...document.querySelectorAll(".zoom")];
let at = 0;
/** The picture that stays; null: one is shown alone. */
let kept = null;

function figure(index) {
  const { src, alt } = zooms[index].querySelector("img");
  const image = Object.assign(new Image(), { src, alt });
  const caption = document.createElement("figcaption");
  caption.textContent = alt;
  const made = document.createElement("figure");
  made.append(image, caption);
  return made;
}

function show(index) {
  at = (index + zooms.length) % zooms.length;
  stage.replaceChildren(...(kept === null ? [] : [figure(kept)]), figure(at));
  stage.className = kept === null ? "shown" : "shown two";
  compare.setAttribute("aria-pressed", String(kept !== null));
  if (!dialog.open) dialog.showModal();
}

function toggleCompare() {
  const one = kept === null;
  kept = one ? at : null;
  show(one ? at + 1 : at);
}

const BUTTONS = [
  [previous, "‹", "Previous (left arrow)", () => show(at - 1)],
  [compare, "Compare", "Keep this one and show another beside it (c)", toggleCompare],
  [next, "›", "Next (right arrow)", () => show(at + 1)],
  [close, "Close", "Close (Escape)", () => dialog.close()],
];
for (const [button, text, title, click] of BUTTONS) {
  Object.assign(button, { type: "button", textContent: text, title });
  button.addEventListener("click", click);
}
const bar = document.createElement("div");
bar.className = "bar";
bar.append(previous, compare, next, close);
dialog.append(stage, bar);

zooms.forEach((zoom, index) => {
  zoom.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    kept = null;
    show(index);
  });
});
stage.addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", ({ key }) => {
  if (key === "ArrowRight") show(at + 1);
  else if (key === "ArrowLeft") show(at - 1);
  else if (key === "c") toggleCompare();
});

function unfold() {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener("hashchange", unfold);
unfold();
