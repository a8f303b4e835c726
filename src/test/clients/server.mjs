import assert from "node:assert/strict";

/** The address of the server under test. */
export const base = (process.env.ATELIER_BASE ?? "http://127.0.0.1:8188").replace(/\/$/, "");
export const host = new URL(base).host;

/** An 8 × 8 PNG of one colour, as a client would upload it. */
export const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGNkYPjPgA0wYRUdtBIAWC4BD9yXnUEAAAAASUVORK5CYII=",
  "base64",
);

/** A small graph: an image of a fresh colour, inverted and shown. */
export function smallGraph() {
  const color = Math.floor(Math.random() * 0xffffff);
  return {
    1: { class_type: "EmptyImage", inputs: { width: 32, height: 24, batch_size: 1, color } },
    2: { class_type: "ImageInvert", inputs: { image: ["1", 0] } },
    3: { class_type: "PreviewImage", inputs: { images: ["2", 0] } },
  };
}

/** A graph that takes seconds. */
export const slowGraph = () => scalingGraph(60);

/** A graph slow enough for a client that listens for its prompt only after submitting it. */
export const unhurriedGraph = () => scalingGraph(6);

/** A picture scaled to and fro. */
function scalingGraph(steps) {
  const color = Math.floor(Math.random() * 0xffffff);
  const graph = {
    0: { class_type: "EmptyImage", inputs: { width: 1500, height: 1500, batch_size: 1, color } },
  };
  for (let i = 1; i <= steps; i++) {
    graph[i] = {
      class_type: "ImageScale",
      inputs: {
        image: [String(i - 1), 0],
        upscale_method: "lanczos",
        width: 1500 + (i % 2),
        height: 1500 + (i % 2),
        crop: "disabled",
      },
    };
  }
  graph.last = { class_type: "PreviewImage", inputs: { images: [String(steps), 0] } };
  return graph;
}

/** Whether the bytes are those of a PNG file. */
export async function assertPng(blob) {
  const bytes = Buffer.from(await blob.arrayBuffer());
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
}

/** Polls until the condition holds. */
export async function until(condition, what, timeoutMs = 30_000) {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    const value = await condition();
    if (value) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not happen in ${timeoutMs} ms`);
}

/** The history entry of a prompt, once it has one. */
export function historyOf(id) {
  return until(async () => (await (await fetch(`${base}/history/${id}`)).json())[id], `end of ${id}`);
}

/** Waits until a prompt runs. */
export function runningOf(id) {
  return until(async () => {
    const queue = await (await fetch(`${base}/queue`)).json();
    return queue.queue_running.some((item) => item[1] === id);
  }, `start of ${id}`);
}
