import { openScene } from "./open.ts";

// After the first picture of the page: it can be read while the scene is made.
requestAnimationFrame(() => setTimeout(openScene));
