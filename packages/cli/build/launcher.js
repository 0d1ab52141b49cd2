#!/usr/bin/env node
// The published command. Plain JavaScript that any Node understands, so that an old one can say what is wanted.
const WANTED = 24;

if (Number.parseInt(process.versions.node, 10) >= WANTED) {
  await import("../dist/main.js");
} else {
  process.stderr.write(
    `spatialclaw needs Node ${WANTED} or newer, this is ${process.version}; install one, or bring it into this project: npm install node@${WANTED}\n`,
  );
  process.exit(4);
}
