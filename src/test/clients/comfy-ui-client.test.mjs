import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ComfyUIClient } from "comfy-ui-client";
import {
  assertPng,
  historyOf,
  host,
  picture,
  runningOf,
  slowGraph,
  smallGraph,
  unhurriedGraph,
} from "./server.mjs";

let client;
before(async () => {
  client = new ComfyUIClient(host, "comfy-ui-client-test");
  await client.connect();
});
after(() => client.disconnect());

test("reads what the server is", async () => {
  assert.equal((await client.getSystemStats()).devices.length > 0, true);
  assert.equal((await client.getObjectInfo("EmptyImage")).EmptyImage.name, "EmptyImage");
  assert.equal(Array.isArray(await client.getEmbeddings()), true);
  assert.equal(Array.isArray(await client.getExtensions()), true);
  assert.equal(typeof (await client.getPrompt()).exec_info.queue_remaining, "number");
});

test("runs a graph and fetches its images over the socket's news", async () => {
  const images = await client.getImages(unhurriedGraph());
  assert.equal(images.last.length, 1);
  await assertPng(images.last[0].blob);
});

test("uploads a picture that it can view", async () => {
  const stored = await client.uploadImage(picture, "cuc.png", true);
  assert.equal(stored.name, "cuc.png");
  await assertPng(await client.getImage(stored.name, stored.subfolder, stored.type));
});

test("reads history and queue", async () => {
  const { prompt_id } = await client.queuePrompt(smallGraph());
  await historyOf(prompt_id);
  assert.equal((await client.getHistory(prompt_id))[prompt_id].status.status_str, "success");
  assert.equal(Array.isArray((await client.getQueue()).queue_pending), true);
});

test("interrupts what runs", async () => {
  const { prompt_id } = await client.queuePrompt(slowGraph());
  await runningOf(prompt_id);
  // The client parses the empty answer as JSON, which fails against every server.
  await assert.rejects(client.interrupt(), SyntaxError);
  assert.equal((await historyOf(prompt_id)).status.status_str, "error");
});
