export { type FetchDataOptions, type FetchedData, fetchData } from "./fetch.ts";
