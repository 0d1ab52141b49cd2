import { Pose } from "@spatialclaw/geometry";
import { InputError } from "../types.ts";

/** OpenGL camera axes (x right, y up, z backward) to OpenCV's (x right, y down, z forward): columns 1 and 2 turn round. */
export function fromOpenGL(c2w: readonly number[], where: string): readonly number[] {
  const turned = c2w.map((value, i) => (i < 12 && (i % 4 === 1 || i % 4 === 2) ? -value : value));
  try {
    return Pose.fromMatrix(turned).matrix;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Pose\.fromMatrix: /, "") : String(error);
    throw new InputError(`${where}: field "transform_matrix" is not a camera-to-world pose: ${reason}`);
  }
}
