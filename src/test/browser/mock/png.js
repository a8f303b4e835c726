import { crc32, deflateSync } from 'node:zlib'

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

/** An RGB picture whose colours come from `colourAt(x, y)` as 0..1 triples, with text chunks. */
export function png(width, height, colourAt, texts = {}) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colourAt(x / width, y / height)
      colour.forEach((value, index) => (rows[y * (1 + width * 3) + 1 + x * 3 + index] = Math.round(value * 255)))
    }
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...Object.entries(texts).map(([keyword, text]) => chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'))),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A still life of soft discs, so that there is something to look at. */
export function stillLife(size, texts) {
  const discs = [
    [0.36, 0.6, 0.2, [0.95, 0.8, 0.25]],
    [0.62, 0.66, 0.17, [0.9, 0.62, 0.2]],
    [0.72, 0.36, 0.1, [0.35, 0.5, 0.75]],
  ]
  return png(
    size,
    size,
    (x, y) => {
      const base = y > 0.7 ? [0.45, 0.32, 0.25] : [0.25 + 0.3 * x, 0.3 + 0.2 * x, 0.42]
      return discs.reduce((colour, [cx, cy, radius, own]) => {
        const distance = Math.hypot(x - cx, y - cy) / radius
        const light = 1.1 - 0.5 * Math.hypot(x - cx + radius / 3, y - cy + radius / 3) / radius
        return distance < 1 ? own.map((value) => Math.min(value * light, 1)) : colour
      }, base)
    },
    texts,
  )
}
