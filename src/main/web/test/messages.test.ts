import { describe, expect, it } from 'vitest'
import { decodeBinary, decodeText, MalformedMessage } from '../src/api/messages'
import { frame, previewFrame } from './support/recording'

describe('text frames', () => {
  it('takes the client id of the first status', () => {
    const text = '{"type":"status","data":{"status":{"exec_info":{"queue_remaining":2}},"sid":"abc"}}'
    expect(decodeText(text)).toEqual({ type: 'status', remaining: 2, clientId: 'abc' })
  })

  it('shows an expanded node at the node it comes from', () => {
    const text = '{"type":"executing","data":{"node":"1.0.0.1","display_node":"1","prompt_id":"p"}}'
    expect(decodeText(text)).toEqual({ type: 'executing', promptId: 'p', node: '1' })
  })

  it('reads the end of a run', () => {
    expect(decodeText('{"type":"executing","data":{"node":null,"prompt_id":"p"}}')).toEqual({
      type: 'executing',
      promptId: 'p',
      node: null,
    })
  })

  it('tolerates an executed message without output', () => {
    const text = '{"type":"executed","data":{"node":"3","display_node":"3","output":null,"prompt_id":"p"}}'
    expect(decodeText(text)).toEqual({ type: 'executed', promptId: 'p', node: '3', output: null })
  })

  it('names what it does not know', () => {
    expect(decodeText('{"type":"pack.event","data":{"a":1}}')).toEqual({ type: 'unknown', name: 'pack.event' })
  })

  it.each(['', '[]', 'null', '{"data":{}}', '{"type":7}', '{"type":"execution_start","data":{}}'])(
    'refuses %j',
    (text) => {
      expect(() => decodeText(text)).toThrow(MalformedMessage)
    },
  )
})

describe('binary frames', () => {
  it('reads a preview without metadata from byte 8', async () => {
    const message = decodeBinary(frame(1, 2, 9, 8, 7))
    expect(message).toMatchObject({ type: 'preview', node: undefined })
    const { image } = message as { image: Blob }
    expect(image.type).toBe('image/png')
    expect([...new Uint8Array(await image.arrayBuffer())]).toEqual([9, 8, 7])
  })

  it('reads a preview with metadata', async () => {
    const message = decodeBinary(
      previewFrame({ node_id: '3.0.0.1', display_node_id: '3', prompt_id: 'p', image_type: 'image/jpeg' }, [5, 6]),
    )
    expect(message).toMatchObject({ type: 'preview', node: '3', promptId: 'p' })
    const { image } = message as { image: Blob }
    expect(image.type).toBe('image/jpeg')
    expect([...new Uint8Array(await image.arrayBuffer())]).toEqual([5, 6])
  })

  it('reads the text of a node', () => {
    expect(decodeBinary(frame(3, 1, 0x32, 0xc3, 0xa9))).toEqual({ type: 'nodeText', node: '2', text: 'é' })
  })

  it('names an unknown event', () => {
    expect(decodeBinary(frame(99, 0))).toEqual({ type: 'unknown', name: 'binary 99' })
  })

  it.each([
    ['nothing', new ArrayBuffer(0)],
    ['half a code', new ArrayBuffer(3)],
    ['a preview without its type', frame(1, 0).slice(0, 6)],
    ['a length beyond the end', frame(4, 0xffffffff, 1, 2)],
    ['metadata that is no JSON', frame(4, 2, 0x7b, 0x7b)],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeBinary(bytes)).toThrow(MalformedMessage)
  })
})
