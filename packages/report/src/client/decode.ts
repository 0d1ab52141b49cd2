import type { SceneData, Shape, View, World } from "../scene/data.ts";

/** A view in the browser: its picture is an address. */
export interface ShownView extends Omit<View, "picture"> {
  readonly picture: string | null;
}

export interface ShownWorld extends Omit<World, "views"> {
  readonly views: readonly ShownView[];
}

export interface ShownScene {
  readonly worlds: readonly ShownWorld[];
  readonly start: number;
}

/** The scene as the page carries it. Throws SyntaxError when the page is damaged. */
export function decodeScene(json: string): ShownScene {
  const { start, worlds } = JSON.parse(json) as SceneData;
  return {
    start,
    worlds: worlds.map((world) => ({
      ...world,
      views: world.views.map(({ depth, confidence, colours, ...view }) => ({
        ...view,
        depth: floats(depth),
        confidence: confidence === null ? null : bytes(confidence),
        colours: colours === null ? null : bytes(colours),
      })),
      shapes: world.shapes.map(
        ({ points, ...shape }): Shape => (points === undefined ? shape : { ...shape, points: floats(points) }),
      ),
    })),
  };
}

function bytes(base64: string): Uint8Array {
  const text = atob(base64);
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}

function floats(base64: string): Float32Array {
  return new Float32Array(bytes(base64).buffer);
}
