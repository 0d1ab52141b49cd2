import { parentPort, workerData } from "node:worker_threads";
import { generateQuestions } from "./questions.ts";
import { Random } from "./random.ts";
import { renderFrame } from "./render.ts";
import type { BuiltRoom, RoomOrder } from "./rooms.ts";
import { createScene } from "./scene.ts";
import { sightings } from "./sightings.ts";
import { groundTruth } from "./truth.ts";
import { writeCapture } from "./write-capture.ts";

/** Kept apart from the scene's own stream, so that questions do not follow its furniture. */
const QUESTION_STREAM = 0x9e3779b9;

async function build({ seed, size, folder }: RoomOrder): Promise<BuiltRoom> {
  const scene = createScene(seed, size);
  const frames = scene.cameras.map((_, i) => renderFrame(scene, i));
  await writeCapture(folder, scene, frames);
  const rng = new Random(seed ^ QUESTION_STREAM);
  const made = generateQuestions(scene, groundTruth(scene), sightings(scene, frames), rng);
  return { seed, folder, ...made };
}

parentPort?.postMessage(await build(workerData as RoomOrder));
