import { InputError, type Intrinsics } from "../../types.ts";

/** COLMAP's camera models in the order of their numbers, with their parameters. */
const MODELS: readonly (readonly [name: string, parameters: readonly string[]])[] = [
  ["SIMPLE_PINHOLE", ["f", "cx", "cy"]],
  ["PINHOLE", ["fx", "fy", "cx", "cy"]],
  ["SIMPLE_RADIAL", ["f", "cx", "cy", "k"]],
  ["RADIAL", ["f", "cx", "cy", "k1", "k2"]],
  ["OPENCV", ["fx", "fy", "cx", "cy", "k1", "k2", "p1", "p2"]],
  ["OPENCV_FISHEYE", ["fx", "fy", "cx", "cy", "k1", "k2", "k3", "k4"]],
  ["FULL_OPENCV", ["fx", "fy", "cx", "cy", "k1", "k2", "p1", "p2", "k3", "k4", "k5", "k6"]],
  ["FOV", ["fx", "fy", "cx", "cy", "omega"]],
  ["SIMPLE_RADIAL_FISHEYE", ["f", "cx", "cy", "k"]],
  ["RADIAL_FISHEYE", ["f", "cx", "cy", "k1", "k2"]],
  ["THIN_PRISM_FISHEYE", ["fx", "fy", "cx", "cy", "k1", "k2", "p1", "p2", "k3", "k4", "sx1", "sy1"]],
];
/** With all their distortion at 0 these are pinhole cameras. */
const PERSPECTIVE = /^(?:SIMPLE_PINHOLE|PINHOLE|SIMPLE_RADIAL|RADIAL|OPENCV|FULL_OPENCV)$/;
const LENS = /^(?:[fkp]\d?|[fc][xy]|omega|s[xy]1)$/;

/** The name of a model by its number; refuses numbers that this version does not know. */
export function modelName(id: number, where: string): string {
  const found = MODELS[id];
  if (!found) throw new InputError(`${where} has camera model ${id}, expected one of 0 to ${MODELS.length - 1}`);
  return found[0];
}

export function parameterCount(model: string, where: string): number {
  return parametersOf(model, where).length;
}

/** COLMAP counts pixels as we do: the centre of the first one is at (0.5, 0.5). */
export function pinhole(
  model: string,
  values: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
  where: string,
): Intrinsics {
  const names = parametersOf(model, where);
  if (values.length !== names.length)
    throw new InputError(`${where}: ${model} has ${values.length} parameters, expected ${names.join(", ")}`);
  const value = (name: string): number | undefined => values[names.indexOf(name)];
  const bent = names.find(
    (name) => !["f", "fx", "fy", "cx", "cy"].includes(name) && LENS.test(name) && value(name) !== 0,
  );
  if (!PERSPECTIVE.test(model) || bent !== undefined) {
    const what = bent === undefined ? "" : ` with ${bent} = ${value(bent)}`;
    throw new InputError(
      `${where} is ${model}${what}: lens distortion is not undone here; run "colmap image_undistorter" and name its output folder`,
    );
  }
  const [fx, fy] = [value("fx") ?? value("f"), value("fy") ?? value("f")] as [number, number];
  const [cx, cy] = [value("cx"), value("cy")] as [number, number];
  if (!(fx > 0 && fy > 0)) throw new InputError(`${where} has focal lengths ${fx} and ${fy}, expected pixels above 0`);
  return { fx, fy, cx, cy, width, height };
}

function parametersOf(model: string, where: string): readonly string[] {
  const found = MODELS.find(([name]) => name === model);
  if (!found)
    throw new InputError(
      `${where} has the camera model ${JSON.stringify(model.slice(0, 40))}, which is not known; expected PINHOLE`,
    );
  return found[1];
}
