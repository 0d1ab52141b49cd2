import { type PerspectiveCamera, Vector3 } from "three";
import type { Shape } from "../scene/data.ts";
import { element } from "./dom.ts";

interface Label {
  readonly shape: Shape;
  readonly node: HTMLElement;
  readonly at: Vector3;
  width: number;
}

const HEIGHT = 22;
/** A label stands over its place: what it names is to be seen. */
const RAISED = 18;
/** A segment that leans would be covered at its middle. */
const ANSWER_RAISED = 30;
const order = ({ isAnswer, layer }: Shape): number =>
  isAnswer ? 0 : ["measurements", "objects", "tracks", "axes"].indexOf(layer) + 1;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function isFree({ x, y, width }: Place, taken: readonly Place[], height: number): boolean {
  if (y < HEIGHT / 2 || y > height - HEIGHT / 2) return false;
  return taken.every((other) => Math.abs(other.y - y) > HEIGHT || x > other.x + other.width || other.x > x + width);
}

/** Names over the canvas. Where two would cover each other the less important one gives way. */
export class Labels {
  readonly #parent: HTMLElement;
  #labels: Label[] = [];

  constructor(parent: HTMLElement) {
    this.#parent = parent;
  }

  replace(shapes: readonly Shape[]): void {
    this.#labels = shapes
      .flatMap((shape): Label[] => {
        if (!shape.label) return [];
        const node = element(
          "span",
          { class: `label ${shape.layer}${shape.isAnswer ? " is-answer" : ""}` },
          shape.label.text,
        );
        const [r, g, b] = shape.colour.map((value) => Math.round(255 * value));
        node.style.setProperty("--tint", `rgb(${r} ${g} ${b})`);
        return [{ shape, node, at: new Vector3(...shape.label.at), width: 0 }];
      })
      .sort((a, b) => order(a.shape) - order(b.shape));
    this.#parent.replaceChildren(...this.#labels.map(({ node }) => node));
    for (const label of this.#labels) label.width = label.node.offsetWidth;
  }

  place(camera: PerspectiveCamera, width: number, height: number, isShown: (shape: Shape) => boolean): void {
    const taken: Place[] = [];
    for (const label of this.#labels) {
      const seen = label.at.clone().project(camera);
      const x = ((seen.x + 1) / 2) * width;
      const y = ((1 - seen.y) / 2) * height;
      const raised = label.shape.isAnswer ? ANSWER_RAISED : RAISED;
      const inside = seen.z > -1 && seen.z < 1 && x > 0 && x < width && y > 0 && y < height;
      const left = Math.min(Math.max(x - label.width / 2, 2), width - label.width - 2);
      const places = [y - raised, y + raised, y - raised - HEIGHT, y + raised + HEIGHT].map((top) => ({
        x: left,
        y: top,
        width: label.width,
      }));
      const place = inside && isShown(label.shape) ? places.find((one) => isFree(one, taken, height)) : undefined;
      label.node.hidden = !place;
      if (!place) continue;
      taken.push(place);
      label.node.style.transform = `translate(${place.x.toFixed(1)}px, ${(place.y - HEIGHT / 2).toFixed(1)}px)`;
    }
  }
}
