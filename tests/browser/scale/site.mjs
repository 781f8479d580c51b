// A site as a server sends it, compressed, and the bytes that it has sent.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml" };

// As small as a file is on the way: gzip with the level that servers use.
export function packer(site) {
  const packed = new Map();
  return (path) => {
    if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(join(site, path)), { level: 6 }));
    return packed.get(path);
  };
}

// { origin, sent: [{ path, bytes }], close }
export async function serve(site) {
  const pack = packer(site);
  const sent = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname.slice(1));
    try {
      const bytes = pack(path);
      sent.push({ path, bytes: bytes.length });
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-encoding": "gzip", "cache-control": "max-age=3600" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}/`, sent, close: () => new Promise((resolve) => server.close(resolve)) };
}
