import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CallWrapper, ComfyApi, PromptBuilder } from "@saintno/comfyui-sdk";
import { assertPng, base, historyOf, picture, runningOf, slowGraph, unhurriedGraph } from "./server.mjs";

let api;
before(async () => {
  api = new ComfyApi(base, "comfyui-sdk-test").init();
  await api.waitForReady();
});
after(() => api.destroy());

test("pings and reads what the server is", async () => {
  assert.equal((await api.ping()).status, true);
  assert.equal((await api.getSystemStats()).devices.length > 0, true);
  assert.equal((await api.getNodeDefs("EmptyImage")).EmptyImage.name, "EmptyImage");
  assert.equal((await api.getFeatures()).supports_preview_metadata, true);
  assert.equal((await api.getModelTypes()).includes("checkpoints"), true);
  assert.equal((await api.getModelFolders()).some((folder) => folder.name === "loras"), true);
  assert.deepEqual(await api.getModelFiles("upscale_models"), []);
});

test("runs a graph, told of its end, and fetches its image", async () => {
  const builder = new PromptBuilder(unhurriedGraph(), [], ["images"]).setOutputNode("images", "last");
  const events = [];
  const result = await new CallWrapper(api, builder)
    .onPending(() => events.push("pending"))
    .onFinished(() => events.push("finished"))
    .onFailed((error) => events.push(error.message))
    .run();
  assert.notEqual(result, false);
  assert.deepEqual(events, ["pending", "finished"]);
  await assertPng(await api.getImage(result.images.images[0]));
});

test("uploads a picture that it can view", async () => {
  const stored = await api.uploadImage(picture, "sdk.png", { override: true });
  assert.equal(stored.info.filename, "sdk.png");
  await assertPng(await (await fetch(stored.url)).blob());
});

test("keeps, lists, moves and deletes user files", async () => {
  await api.storeUserData("workflows/sdk.json", { a: 1 }, { overwrite: true, stringify: true });
  assert.deepEqual(await (await api.getUserData("workflows/sdk.json")).json(), { a: 1 });
  await api.moveUserData("workflows/sdk.json", "workflows/moved.json", { overwrite: true });
  const names = (await api.listUserDataV2("workflows")).map((entry) => entry.name);
  assert.equal(names.includes("moved.json"), true);
  await api.deleteUserData("workflows/moved.json");
});

test("stores settings", async () => {
  await api.storeSetting("sdk.test", "value");
  assert.equal(await api.getSetting("sdk.test"), "value");
});

test("interrupts what runs and reads it in history", async () => {
  const { prompt_id } = await api.appendPrompt(slowGraph());
  await runningOf(prompt_id);
  await api.interrupt();
  await historyOf(prompt_id);
  assert.equal((await api.getHistory(prompt_id)).status.completed, false);
});
