import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { cell, Picture, Scene } from "@spatialclaw/workspace";
import { z } from "zod";
import { type Config, perceptionChoices } from "../config/index.ts";
import { openScene } from "../scene.ts";
import { guarded, type McpPicture, result } from "./content.ts";
import { INPUT, insideRoot } from "./inputs.ts";

const POINT = z.array(z.number());
const OBJECT = z.looseObject({ name: z.string(), found: z.boolean() });
const NAMES = z.array(z.string().min(1)).max(32);

/** `reconstruct` and `segment`: the tools without an agent, for models that do the thinking themselves. */
export function registerSceneTools(server: McpServer, config: Config, root: string): void {
  server.registerTool(
    "reconstruct",
    {
      title: "Reconstruct a scene in 3-D",
      description:
        "Depth, cameras and places of named objects in one world: +Y up, the first camera at the origin looking along -Z, metres where scale.metric. Returns a bird's-eye view.",
      inputSchema: {
        input: INPUT,
        objects: NAMES.optional().describe("Names of things to place, in plain words."),
        maxFrames: z.int().min(1).optional().describe("Fewer frames are faster."),
      },
      outputSchema: {
        scale: z.object({ source: z.string(), metric: z.boolean(), confidence: z.number() }),
        cameras: z.array(z.object({ frame: z.number(), position: POINT, forward: POINT })),
        objects: z.array(OBJECT),
        notes: z.array(z.string()),
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ input, objects = [], maxFrames }, { signal }) =>
      guarded(() =>
        withScene(config, insideRoot(root, input), async (scene, notes) => {
          const found = objects.length > 0 ? await scene.findObject(objects, { signal }) : [];
          const include = found.flatMap((object) => (object ? [object.frame] : []));
          const recon = await scene.reconstruct(undefined, { signal, include, ...(maxFrames ? { maxFrames } : {}) });
          const placed = objects.map((name, i) => place(name, found[i] ?? null, recon));
          const cameras = recon.views.map(({ frameIndex, pose }) => ({
            frame: frameIndex,
            position: pose.position,
            forward: pose.forward,
          }));
          const [bev] = await scene.draw(recon.renderBev({ objects: found }));
          const text = [
            `${recon.views.length} views, ${recon.scale.metric ? "metric" : "relative"} scale`,
            ...placed.map(inWords),
          ];
          return result(text.join("\n"), { scale: recon.scale, cameras, objects: placed, notes }, asPictures([bev]));
        }),
      ),
  );

  server.registerTool(
    "segment",
    {
      title: "Find things in pictures",
      description:
        "Where named things are seen: frames, boxes in pixels of the frame (ends exclusive), areas, and pictures with the masks drawn in.",
      inputSchema: { input: INPUT, objects: NAMES.min(1).describe("Names of things, in plain words.") },
      outputSchema: { objects: z.array(OBJECT), notes: z.array(z.string()) },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ input, objects }, { signal }) =>
      guarded(() =>
        withScene(config, insideRoot(root, input), async (scene, notes) => {
          const found = await scene.findObject(objects, { signal });
          const seen = objects.map((name, i) => sight(name, found[i] ?? null));
          const pictures = await scene.draw(...found);
          return result(seen.map(inWords).join("\n"), { objects: seen, notes }, asPictures(pictures));
        }),
      ),
  );
}

async function withScene<T>(
  config: Config,
  paths: readonly string[],
  work: (scene: Scene, notes: string[]) => Promise<T>,
): Promise<T> {
  const notes: string[] = [];
  await using scene = await openScene(paths, {
    beyondPaths: false,
    perception: perceptionChoices(config),
    onNote: (note) => notes.push(note),
  });
  return await work(scene, notes);
}

function sight(name: string, found: cell.Found | null) {
  if (!found) return { name, found: false };
  const { seg, frame } = found;
  const mask = seg.mask(frame);
  return {
    name,
    found: true,
    count: seg.count,
    best: { frame: frame.frameIndex, box: mask?.box() ?? null, area: mask?.area ?? 0 },
    frames: seg.frames.map((seen) => seen.frameIndex),
  };
}

function place(name: string, found: cell.Found | null, recon: cell.Recon) {
  const points = found?.seg.points(recon);
  if (!found || !points || points.length === 0) return { ...sight(name, found), position: null, size: null };
  const { size } = points.obb({ q: 0.01 });
  return { ...sight(name, found), position: points.median(), size };
}

function inWords(
  object: ReturnType<typeof sight> & { readonly position?: cell.Vec3 | null; readonly size?: cell.Vec3 | null },
): string {
  const { name, found, best, position, size } = object;
  if (!found || !best) return `${name}: not found`;
  const where = position
    ? `, at [${position.map(short).join(", ")}], size [${(size ?? []).map(short).join(", ")}]`
    : "";
  return `${name}: best in frame ${best.frame}${where}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function asPictures(pictures: readonly (Picture | undefined)[]): McpPicture[] {
  return pictures.flatMap((picture) =>
    picture ? [{ label: picture.label, mime: picture.image.mime, bytes: picture.image.bytes }] : [],
  );
}
