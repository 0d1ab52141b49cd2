import { type OrientedBox, Points } from "@spatialclaw/geometry";
import type { MeasuredBox } from "@spatialclaw/workspace";
import type { Shape } from "./data.ts";
import { boxLines } from "./lines.ts";
import { objectColour } from "./palette.ts";
import type { RecordedScene } from "./read.ts";

/** Of the points at each end that a box around shown points leaves out: edges of masks fly. */
const STRAY = 0.02;

interface Place {
  readonly name: string;
  readonly turn: number;
  readonly step: number;
  /** Found again later under the same name. */
  readonly isOutdated: boolean;
}

/** Every object that has points in the reconstruction. `boxes`: those that cells measured, by label. */
export function objectShapes(
  { objects, clouds }: RecordedScene,
  recon: number,
  boxes: ReadonlyMap<string, Pick<MeasuredBox, "center" | "axes" | "size">>,
): Shape[] {
  const places = placesOf(objects);
  // By name: searches that ran at once end, and so are recorded, in any order.
  const names = [...new Set([...places.values()].map(({ name }) => name))].sort();
  return clouds.flatMap((cloud): Shape[] => {
    const place = places.get(cloud.object);
    if (cloud.recon !== recon || !place || cloud.points.length < 3) return [];
    const { name, turn, step, isOutdated } = place;
    const measured = boxes.get(name);
    const box = measured ?? boxAround(cloud.points);
    const [x, y, z] = box.center;
    return [
      {
        layer: "objects",
        name: measured ? `${name}, with the box that was measured` : name,
        colour: objectColour(names.indexOf(name)),
        points: cloud.points,
        lines: boxLines(box.center, box.axes, box.size),
        label: { at: [x, y + box.size[1] / 2, z], text: name },
        turn,
        step,
        shown: !isOutdated,
        isAnswer: false,
      },
    ];
  });
}

/** By id; of several with one label each has a number. */
function placesOf(records: RecordedScene["objects"]): Map<number, Place> {
  const latest = new Map<string, number>();
  records.forEach(({ objects }, i) => {
    for (const { label } of objects) latest.set(label, i);
  });
  const places = new Map<number, Place>();
  records.forEach(({ objects, turn, step }, i) => {
    const counts = Map.groupBy(objects, ({ label }) => label);
    for (const object of objects) {
      const alike = counts.get(object.label) ?? [];
      const name = alike.length === 1 ? object.label : `${object.label} ${alike.indexOf(object) + 1}`;
      places.set(object.id, { name, turn, step, isOutdated: latest.get(object.label) !== i });
    }
  });
  return places;
}

function boxAround(points: Float32Array): Pick<OrientedBox, "center" | "axes" | "size"> {
  return new Points(points).obb({ q: points.length > 150 ? STRAY : 0 });
}
