import { ENDS, letterOf, middlesOf, RECON, trackOf } from "./parts.ts";
import type { ReadQuestion } from "./read-question.ts";

type Program = (question: ReadQuestion) => string;

/** The way that the mover faces at the start, as `ahead`. */
const facing = ({ places }: ReadQuestion): string => `${middlesOf([places.landmark])}
${trackOf(places.mover)}
const ahead = tools.Geometry.horizontal(tools.Geometry.sub(middle(0), from));`;

/** Things and cameras that move. */
export const MOTION: Readonly<Record<string, Program>> = {
  motion_by_heading: (question) => `${facing(question)}
const ways = { front: "forward", back: "backward", left: "left", right: "right" };
const way = ways[tools.Geometry.heading({ at: from, facing: ahead }).locate(to).side4];
${letterOf("way", question)}`,

  motion_by_camera: (question) => `${RECON}
${ENDS}
${trackOf(question.places.mover)}
const ways = { front: "away from the camera", back: "towards the camera", left: "left", right: "right" };
const way = ways[tools.Geometry.heading({ at: from, facing: start.pose.forward }).locate(to).side4];
${letterOf("way", question)}`,

  camera_distance: (question) => `${RECON}
${trackOf(question.places.mover)}
const [start, end] = [recon.at(track.frames.first), recon.at(track.frames.last)];
if (!start || !end) throw new Error("the mover is seen in no picture that was reconstructed");
const ratio = tools.Geometry.distance(end.pose.position, to) / tools.Geometry.distance(start.pose.position, from);
const change = ratio > 1.1 ? "it grows" : ratio < 0.9 ? "it shrinks" : "it stays about the same";
${letterOf("change", question)}`,

  camera_side: (question) => `${facing(question)}
${ENDS}
const side = tools.Geometry.heading({ at: to, facing: ahead }).locate(end.pose.position).side4;
${letterOf("side", question)}`,

  camera_motion: (question) => `${RECON}
${ENDS}
const moved = tools.Geometry.heading({ at: start.pose.position, facing: start.pose.forward }).locate(end.pose.position);
const ways: [string, number][] = [
  ["forward", moved.forward], ["backward", -moved.forward], ["right", moved.right],
  ["left", -moved.right], ["up", moved.up], ["down", -moved.up],
];
${letterOf('ways[np.argmax(ways.map((one) => one[1]))]?.[0] ?? ""', question)}`,

  camera_turn: (question) => `${RECON}
const yaw = recon.cameraTrack().yawDeg;
${letterOf('(yaw[yaw.length - 1] ?? 0) > 0 ? "right" : "left"', question)}`,
};
