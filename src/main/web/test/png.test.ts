import { describe, expect, it } from 'vitest'
import { NotAPng, pngTexts } from '../src/workflow/png'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const latin1 = (text: string) => [...text].map((character) => character.charCodeAt(0))
const utf8 = (text: string) => [...new TextEncoder().encode(text)]
const word = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]

function chunk(type: string, data: readonly number[], length = data.length): number[] {
  return [...word(length), ...latin1(type), ...data, 0, 0, 0, 0]
}

function file(...chunks: number[][]): Uint8Array {
  return new Uint8Array([...SIGNATURE, ...chunks.flat()])
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<number[]> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return [...new Uint8Array(await new Response(stream).arrayBuffer())]
}

const entries = async (bytes: Uint8Array) => Object.fromEntries(await pngTexts(bytes))

describe('text chunks of PNG files', () => {
  it('reads tEXt', async () => {
    expect(await entries(file(chunk('tEXt', latin1('prompt\0{"é":1}'))))).toEqual({ prompt: '{"é":1}' })
  })

  it('reads iTXt as UTF-8', async () => {
    expect(await entries(file(chunk('iTXt', [...latin1('prompt\0\0\0en\0x\0'), ...utf8('{"日":1}')])))).toEqual({
      prompt: '{"日":1}',
    })
  })

  it('reads compressed iTXt', async () => {
    const body = await deflated(new TextEncoder().encode('{"a":1}'))
    expect(await entries(file(chunk('iTXt', [...latin1('prompt\0\x01\0\0\0'), ...body])))).toEqual({ prompt: '{"a":1}' })
  })

  it('takes the first of equal keywords and reads on after the pixels', async () => {
    const bytes = file(
      chunk('IDAT', [1, 2, 3]),
      chunk('tEXt', latin1('prompt\0first')),
      chunk('tEXt', latin1('prompt\0second')),
    )
    expect(await entries(bytes)).toEqual({ prompt: 'first' })
  })

  it('reads a long text', async () => {
    const text = 'x'.repeat(200_000)
    expect(await entries(file(chunk('tEXt', latin1(`prompt\0${text}`))))).toEqual({ prompt: text })
  })

  it('refuses what is no PNG', async () => {
    await expect(pngTexts(new Uint8Array([0xff, 0xd8, 0xff]))).rejects.toThrow(NotAPng)
    await expect(pngTexts(new Uint8Array(0))).rejects.toThrow(NotAPng)
  })

  it.each([
    ['a length beyond the end', file(chunk('tEXt', latin1('prompt\0x'), 0xffffffff))],
    ['a file cut in a chunk head', file([0, 0, 0, 1, 0x74])],
    ['no keyword', file(chunk('tEXt', latin1('\0x')))],
    ['no separator', file(chunk('tEXt', latin1('prompt')))],
    ['an iTXt that ends in its head', file(chunk('iTXt', latin1('prompt\0\0')))],
    ['an iTXt without a translation', file(chunk('iTXt', latin1('prompt\0\0\0en')))],
    ['damaged compression', file(chunk('iTXt', [...latin1('prompt\0\x01\0\0\0'), 1, 2, 3]))],
    ['texts after the end', file(chunk('IEND', []), chunk('tEXt', latin1('prompt\0x')))],
  ])('finds nothing in %s', async (_, bytes) => {
    expect(await entries(bytes)).toEqual({})
  })

  it('does not unpack a bomb', async () => {
    const bomb = await deflated(new Uint8Array(40 * 1024 * 1024))
    expect(await entries(file(chunk('iTXt', [...latin1('prompt\0\x01\0\0\0'), ...bomb])))).toEqual({})
  })
})
