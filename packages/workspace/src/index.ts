export { type ApiChoices, type CellApi, cellApi } from "./api/cell-api.ts";
export type { CustomTool } from "./api/custom-tool.ts";
export { apiFiles } from "./api/files.ts";
export { apiReference } from "./api/reference.ts";
export { reservedNames } from "./api/reserved.ts";
export { bundledScript, bundleScript, type ScriptSource } from "./bundled-script.ts";
export type * as cell from "./cell-types.ts";
export { GUEST_SCRIPT } from "./guest-bundle.ts";
export { readAnswer } from "./host/answer.ts";
export {
  type AnswerForm,
  answerForm,
  answerFormOf,
  checkForm,
  describeForm,
  letterOf,
} from "./host/answer-form.ts";
export type { Picture } from "./host/draw.ts";
export type * from "./host/record/format.ts";
export { SCENE_FOLDER, SCENE_VERSION } from "./host/record/format.ts";
export type { SceneRecorder } from "./host/record/recorder.ts";
export { type CellGlobals, createScene, type Scene, type SceneOptions } from "./host/scene.ts";
export { createWorkspace, type Workspace, type WorkspaceOptions } from "./host/workspace.ts";
export type { Sighting, Vlm, VlmPicture } from "./vlm.ts";
export type { AnswerMessage, Evidence } from "./wire.ts";
export type * from "./wire-measurements.ts";
