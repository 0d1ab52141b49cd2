export { addOptions, flagValues } from "./flags.ts";
export { KEYS, type Key, OPTIONS, type Values } from "./options.ts";
export { type Config, type ConfigSources, resolveConfig, resolveWithoutFiles, withValues } from "./resolve.ts";
export { perceptionChoices, resultsFolder, runtimeOptions } from "./runtime.ts";
export { limitsFrom, samplingFrom, sessionChoices } from "./session.ts";
export { configJson, originText, showConfig } from "./show.ts";
export { optionTable } from "./table.ts";
