// A perception server as one would write it over HTTP: 64 views in memory, sent as asked. Prints its port.
import { createServer } from "node:http";
import { packNumbers } from "./msgpack.ts";
import { VIEWS, viewMaps } from "./perception-views.ts";

const views = Array.from({ length: VIEWS }, (_, n) => viewMaps(n));

const server = createServer((request, response) => {
  const body = bodyOf(request.url ?? "");
  response.writeHead(200, { "content-length": body.length });
  response.end(body);
});

function bodyOf(url: string): Buffer {
  if (url === "/json")
    return Buffer.from(
      JSON.stringify({
        views: views.map(({ depth, confidence }) => ({ depth: [...depth], confidence: [...confidence] })),
      }),
    );
  const arrays = views.flatMap(({ depth, confidence }) => [depth, confidence]);
  if (url === "/msgpack") return packNumbers(arrays);
  return Buffer.concat(arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)));
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.stdout.write(`${address.port}\n`);
});
process.stdin.on("end", () => server.close()).resume();
