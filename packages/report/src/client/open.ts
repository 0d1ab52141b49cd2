import { decodeScene, type ShownScene } from "./decode.ts";
import { element } from "./dom.ts";
import { Labels } from "./labels.ts";
import { panel } from "./panel.ts";
import { describePoint, pickPoint } from "./pick.ts";
import { Stage } from "./stage.ts";
import { type Viewpoints, viewpoints } from "./views.ts";
import { DrawnWorld } from "./world.ts";

/** A click moves less, in CSS pixels; more is a turn of the scene. */
const CLICK = 4;

/** Fills the page's scene section, where it has one. */
export function openScene(): void {
  const section = document.querySelector<HTMLElement>("#scene");
  const data = document.querySelector("#scene-data");
  const canvas = section?.querySelector("canvas");
  if (!section || !data || !canvas) return;
  try {
    const scene = decodeScene(data.textContent ?? "");
    // Some megabytes of text that nobody needs any more.
    data.remove();
    new SceneView(section, canvas, scene).choose(scene.start);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    section.dataset.state = "failed";
    say(
      section,
      `The scene cannot be drawn here: ${reason}. Everything else on this page is complete; spatialclaw report --glb writes the scene for other programs.`,
    );
  }
}

class SceneView {
  readonly #section: HTMLElement;
  readonly #scene: ShownScene;
  readonly #stage: Stage;
  readonly #labels: Labels;
  readonly #worlds = new Map<number, DrawnWorld>();
  #drawn: DrawnWorld | null = null;
  #stand: Viewpoints | null = null;
  #through = -1;

  constructor(section: HTMLElement, canvas: HTMLCanvasElement, scene: ShownScene) {
    this.#section = section;
    this.#scene = scene;
    this.#labels = new Labels(part(section, ".labels"));
    this.#stage = new Stage(canvas, {
      before: () => this.#place(),
      after: () => {
        section.dataset.state = "ready";
      },
    });
    this.#listen(canvas);
  }

  choose(index: number): void {
    const world = this.#scene.worlds[index];
    if (!world) return;
    const stage = this.#stage;
    if (this.#drawn) stage.scene.remove(this.#drawn.group);
    const drawn = this.#worlds.get(index) ?? new DrawnWorld(world, stage);
    this.#worlds.set(index, drawn);
    this.#drawn = drawn;
    stage.scene.add(drawn.group);
    const stand = viewpoints(stage, drawn);
    const plain = (go: () => void) => () => {
      drawn.lookThrough(null);
      this.#through = -1;
      go();
    };
    this.#stand = {
      ...stand,
      overview: plain(stand.overview),
      top: plain(stand.top),
      front: plain(stand.front),
      near: (place) => plain(() => stand.near(place))(),
    };
    const titles = this.#scene.worlds.map(({ title }) => title);
    const nodes = panel(drawn, titles, index, this.#stand, {
      changed: () => stage.draw(),
      chooseWorld: (other) => this.choose(other),
      lookThrough: (view) => this.#lookThrough(view),
    });
    part(this.#section, ".panel").replaceChildren(...nodes);
    this.#labels.replace(world.shapes);
    this.#stand.overview();
  }

  #lookThrough(index: number): void {
    const views = this.#drawn?.world.views ?? [];
    if (views.length === 0) return;
    this.#through = (index + views.length) % views.length;
    const view = views[this.#through];
    if (!view) return;
    this.#drawn?.lookThrough(this.#through);
    this.#stand?.camera(view);
    const select = this.#section.querySelector<HTMLSelectElement>(".buttons select");
    if (select) select.value = String(this.#through);
  }

  /** What depends on where the camera is now. */
  #place(): void {
    const drawn = this.#drawn;
    if (!drawn) return;
    const { camera, size, pixelScale } = this.#stage;
    drawn.fit(pixelScale);
    this.#labels.place(camera, size.width, size.height, (shape) => drawn.isShown(shape));
  }

  #listen(canvas: HTMLCanvasElement): void {
    let down = { x: 0, y: 0 };
    canvas.addEventListener("pointerdown", ({ clientX, clientY }) => {
      down = { x: clientX, y: clientY };
    });
    canvas.addEventListener("pointerup", ({ clientX, clientY }) => {
      if (Math.hypot(clientX - down.x, clientY - down.y) < CLICK) this.#pick(clientX, clientY);
    });
    const keys: Readonly<Record<string, () => void>> = {
      o: () => this.#stand?.overview(),
      t: () => this.#stand?.top(),
      f: () => this.#stand?.front(),
      ",": () => this.#lookThrough(this.#through - 1),
      ".": () => this.#lookThrough(this.#through + 1),
    };
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      keys[event.key]?.();
    });
  }

  #pick(clientX: number, clientY: number): void {
    const drawn = this.#drawn;
    if (!drawn?.cloud.points.visible) return;
    const { canvas, camera } = this.#stage;
    const box = canvas.getBoundingClientRect();
    const place = { x: clientX - box.left, y: clientY - box.top, width: box.width, height: box.height };
    const picked = pickPoint(drawn.cloud, drawn, camera, place);
    say(this.#section, picked ? describePoint(drawn.cloud, picked, drawn.world.views) : "no point here");
  }
}

function say(section: HTMLElement, text: string): void {
  part(section, ".said").replaceChildren(element("span", {}, text));
}

function part(section: HTMLElement, selector: string): HTMLElement {
  const found = section.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}
