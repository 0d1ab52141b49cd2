export { createOfflineModel } from "./model.ts";
