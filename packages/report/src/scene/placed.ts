import { scale, type Vec3 } from "@spatialclaw/geometry";
import type { Measurement } from "@spatialclaw/workspace";

/** The measurement in the reconstruction's own lengths, as the points are drawn; a measured `distance` stays as it is. */
export function placed(measurement: Measurement): Measurement {
  const factor = measurement.world?.scale ?? 1;
  if (factor === 1) return measurement;
  const back = (p: Vec3): Vec3 => scale(p, 1 / factor);
  switch (measurement.kind) {
    case "closest":
    case "distance":
    case "extent":
      return { ...measurement, a: back(measurement.a), b: back(measurement.b) };
    case "heading":
      return { ...measurement, at: back(measurement.at) };
    case "location":
      return { ...measurement, at: back(measurement.at), point: back(measurement.point) };
    case "box":
      return { ...measurement, center: back(measurement.center), size: back(measurement.size) };
    case "plane":
      return { ...measurement, offset: measurement.offset / factor, at: measurement.at && back(measurement.at) };
    case "track":
      return { ...measurement, positions: measurement.positions.map((x) => x / factor) };
  }
}
