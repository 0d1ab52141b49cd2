import type { End } from "./session.ts";

/** Mistakes of one kind, of the 88 that the logs have. */
export interface Mistakes {
  /** Class, as cell-api.md section 2 names it. */
  readonly of: string;
  readonly what: string;
  readonly count: number;
  readonly end: End;
  /** Cells that make it, each with words that name the fix. */
  readonly cells: readonly (readonly [cell: string, fix: string])[];
}

const NULL = "test for null";
const PARSED = "vlm.locate(frame, what) gives pixels, already parsed";
const OBJECTS = "renderBev({ objects: [seg, other] })";

/** All but what needs a session of its own: B, C and K. */
export const CLASSES: readonly Mistakes[] = [
  {
    of: "A",
    what: "no mask",
    count: 25,
    end: "stopped",
    cells: [
      [`const stool = tools.SAM3.segmentImage(frame, "red stool"); show(stool.overlay());`, NULL],
      [`for (const f of InputImages) print(tools.SAM3.segmentImage(f, "red stool").mask(f));`, NULL],
      [`const { frames, emptyFrames } = tools.SAM3.segmentVideo(InputImages, "bench");`, NULL],
      [`print(tools.SAM3.segmentImage(frame, { x0: 1, y0: 1, x1: 9, y1: 9 }).score);`, NULL],
      [`print(tools.SAM3.segmentVideo(InputImages, { frame, points: [[20, 14]] }).frames.length);`, NULL],
      [
        `const [sofa, lamp] = tools.SAM3.findObject(InputImages, ["sofa", "lamp"]); print(sofa.seg.centroid(recon));`,
        NULL,
      ],
      [
        `const areas = InputImages.map((f) => tools.SAM3.segmentImage(f, "sofa")); print(areas.map((s) => s.score));`,
        NULL,
      ],
      [`const area = (s: Seg) => s.mask(frame)?.area; print(area(tools.SAM3.segmentImage(frame, "sofa")));`, NULL],
      [`print(tools.Geometry.distance(seg.centroid(recon), view.pose.position));`, NULL],
      [`print(seg.mask(frame).area);`, NULL],
    ],
  },
  {
    of: "D",
    what: "a name that a timeout has wiped",
    count: 8,
    end: "stopped",
    cells: [
      ["print(scene.views.length);", "names of earlier cells: frame, recon, view, seg, other, points"],
      ["const [x0, y0] = parseCoords(text);", "names of earlier cells: frame, recon"],
      ["print(recn.views.length);", "Did you mean 'recon'?"],
    ],
  },
  {
    of: "E",
    what: "the wrong separator assumed",
    count: 3,
    end: "stopped",
    cells: [
      [`const coords = vlm.locate(frame, "heater").split(",").map(Number);`, PARSED],
      [`const [x0, y0, x1, y1] = vlm.locate(frame, "heater");`, PARSED],
      [
        `const [x0, y0, x1, y1] = vlm.ask(frame, "Box of the heater?").split(",").map(Number);
         tools.SAM3.segmentImage(frame, { x0, y0, x1, y1 });`,
        `do not read numbers out of a reply: ${PARSED}`,
      ],
    ],
  },
  {
    of: "E",
    what: "numbers parsed out of `Not visible`",
    count: 5,
    end: "stopped",
    cells: [
      [`const numbers = vlm.ask(frame, "Box of the stool?").match(/\\d+/g).map(Number);`, PARSED],
      [
        `const parse = (reply: string) => reply.split(" ").map(parseFloat);
         const [x, y] = parse(vlm.ask(frame, "Where is the stool?"));
         print(view.pointAt([x, y]));`,
        PARSED,
      ],
      [`const x = Number(vlm.locate(frame, "stool"));`, PARSED],
      [`const px = vlm.locate(frame, "stool").center; print(view.pointAt(px));`, NULL],
    ],
  },
  {
    of: "E",
    what: "the reply taken for a literal",
    count: 1,
    end: "stopped",
    cells: [[`const box = JSON.parse(vlm.locate(frame, "heater"));`, PARSED]],
  },
  {
    of: "F",
    what: "eval of the reply",
    count: 6,
    end: "stopped",
    cells: [
      [`const coords = eval(vlm.ask(frame, "Box of the heater?"));`, PARSED],
      [`const coords = new Function("return [" + vlm.ask(frame, "Box of the heater?") + "]")();`, PARSED],
    ],
  },
  {
    of: "G",
    what: "a frame of the masks asked of the reconstruction",
    count: 8,
    end: "stopped",
    cells: [
      ["for (const f of seg.frames) print(recon.at(f).points.length);", NULL],
      ["print(recon.at(seg.best).confidence);", NULL],
      ["print(recon.views[seg.frames.last.frameIndex].points.length);", "recon.at(frame) takes a frame"],
      ["print(seg.centroid(recon, { frame: 12 }));", "a frame is a Frame or its frameIndex: seg.best"],
      ["print(seg.mask(858));", "InputImages.by(absolute index)"],
    ],
  },
  {
    of: "G",
    what: "an image looked up by its frame",
    count: 1,
    end: "stopped",
    cells: [
      ["const image = InputImages.find((f) => f.frameIndex === 858); print(image.width);", "test for it"],
      ["print(InputImages.by(858).width);", NULL],
    ],
  },
  {
    of: "H",
    what: "an absolute frame as index of a batch",
    count: 2,
    end: "stopped",
    cells: [
      [
        "const sure = recon.points.confidence[frame.frameIndex];",
        "recon.at(frame), null when it was not reconstructed",
      ],
      ["print(recon.views[frame.frameIndex].confidence);", "recon.at(frame) takes a frame"],
    ],
  },
  {
    of: "I",
    what: "show with a tuple of picture and text",
    count: 1,
    end: "stopped",
    cells: [[`show([frame, "the heater"]);`, "show takes frames, pictures, segs, masks, null and lists"]],
  },
  {
    of: "I",
    what: "show with a nested list or a miss",
    count: 2,
    end: "value",
    cells: [
      ["show([[frame, seg], [view.frame]]);", ""],
      [`show(tools.SAM3.segmentImage(frame, "sofa"));`, "show: 1 of 1 items are null (not found) and not shown"],
    ],
  },
  {
    of: "I",
    what: "all frames where one is wanted",
    count: 1,
    end: "stopped",
    cells: [
      [`print(vlm.locate(InputImages, "heater").x0);`, "for a list of frames there is a list of results"],
      [
        `print(tools.SAM3.segmentImage(InputImages, "heater").score);`,
        "for a list of frames there is a list of results",
      ],
      ["print(InputImages.width);", "InputImages.first"],
    ],
  },
  {
    of: "I",
    what: "a view from above of masks, as a list or a record",
    count: 4,
    end: "stopped",
    cells: [
      ["recon.renderBev({ masks: [seg, other] });", OBJECTS],
      ["recon.renderBev({ masks: { heater: seg, door: other } });", OBJECTS],
    ],
  },
  {
    of: "I",
    what: "a miss passed as a box",
    count: 1,
    end: "stopped",
    cells: [
      [`tools.SAM3.segmentImage(frame, vlm.locate(frame, "stool"));`, NULL],
      ["tools.SAM3.segmentImage(frame, null);", NULL],
      ["tools.SAM3.segmentVideo(InputImages, { frame, box: null });", NULL],
    ],
  },
  {
    of: "J",
    what: "masks of one rank for another",
    count: 2,
    end: "stopped",
    cells: [
      ["recon.renderBev({ objects: [seg.mask(frame), other.mask(frame)] });", "objects are segs, found objects"],
      ["recon.renderBev({ objects: view.depth });", "objects are segs, found objects"],
    ],
  },
  {
    of: "L",
    what: "an import from where it is not",
    count: 1,
    end: "stopped",
    cells: [
      ["from scipy.spatial import cdist", "tools.Geometry.closest(a, b), cdist(a, b)"],
      [`import { cdist } from "scipy/spatial";`, "tools.Geometry.closest(a, b), cdist(a, b)"],
    ],
  },
];
