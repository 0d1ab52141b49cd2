// The list without reloading: filters as they are typed, new runs as they come, keys. Without it the form does the same.
const list = document.getElementById("list");
const form = document.getElementById("filters");
const LIVE_MS = 2000;
const TYPING_MS = 120;
let selected = -1;
let wanted = 0;

const query = () => {
  const params = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...params]) if (value === "") params.delete(name);
  return params;
};
const rows = () => [...list.querySelectorAll(".runs tbody tr")];

async function load(address, remember = true) {
  const turn = ++wanted;
  const { search } = new URL(address, location.href);
  const answer = await fetch(`/list${search}`).catch(() => null);
  // Somebody typed on: this answer is out of date.
  if (!answer?.ok || turn !== wanted) return;
  const open = list.querySelector("details")?.open;
  list.innerHTML = await answer.text();
  const details = list.querySelector("details");
  if (details && open) details.open = true;
  if (remember) history.replaceState(null, "", `/${search}`);
  select(Math.min(selected, rows().length - 1));
}

function select(index) {
  const all = rows();
  for (const row of all) row.classList.remove("selected");
  selected = index;
  const row = all[index];
  if (!row) return;
  row.classList.add("selected");
  row.scrollIntoView({ block: "nearest" });
}

if (list && form) {
  let timer = 0;
  form.addEventListener("input", ({ target }) => {
    clearTimeout(timer);
    timer = setTimeout(() => load(`/?${query()}`), target.type === "search" ? TYPING_MS : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load(`/?${query()}`);
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || link.classList.contains("open") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { searchParams } = new URL(link.href);
    form.elements.sort.value = searchParams.get("sort") ?? "startedAt";
    form.elements.dir.value = searchParams.get("dir") ?? "";
    load(link.href).then(() => list.scrollIntoView());
  });
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch("/version").catch(() => null);
    const version = answer?.ok ? await answer.text() : null;
    if (version !== null && version !== list.querySelector(".part")?.dataset.version) load(location.href, false);
  }, LIVE_MS);
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !list) return;
  const typing = event.target.matches("input, select, textarea");
  if (typing) {
    if (event.key !== "Escape") return;
    // A search field would be emptied as well.
    event.preventDefault();
    event.target.blur();
    return;
  }
  const go = (rel) => list.querySelector(`.pager a[rel=${rel}]`)?.click();
  const keys = {
    "/": () => form.elements.q.focus(),
    j: () => select(Math.min(selected + 1, rows().length - 1)),
    k: () => select(Math.max(selected - 1, 0)),
    Enter: () => rows()[selected]?.querySelector("a.open")?.click(),
    n: () => go("next"),
    p: () => go("prev"),
  };
  const act = keys[event.key];
  if (!act) return;
  if (event.key !== "Enter" || selected >= 0) event.preventDefault();
  act();
});
