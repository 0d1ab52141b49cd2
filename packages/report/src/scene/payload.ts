import type { SceneData, SceneModel, Shape, ShapeData, View, ViewData } from "./data.ts";

/** For a `<script type="application/json">`: nothing in it can end the element. */
export function sceneJson({ worlds, start }: SceneModel): string {
  const data: SceneData = {
    start,
    worlds: worlds.map((world) => ({
      ...world,
      views: world.views.map(viewData),
      shapes: world.shapes.map(shapeData),
    })),
  };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

function viewData(view: View): ViewData {
  const { depth, confidence, colours, picture } = view;
  return {
    ...view,
    depth: base64(depth),
    confidence: confidence && base64(confidence),
    colours: colours && base64(colours),
    picture: picture && `data:image/jpeg;base64,${base64(picture)}`,
  };
}

/** A tenth of a millimetre is finer than anything that is drawn. */
const round = (x: number): number => Math.round(x * 1e4) / 1e4;

function shapeData({ points, ...shape }: Shape): ShapeData {
  return {
    ...shape,
    ...(points ? { points: base64(points) } : {}),
    ...(shape.lines ? { lines: shape.lines.map(round) } : {}),
    ...(shape.faces ? { faces: shape.faces.map(round) } : {}),
  };
}

function base64(array: Float32Array | Uint8Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
}
