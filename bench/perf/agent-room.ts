import { createScene, renderFrame, sightings, writeCapture } from "@spatialclaw/bench";

const FRAMES = 8;
const SIZE = { width: 640, height: 480 };
const PIXELS = 1200;

/** A room of eight pictures of 640x480 in which heater and door are seen. */
for (let seed = 1; ; seed++) {
  const whole = createScene(seed, SIZE);
  const scene = { ...whole, cameras: whole.cameras.slice(0, FRAMES) };
  const frames = scene.cameras.map((_, i) => renderFrame(scene, i));
  const seen = sightings(scene, frames);
  const wanted = scene.objects.filter(({ label }) => label === "heater" || label === "door");
  if (wanted.length !== 2 || !wanted.every(({ id }) => seen.pixels(id).some((pixels) => pixels > PIXELS))) continue;
  await writeCapture(process.argv[2] ?? "", scene, frames);
  break;
}
