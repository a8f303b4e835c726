import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "@stable-canvas/comfyui-client";
import WebSocket from "ws";
import { historyOf, host, runningOf, slowGraph, smallGraph, unhurriedGraph, until } from "./server.mjs";

let client;
const progress = [];
before(async () => {
  client = new Client({ api_host: host, clientId: "stable-canvas-test", WebSocket, fetch });
  client.connect();
  await until(() => client.socket?.readyState === WebSocket.OPEN, "connection");
});
after(() => client.close());

test("reads what the server is", async () => {
  assert.equal("EmptyImage" in (await client.getNodeDefs()), true);
  assert.equal((await client.getSystemStats()).devices.length > 0, true);
  assert.equal(Array.isArray(await client.getEmbeddings()), true);
  assert.equal((await client.getModelFolders()).some((folder) => folder.name === "vae"), true);
});

test("runs a graph over the socket and fetches its image", async () => {
  const output = await client.enqueue(unhurriedGraph(), { progress: (p) => progress.push(p) });
  assert.equal(output.images.length, 1);
  const image = output.images[0];
  const bytes =
    image.type === "url"
      ? Buffer.from(await (await fetch(image.data)).arrayBuffer())
      : Buffer.from(await (image.data.arrayBuffer?.() ?? image.data));
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
});

test("runs a graph by polling", async () => {
  const output = await client.enqueue_polling(smallGraph(), { polling_ms: 50 });
  assert.equal(output.images.length, 1);
});

test("keeps settings and user files", async () => {
  await client.storeSettings({ "stable.canvas": [1, 2] });
  assert.deepEqual((await client.getSettings())["stable.canvas"], [1, 2]);
  await client.storeUserData("canvas.json", { b: 2 }, { stringify: true });
  assert.deepEqual(await (await client.getUserData("canvas.json")).json(), { b: 2 });
});

test("interrupts what runs and reads it in history", async () => {
  const { prompt_id } = await client._enqueue_prompt(slowGraph());
  await runningOf(prompt_id);
  await client.interrupt();
  await historyOf(prompt_id);
  assert.equal((await client.getPromptStatus(prompt_id)).done, true);
  const { History } = await client.getHistory(5);
  assert.equal(History.some((entry) => entry.prompt[1] === prompt_id), true);
});
