// Waits for the server at the given address and runs one prompt to its picture.
const base = process.argv[2];
const end = Date.now() + 180_000;
const pause = () => new Promise((resolve) => setTimeout(resolve, 250));

async function json(path, options) {
  const answer = await fetch(base + path, options);
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  }
  return answer.json();
}

for (;;) {
  try {
    await json('/prompt');
    break;
  } catch (error) {
    if (Date.now() > end) {
      throw error;
    }
    await pause();
  }
}

const prompt = {
  1: { class_type: 'EmptyImage', inputs: { width: 64, height: 64, batch_size: 1, color: 255 } },
  2: { class_type: 'ImageInvert', inputs: { image: ['1', 0] } },
  3: { class_type: 'SaveImage', inputs: { images: ['2', 0], filename_prefix: 'smoke' } },
};
const { prompt_id: id } = await json('/prompt', { method: 'POST', body: JSON.stringify({ prompt }) });
let entry;
while (!(entry = (await json(`/history/${id}`))[id])) {
  if (Date.now() > end) {
    throw new Error('the prompt did not end');
  }
  await pause();
}
const [image] = entry.outputs['3'].images;
const picture = await fetch(`${base}/view?filename=${image.filename}&type=${image.type}`);
const bytes = new Uint8Array(await picture.arrayBuffer());
if (entry.status.status_str !== 'success' || bytes[1] !== 0x50 || bytes[2] !== 0x4e) {
  throw new Error(JSON.stringify(entry.status));
}
console.log(`The prompt ran; its picture has ${bytes.length} bytes.`);
