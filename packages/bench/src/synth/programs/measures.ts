import { letterOf, pointsOf, quoted, RECON } from "./parts.ts";
import type { ReadQuestion } from "./read-question.ts";

type Program = (question: ReadQuestion) => string;

/** Counts, lengths, areas, and what is nearest. */
export const MEASURES: Readonly<Record<string, Program>> = {
  object_counting: ({ places }) =>
    `const objects = tools.SAM3.segmentVideo(InputImages, ${quoted(places.as)});
ReturnAnswer(objects ? objects.count : 0);`,

  object_abs_distance: ({ places }) => `${pointsOf([places.a, places.b])}
const pair = tools.Geometry.closest(cloud(0), cloud(1));
if (!pair) throw new Error("nothing was measured");
ReturnAnswer(pair.distance);`,

  object_size_estimation: ({ places }) => `${pointsOf([places.a])}
ReturnAnswer(100 * np.max(cloud(0).obb().size));`,

  room_size_estimation: () => `${RECON}
const clouds = recon.views.map((view) => view.points.sample(20000));
const room = tools.Geometry.points([]).concat(...clouds).obb();
ReturnAnswer(room.size[0] * room.size[2]);`,

  object_rel_distance: (question) => `${pointsOf([question.places.x, ...question.options.map(({ text }) => text)])}
const x = cloud(0);
const distances = labels.slice(1).map((_, i) => tools.Geometry.closest(x, cloud(i + 1))?.distance ?? 1e9);
${letterOf('labels[1 + np.argmin(distances)] ?? ""', question)}`,

  obj_appearance_order: (question) => {
    const labels = (question.options[0]?.text ?? "").split(", ");
    return `const labels = [${labels.map(quoted).join(", ")}];
const seen = tools.SAM3.segmentVideo(InputImages, labels);
const firsts = seen.map((object) => (object ? Number(object.frames.first.frameIndex) : 1e9));
const order = np.argsort(firsts).map((i) => labels[i]).join(", ");
${letterOf("order", question)}`;
  },
};
