import { readdir } from "node:fs/promises";
import path from "node:path";
import { inOrder } from "../../in-order.ts";
import { byName } from "../../input/paths.ts";
import { InputError, type MediaInput } from "../../types.ts";
import type { CaptureFormat } from "../formats.ts";
import type { Labels } from "../parts.ts";
import { frameFrom } from "../parts.ts";
import { rigid } from "../rigid.ts";
import { isFolder, numbersIn, readText } from "../text.ts";
import { readCamera } from "./camera.ts";
import { readAggregation } from "./labels.ts";

const METRES_PER_UNIT = 0.001;
const IDS = "instance-filt";

/** What ScanNet's exporter writes: a folder each for colours, depth and poses, millimetres, +Z up. */
export const SCANNET: CaptureFormat = {
  name: "scannet",
  lookedFor: "color/ and pose/ (ScanNet)",
  isHere: async (root) => (await isFolder(path.join(root, "color"))) && (await isFolder(path.join(root, "pose"))),
  open: openScannet,
};

async function openScannet(root: string): Promise<MediaInput> {
  const [colours, poses] = [await numbered(root, "color"), await numbered(root, "pose")];
  const depth = (await isFolder(path.join(root, "depth"))) ? await numbered(root, "depth") : null;
  const labels: Labels | null = (await isFolder(path.join(root, IDS))) ? await readAggregation(root) : null;
  const ids = labels ? await numbered(root, IDS) : null;
  const camera = await readCamera(root, depth !== null);
  const names = [...colours.keys()].sort(byName);
  const complete = names.filter((name) => poses.has(name) && (!depth || depth.has(name)) && (!ids || ids.has(name)));
  const withPose = await inOrder(complete, async (name) => ({ name, c2w: await readPose(poses.get(name) as string) }));
  const used = withPose.filter(({ c2w }) => c2w !== null);
  if (used.length === 0) {
    throw new InputError(
      `none of the ${names.length} pictures in ${path.join(root, "color")} has a pose and all of its maps; expected files of the same name in pose/ and depth/`,
    );
  }
  const frames = await inOrder(used, ({ name, c2w }, frameIndex) => {
    const [depthFile, idsFile] = [depth?.get(name), ids?.get(name)];
    return frameFrom({
      frameIndex,
      where: `frame ${name}`,
      picture: colours.get(name) as string,
      intrinsics: camera,
      c2w,
      depth: depthFile ? { file: depthFile, metresPerUnit: METRES_PER_UNIT, mayDiffer: true } : null,
      instances: idsFile && labels ? { file: idsFile, labels } : null,
      seconds: null,
    });
  });
  const capture = {
    root,
    format: "scannet",
    up: [0, 0, 1] as const,
    hasDepth: depth !== null,
    instances: labels?.list ?? null,
  };
  const warnings: string[] = [];
  const lost = withPose.length - used.length;
  if (lost > 0)
    warnings.push(`${lost} of ${names.length} frames have a pose of -inf, where tracking was lost; they are left out`);
  if (complete.length < names.length)
    warnings.push(
      `${names.length - complete.length} of ${names.length} pictures have no pose or map of their name; they are left out`,
    );
  return { kind: "capture", name: path.basename(root), frames, fps: null, durationSec: null, capture, warnings };
}

/** Files of a folder by their name without its ending. */
async function numbered(root: string, folder: string): Promise<Map<string, string>> {
  const names = (await readdir(path.join(root, folder))).filter((name) => !name.startsWith("."));
  return new Map(names.map((name) => [path.parse(name).name, path.join(root, folder, name)]));
}

/** Camera-to-world, OpenCV's axes; null where tracking was lost. */
async function readPose(file: string): Promise<readonly number[] | null> {
  const words = (await readText(file)).trim().split(/\s+/);
  const where = path.join("pose", path.basename(file));
  if (words.some((word) => /^-?inf/i.test(word))) return null;
  if (words.length !== 16) throw new InputError(`${where} has ${words.length} values, expected 4 rows of 4 numbers`);
  return rigid(numbersIn(words, where, 16, "4 rows of 4 finite numbers"), where);
}
