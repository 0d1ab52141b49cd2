import path from "node:path";
import { inOrder } from "../../in-order.ts";
import { InputError, type MediaInput } from "../../types.ts";
import type { CaptureFormat } from "../formats.ts";
import { readLabelsFile } from "../labels.ts";
import { frameFrom } from "../parts.ts";
import { isFile } from "../text.ts";
import { associate, NEAR_SEC } from "./associate.ts";
import { readCalibration } from "./calibration.ts";
import { readFileList, readPoseList, type Stamped } from "./lists.ts";

/** Units per metre of the benchmark's depth maps. */
export const UNITS_PER_METRE = 5000;

/** The TUM RGB-D benchmark's layout: lists by time stamp, poses of a motion capture system with +Z up. */
export const TUM: CaptureFormat = {
  name: "tum",
  lookedFor: "rgb.txt (TUM RGB-D)",
  isHere: (root) => isFile(path.join(root, "rgb.txt")),
  open: openTum,
};

async function openTum(root: string): Promise<MediaInput> {
  const rgb = await readFileList(root, "rgb.txt");
  const depth = await optional(root, "depth.txt", readFileList);
  const poses = await optional(root, "groundtruth.txt", readPoseList);
  const ids = await optional(root, "instances.txt", readFileList);
  const labels = ids && (await readLabelsFile(path.join(root, "instances.json")));
  const [depthOf, poseOf, idsOf] = [depth, poses, ids].map((list) => list && associate<unknown>(rgb, list)) as [
    (string | null)[] | null,
    (readonly number[] | null)[] | null,
    (string | null)[] | null,
  ];
  const isUsed = rgb.map((_, i) => [depthOf, poseOf, idsOf].every((found) => found === null || found[i] !== null));
  const used = rgb.flatMap((_, i) => (isUsed[i] ? [i] : []));
  refuseUnmatched(rgb, used, { depth, poses, ids });
  const calibration = await readCalibration(root);
  const begin = rgb[0]?.at ?? 0;
  const frames = await inOrder(used, async (i, frameIndex) => {
    const { at, where, value } = rgb[i] as Stamped<string>;
    const [depthFile, idsFile] = [depthOf?.[i], idsOf?.[i]];
    return frameFrom({
      frameIndex,
      where,
      picture: value,
      intrinsics: calibration.of,
      c2w: poseOf?.[i] ?? null,
      depth: depthFile ? { file: depthFile, metresPerUnit: 1 / UNITS_PER_METRE } : null,
      instances: idsFile && labels ? { file: idsFile, labels } : null,
      // Stamps are seconds since 1970: the difference keeps microseconds, the stamps themselves would not.
      seconds: Math.round((at - begin) * 1e6) / 1e6,
    });
  });
  const left = rgb.length - used.length;
  const capture = {
    root,
    format: "tum",
    up: [0, 0, 1] as const,
    hasDepth: depth !== null,
    hasPoses: poses !== null,
    instances: labels?.list ?? null,
  };
  const warnings = [...calibration.warnings];
  if (left > 0)
    warnings.push(
      `${left} of ${rgb.length} pictures have no depth, pose or ids within ${NEAR_SEC} s; they are left out`,
    );
  return { kind: "capture", name: path.basename(root), frames, fps: null, durationSec: null, capture, warnings };
}

async function optional<T>(
  root: string,
  name: string,
  read: (root: string, name: string) => Promise<T>,
): Promise<T | null> {
  return (await isFile(path.join(root, name))) ? read(root, name) : null;
}

function refuseUnmatched(
  rgb: readonly Stamped<string>[],
  used: readonly number[],
  lists: Readonly<Record<string, readonly Stamped<unknown>[] | null>>,
): void {
  if (used.length > 0) return;
  const ranges = Object.entries({ rgb, ...lists }).flatMap(([name, list]) =>
    list ? [`${name} ${list[0]?.at} to ${list.at(-1)?.at}`] : [],
  );
  throw new InputError(
    `no picture has depth and pose within ${NEAR_SEC} s (${ranges.join(", ")}); expected time stamps of one clock`,
  );
}
