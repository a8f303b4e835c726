import { describe, expect, it } from 'vitest'
import { decodeCatalogue } from '../src/api/decode'
import { parseLenient } from '../src/api/json'
import { EXAMPLES, missingFor, prepared } from '../src/examples'
import { NotAWorkflow, readWorkflow } from '../src/workflow/apiFormat'
import { workflowOfFile } from '../src/workflow/dropped'
import { executionOrder } from '../src/workflow/order'
import { widgetsOf } from '../src/workflow/widgets'

const NODE = { class_type: 'A', inputs: {} }
const linkedTo = (...sources: string[]) => ({
  class_type: 'A',
  inputs: Object.fromEntries(sources.map((source, index) => [`i${index}`, [source, 0] as const])),
})

describe('workflow files', () => {
  it('reads API format', () => {
    expect(readWorkflow(JSON.stringify({ 1: NODE }))).toEqual({ 1: NODE })
  })

  it('reads the body of a prompt request', () => {
    expect(readWorkflow(JSON.stringify({ prompt: { 1: NODE }, client_id: 'x' }))).toEqual({ 1: NODE })
  })

  it('reads bare NaN as null, but not in strings', () => {
    expect(parseLenient('{"a": NaN, "b": "NaN -Infinity \\" NaN", "c": [-Infinity]}')).toEqual({
      a: null,
      b: 'NaN -Infinity " NaN',
      c: [null],
    })
  })

  it('asks for API format when it is given the editor’s own', () => {
    expect(() => readWorkflow('{"nodes": [], "links": [], "version": 0.4}')).toThrow(/API format/)
  })

  it.each(['', 'nonsense', '[]', '3', '{}', '{"1": {}}', '{"1": {"class_type": "A"}}', '{"1": {"class_type": 3, "inputs": {}}}'])(
    'refuses %j',
    (text) => {
      expect(() => readWorkflow(text)).toThrow(NotAWorkflow)
    },
  )

  it('says when a picture carries no workflow', async () => {
    const picture = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])])
    await expect(workflowOfFile(picture)).rejects.toThrow('This picture carries no workflow.')
  })
})

describe('execution order', () => {
  it('puts sources first and otherwise keeps the order', () => {
    expect(executionOrder({ c: linkedTo('b', 'a'), b: linkedTo('a'), a: NODE, d: NODE })).toEqual(['a', 'd', 'b', 'c'])
  })

  it('ends with the nodes of a cycle', () => {
    expect(executionOrder({ a: linkedTo('b'), b: linkedTo('a'), c: NODE })).toEqual(['c', 'a', 'b'])
  })

  it('does not wait for nodes that are not there', () => {
    expect(executionOrder({ a: linkedTo('gone', 'toString') })).toEqual(['a'])
  })
})

const CATALOGUE = decodeCatalogue({
  Mixed: {
    display_name: null,
    input: {
      required: {
        image: ['IMAGE'],
        mode: [['a', 'b'], {}],
        v3: ['COMBO', { options: ['x'] }],
        size: ['INT', { min: 1, max: 9, display: 'color' }],
      },
      optional: { text: ['STRING', { multiline: true }], flag: ['BOOLEAN', {}] },
    },
    input_order: { required: ['size', 'mode', 'v3', 'image'], optional: ['flag', 'text'] },
  },
  CheckpointLoaderSimple: { input: { required: { ckpt_name: [[]] } } },
  LoadImage: { input: { required: { image: [['other.png'], { image_upload: true }] } } },
})

describe('widgets', () => {
  it('come in declared order, without linked and absent inputs', () => {
    const node = { class_type: 'Mixed', inputs: { image: ['1', 0], mode: 'a', v3: 'x', size: 3, text: ['2', 0], flag: true } }
    expect(widgetsOf(node as never, CATALOGUE.get('Mixed')).map(({ name, kind }) => [name, kind])).toEqual([
      ['size', 'number'],
      ['mode', 'combo'],
      ['v3', 'combo'],
      ['flag', 'boolean'],
    ])
  })

  it('are none for a class that the server does not know', () => {
    expect(widgetsOf({ class_type: 'Other', inputs: { a: 1 } }, undefined)).toEqual([])
  })
})

describe('examples', () => {
  it('say which classes a server lacks', () => {
    const texts = EXAMPLES.find(({ id }) => id === 'join-texts')!
    expect(missingFor(texts, CATALOGUE)).toEqual(['the nodes StringConcatenate, PreviewAny'])
  })

  it('ask for a checkpoint when none is installed', () => {
    const painting = EXAMPLES.find(({ id }) => id === 'text-to-image')!
    const info = (name: string) => [name, { input: {} }]
    const names = Object.values(painting.workflow).map((node) => node.class_type)
    const bare = Object.fromEntries(names.map(info))
    const none = decodeCatalogue({ ...bare, CheckpointLoaderSimple: { input: { required: { ckpt_name: [[]] } } } })
    const one = decodeCatalogue({ ...bare, CheckpointLoaderSimple: { input: { required: { ckpt_name: [['m.ckpt']] } } } })
    expect(missingFor(painting, none)).toEqual(['an installed checkpoint'])
    expect(missingFor(painting, one)).toEqual([])
    expect(prepared(painting, one)['1']?.inputs['ckpt_name']).toBe('m.ckpt')
  })

  it('take a picture that is there when the usual one is not', () => {
    const editing = EXAMPLES.find(({ id }) => id === 'edit-picture')!
    expect(prepared(editing, CATALOGUE)['1']?.inputs['image']).toBe('other.png')
  })
})
