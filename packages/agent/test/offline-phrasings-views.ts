import { all, type Phrasing } from "./offline-phrasings.ts";

const FIRST = { kind: "first" };
const LAST = { kind: "last" };
const frame = (index: number) => ({ kind: "index", index });

/** The families that need a camera, a frame or a standpoint. */
export const VIEW_PHRASINGS: readonly Phrasing[] = [
  ...all("side", { object: "lamp", relativeTo: null, frame: frame(3) }, [
    "From the camera of frame 3, is the lamp in front, behind, left or right?",
    "As seen by the camera in frame 3, is the lamp to the left or to the right?",
    "Is the lamp to the left or right of the camera in frame 3?",
    "In frame 3, on which side of the camera is the lamp: left, right, front or back?",
    "At the moment frame 3 was taken, was the lamp in front of or behind the camera?",
    "Taking the viewpoint of the camera at frame 3, where is the lamp: front, right, back or left?",
    "Relative to the camera pose of frame #3, is the lamp to the left, right, front, or behind?",
    "In which direction does the lamp lie from the camera in frame 3? Answer front, back, left or right.",
    "Seen from the camera of frame 3, where is the lamp?\nA. front\nB. left\nC. back\nD. right",
    "Imagine you are the camera in frame 3. Is the lamp on your left or on your right?",
    "If I stood where the camera was in frame 3 and looked the same way, would the lamp be to my left or right?",
    "Is the lamp left or right of the camera for frame number 3?",
    "Where is the lamp relative to the camera of frame 3: in front of it, behind it, to its left or to its right?",
  ]),
  ...all("side", { object: "lamp", frame: FIRST }, [
    "In the first frame, is the lamp to the left or right of the camera?",
    "From the camera's position in the first image, is the lamp ahead, behind, left or right?",
  ]),
  ...all("side", { object: "lamp", frame: LAST }, [
    "With respect to the camera of the last frame, is the lamp in front or behind?",
  ]),
  ...all("side", { object: "lamp", relativeTo: "sofa" }, [
    "From the camera of frame 3, is the lamp to the left or to the right of the sofa?",
    "As seen by the camera in frame 3, is the lamp in front of or behind the sofa?",
  ]),
  ...all("direction", { at: "sofa", facing: "tv", target: "door" }, [
    "If I am standing by the sofa and facing the tv, is the door to my left, right, or back? An object is to my back if I would have to turn at least 135 degrees in order to face it.",
    "If I am standing by the sofa and facing the TV, is the door to my front-left, front-right, back-left, or back-right? The directions refer to the quadrants of a Cartesian plane (if I am standing at the origin and facing along the positive y-axis).",
    "Standing at the sofa and facing the tv, where is the door?",
    "Suppose I stand next to the sofa looking towards the tv. In which direction is the door: front, back, left or right?",
    "I am at the sofa and look at the tv. Is the door on my left or on my right?",
    "Imagine a robot positioned at the sofa, oriented toward the tv. Which of the eight directions is the door in?",
    "From the sofa, facing the tv, in what direction would I find the door?",
    "Where is the door if you stand at the sofa and face the tv?",
    "When standing beside the sofa with your face turned to the tv, is the door in front of you, behind you, to your left or to your right?",
    "A person stands by the sofa and looks at the tv. Where is the door from their perspective (front, front-right, right, back-right, back, back-left, left, front-left)?",
    "You are standing at the sofa facing the tv. Which way is the door?\nA. front\nB. right\nC. back\nD. left",
    "You are at the sofa and facing the tv; should you turn left or right to face the door?",
    "In which direction is the door for someone who stands at the sofa and faces the tv? Answer with front-left, front-right, back-left or back-right.",
    "Assume that I'm standing at the sofa and looking in the direction of the tv. Is the door left or right of me?",
    "With me at the sofa and facing the tv, what direction is the door in?",
  ]),
  ...all("camera", { measure: "straight line", between: [FIRST, LAST] }, [
    "How far did the camera move?",
    "How far did the camera move from the first to the last frame?",
    "What is the straight-line distance between the camera's first and last position?",
    "How far is the final camera position from the initial camera position, in metres?",
    "By how many metres was the camera displaced between the start and the end of the video?",
    "What is the net displacement of the camera over the whole clip?",
    "How far apart are the camera positions of the first and last frames?",
    "Measure the direct distance from where the camera started to where it ended.",
    "In a straight line, how far does the camera travel from start to finish?",
    "As the crow flies, how far did the camera move in this video?",
    "What is the camera's displacement in centimeters?",
  ]),
  ...all("camera", { measure: "path" }, [
    "How long is the camera's path?",
    "How far did the camera travel in total?",
    "What is the total distance travelled by the camera?",
    "What is the length of the path that the camera took through the scene?",
    "How many metres did the camera cover along its trajectory?",
    "How far did the cameraman walk during the recording?",
    "What's the total path length of the camera in metres?",
    "Adding up all movements between frames, how far did the camera travel?",
  ]),
  ...all("camera", { measure: "straight line", between: [frame(2), frame(7)] }, [
    "How far did the camera move between frame 2 and frame 7?",
    "What is the distance between the camera positions of frames 2 and 7?",
  ]),
];
