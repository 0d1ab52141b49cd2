// A click on a picture shows it large; arrows go to its neighbours, Escape or a click closes.
// Without this script the links lead to the picture files.
const dialog = document.querySelector("dialog");
const links = [...document.querySelectorAll("a.zoom")];
let at = 0;

function show(index) {
  at = (index + links.length) % links.length;
  const image = new Image();
  image.src = links[at].href;
  image.alt = links[at].firstElementChild.alt;
  dialog.replaceChildren(image, image.alt);
  if (!dialog.open) dialog.showModal();
}

links.forEach((link, index) => {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(index);
  });
});
dialog.addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", ({ key }) => {
  if (key === "ArrowRight") show(at + 1);
  if (key === "ArrowLeft") show(at - 1);
});
