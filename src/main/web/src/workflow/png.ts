/** Reading the text chunks of PNG files, which carry the workflow that made the picture. Files are hostile. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const MAX_TEXT_BYTES = 32 * 1024 * 1024

/** A file that is no PNG, or one that is damaged. */
export class NotAPng extends Error {
  override readonly name = 'NotAPng'
}

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte)
}

/**
 * The texts of tEXt and iTXt chunks by keyword; the first of a keyword counts. Chunks after a damaged one are not read.
 *
 * @throws NotAPng when the signature is missing
 */
export async function pngTexts(bytes: Uint8Array): Promise<Map<string, string>> {
  if (!isPng(bytes)) {
    throw new NotAPng('This file is no PNG picture.')
  }
  const texts = new Map<string, string>()
  for (const { type, data } of chunksOf(bytes)) {
    const entry = type === 'tEXt' ? plainText(data) : type === 'iTXt' ? await internationalText(data) : undefined
    if (entry !== undefined && !texts.has(entry[0])) {
      texts.set(...entry)
    }
  }
  return texts
}

interface Chunk {
  readonly type: string
  readonly data: Uint8Array
}

function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = SIGNATURE.length
  while (offset + 12 <= bytes.length) {
    const length = view.getUint32(offset)
    const start = offset + 8
    if (length > bytes.length - start - 4) {
      return
    }
    const type = latin1(bytes.subarray(offset + 4, start))
    if (type === 'IEND') {
      return
    }
    yield { type, data: bytes.subarray(start, start + length) }
    offset = start + length + 4
  }
}

type Entry = [keyword: string, text: string]

function plainText(data: Uint8Array): Entry | undefined {
  const end = data.indexOf(0)
  if (end < 1 || data.length > MAX_TEXT_BYTES) {
    return undefined
  }
  return [latin1(data.subarray(0, end)), latin1(data.subarray(end + 1))]
}

async function internationalText(data: Uint8Array): Promise<Entry | undefined> {
  const keywordEnd = data.indexOf(0)
  const languageEnd = data.indexOf(0, keywordEnd + 3)
  const translationEnd = data.indexOf(0, languageEnd + 1)
  if (keywordEnd < 1 || languageEnd < 0 || translationEnd <= languageEnd || data.length > MAX_TEXT_BYTES) {
    return undefined
  }
  const compressed = data[keywordEnd + 1] === 1
  const body = data.subarray(translationEnd + 1)
  const text = compressed ? await inflate(body) : body
  return text && [latin1(data.subarray(0, keywordEnd)), new TextDecoder().decode(text)]
}

/** Undefined when the bytes are damaged or unpack to more than a workflow can be. */
async function inflate(data: Uint8Array): Promise<Uint8Array | undefined> {
  const reader = new Blob([data as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length
      if (size > MAX_TEXT_BYTES) {
        await reader.cancel()
        return undefined
      }
      parts.push(part.value)
    }
  } catch {
    return undefined
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

function latin1(bytes: Uint8Array): string {
  const step = 8192
  let text = ''
  for (let start = 0; start < bytes.length; start += step) {
    text += String.fromCharCode(...bytes.subarray(start, start + step))
  }
  return text
}
