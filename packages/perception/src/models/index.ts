export { type Bundle, openBundle } from "./bundle.ts";
export { modelNames } from "./catalogue.ts";
export { describeLicence } from "./licence.ts";
export { type Places, placesFrom } from "./places.ts";
export { type Pulled, type PullOptions, pullModel } from "./pull.ts";
export { removeModel } from "./remove.ts";
export { type ModelState, type ModelSurvey, surveyModel, surveyModels } from "./survey.ts";
export { type VerifiedFile, verifyModel } from "./verify-model.ts";
