import { rigid } from "./rigid.ts";

/** OpenGL camera axes (x right, y up, z backward) to OpenCV's (x right, y down, z forward), and back. */
export function turnedAxes(c2w: readonly number[]): number[] {
  return c2w.map((value, i) => (i < 12 && (i % 4 === 1 || i % 4 === 2) ? -value : value));
}

export function fromOpenGL(c2w: readonly number[], where: string): readonly number[] {
  return rigid(turnedAxes(c2w), `${where}: field "transform_matrix"`);
}
