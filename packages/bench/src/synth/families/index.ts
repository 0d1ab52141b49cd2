import { cameraFrontBehind, cameraLeftRight, direction4, direction8 } from "./directions.ts";
import { cameraMoved, distanceCentre, distanceClosest, nearest } from "./distances.ts";
import type { Family } from "./family.ts";
import { bigger, count, height, longestSide, taller, width } from "./sizes.ts";

export { type Family, IllPosed, type Params } from "./family.ts";
export { RoomView } from "./view.ts";

export const FAMILIES: readonly Family[] = [
  distanceClosest,
  distanceCentre,
  height,
  width,
  longestSide,
  count,
  nearest,
  cameraLeftRight,
  cameraFrontBehind,
  direction4,
  direction8,
  taller,
  bigger,
  cameraMoved,
];

export function familyOf(id: string): Family {
  const found = FAMILIES.find((family) => family.id === id);
  if (!found) throw new Error(`there is no question family ${id}; known: ${FAMILIES.map((f) => f.id).join(", ")}`);
  return found;
}
