import type { Layer, Shape } from "../scene/data.ts";
import { button, element, tick } from "./dom.ts";
import type { Viewpoints } from "./views.ts";
import type { DrawnWorld } from "./world.ts";

const TITLES: readonly (readonly [Layer, string])[] = [
  ["objects", "Objects"],
  ["measurements", "Measured"],
  ["tracks", "Tracks"],
  ["ground", "Ground"],
  ["axes", "Directions"],
];

export interface PanelEvents {
  readonly changed: () => void;
  readonly chooseWorld: (index: number) => void;
  readonly lookThrough: (index: number) => void;
}

/** What can be shown and hidden, and where to stand. */
export function panel(
  drawn: DrawnWorld,
  titles: readonly string[],
  current: number,
  stand: Viewpoints,
  { changed, chooseWorld, lookThrough }: PanelEvents,
): Node[] {
  const { world } = drawn;
  const parts: (Node | null)[] = [
    titles.length > 1 ? worldChoice(titles, current, chooseWorld) : null,
    element(
      "div",
      { class: "buttons" },
      button("Overview", "The whole scene (o)", stand.overview),
      button("Top", "From above (t)", stand.top),
      button("Front", "Level, along the first camera's heading (f)", stand.front),
      cameraChoice(
        world.views.map(({ name }) => name),
        lookThrough,
      ),
    ),
    element(
      "div",
      { class: "ticks" },
      tick("Points", true, (on) => {
        drawn.cloud.points.visible = on;
        changed();
      }),
      tick("Backs of surfaces", false, (on) => {
        drawn.hideBacks(!on);
        changed();
      }),
      tick("Cameras", true, (on) => {
        drawn.showCameras(on);
        changed();
      }),
    ),
    confidenceSlider(drawn, changed),
    ...TITLES.map(([layer, title]) => layerList(drawn, layer, title, stand, changed)),
    world.notes.length > 0
      ? element(
          "details",
          { class: "notes" },
          element("summary", {}, "About"),
          ...world.notes.map((note) => element("p", {}, note)),
        )
      : null,
  ];
  return parts.filter((part) => part !== null);
}

function worldChoice(titles: readonly string[], current: number, choose: (index: number) => void): HTMLElement {
  const select = element("select", { "aria-label": "Reconstruction" });
  titles.forEach((title, i) => {
    select.append(element("option", { value: String(i) }, title));
  });
  select.value = String(current);
  select.addEventListener("change", () => choose(Number(select.value)));
  return select;
}

function cameraChoice(names: readonly string[], choose: (index: number) => void): HTMLElement {
  const select = element("select", { "aria-label": "Look through a camera", title: "Previous and next: , and ." });
  select.append(element("option", { value: "" }, "Camera…"));
  names.forEach((name, i) => {
    select.append(element("option", { value: String(i) }, name));
  });
  select.addEventListener("change", () => {
    if (select.value !== "") choose(Number(select.value));
  });
  return select;
}

function confidenceSlider(drawn: DrawnWorld, changed: () => void): HTMLElement | null {
  if (drawn.world.views.every(({ confidence }) => confidence === null)) return null;
  const input = element("input", { type: "range", min: "0", max: "1", step: "0.01", value: "0", id: "least" });
  const value = element("output", { for: "least" }, "0.00");
  input.addEventListener("input", () => {
    drawn.showPointsFrom(Number(input.value));
    value.textContent = Number(input.value).toFixed(2);
    changed();
  });
  return element("label", { class: "slider" }, element("span", {}, "Confidence from "), value, input);
}

/** One line a shape: a click on its name goes there. */
function layerList(
  drawn: DrawnWorld,
  layer: Layer,
  title: string,
  stand: Viewpoints,
  changed: () => void,
): HTMLElement | null {
  const shapes = drawn.world.shapes.filter((shape) => shape.layer === layer);
  if (shapes.length === 0) return null;
  const rows = shapes.map((shape) => row(drawn, shape, stand, changed));
  const several =
    shapes.length > 3
      ? [
          tick(
            "all",
            shapes.every((shape) => shape.shown),
            (on) => {
              for (const input of list.querySelectorAll<HTMLInputElement>("li input"))
                if (input.checked !== on) input.click();
            },
          ),
        ]
      : [];
  const list = element(
    "fieldset",
    { class: "layer" },
    element("legend", {}, title),
    ...several,
    element("ul", {}, ...rows),
  );
  return list;
}

function row(drawn: DrawnWorld, shape: Shape, stand: Viewpoints, changed: () => void): HTMLElement {
  const input = element("input", { type: "checkbox", "aria-label": shape.name });
  input.checked = shape.shown;
  input.addEventListener("change", () => {
    drawn.show(shape, input.checked);
    changed();
  });
  const dot = element("i", {});
  const [r, g, b] = shape.colour.map((value) => Math.round(255 * value));
  dot.style.background = `rgb(${r} ${g} ${b})`;
  const step = shape.step === null ? "" : `, step ${shape.step}`;
  const go = button(shape.name, `Go there${step}`, () => {
    if (!input.checked) input.click();
    const place = shape.label?.at;
    if (place) stand.near(place);
  });
  if (shape.isAnswer) go.classList.add("is-answer");
  return element("li", {}, input, dot, go);
}
