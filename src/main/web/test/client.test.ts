import { describe, expect, it } from 'vitest'
import { candidateBases, locateServer } from '../src/api/base'
import { ServerClient } from '../src/api/client'
import { ApiError, PromptRefused } from '../src/api/errors'
import { randomUuid } from '../src/api/uuid'
import refusal from './fixtures/invalid-many-errors.json'

const BASE = new URL('https://example.test/studio/')
const SUBMISSION = { workflow: {}, promptId: 'p', clientId: 'c' }

type Seen = { url: string; init: RequestInit | undefined }

function clientAnswering(answer: () => Response | Promise<Response>, seen: Seen[] = []) {
  return new ServerClient(BASE, async (url, init) => {
    seen.push({ url: String(url), init })
    return answer()
  })
}

async function failureOf(action: Promise<unknown>): Promise<unknown> {
  return action.then(
    () => expect.unreachable('must fail'),
    (error: unknown) => error,
  )
}

describe('client', () => {
  it('speaks below the base', async () => {
    const seen: Seen[] = []
    const client = clientAnswering(() => Response.json({ queue_running: [], queue_pending: [] }), seen)
    await client.queue()
    expect(seen[0]?.url).toBe('https://example.test/studio/api/queue')
    expect(client.socketUrl('a b')).toBe('wss://example.test/studio/api/ws?clientId=a+b')
    expect(client.socketUrl(undefined)).toBe('wss://example.test/studio/api/ws')
  })

  it('escapes file names in addresses', () => {
    const url = clientAnswering(() => new Response()).viewUrl(
      { filename: 'a&b #1.png', subfolder: 'x y', type: 'output' },
      { preview: 'webp;75' },
    )
    expect(new URL(url).searchParams.get('filename')).toBe('a&b #1.png')
    expect(new URL(url).searchParams.get('preview')).toBe('webp;75')
  })

  it('tells each complaint of a refused workflow at its node', async () => {
    const error = await failureOf(clientAnswering(() => Response.json(refusal, { status: 400 })).submit(SUBMISSION))
    expect(error).toBeInstanceOf(PromptRefused)
    const { message, status, problems } = error as PromptRefused
    expect([message, status]).toEqual(['Prompt outputs failed validation', 400])
    expect(problems.get('1')?.map(({ input }) => input)).toEqual(['batch_size', 'color', 'height', 'width'])
    expect(problems.get('1')?.[2]?.message).toBe('Value 99999 bigger than max of 16384')
  })

  it('takes an error that is a plain text', async () => {
    const client = clientAnswering(() => Response.json({ error: 'busy' }, { status: 503 }))
    expect(await failureOf(client.submit(SUBMISSION))).toMatchObject({ message: 'busy', status: 503 })
  })

  it.each([
    [500, '500 Internal Server Error', 'The server answered 500 to prompt.'],
    [413, '', 'That is larger than the server accepts.'],
  ])('explains status %i without JSON', async (status, body, message) => {
    const error = await failureOf(clientAnswering(() => new Response(body, { status })).submit(SUBMISSION))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ message, status })
  })

  it('says when the server is away', async () => {
    const client = clientAnswering(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await failureOf(client.queue())).toMatchObject({ status: 0, message: 'The server cannot be reached.' })
  })

  it('refuses an answer that is no JSON', async () => {
    expect(await failureOf(clientAnswering(() => new Response('<html>')).nodes())).toBeInstanceOf(ApiError)
  })

  it('joins subfolder and name of an upload', async () => {
    const client = clientAnswering(() => Response.json({ name: 'a (1).png', subfolder: 's', type: 'input' }))
    expect(await client.uploadImage(new File(['x'], 'a.png'))).toBe('s/a (1).png')
  })

  it('orders what waits and leaves out what makes no sense', async () => {
    const pending = [[5, 'late', {}, {}, []], [-1, 'early', { 1: { class_type: 'A', inputs: {} }, 2: 'x' }, null, []], 'x', [1]]
    const { pending: items } = await clientAnswering(() => Response.json({ queue_pending: pending })).queue()
    expect(items.map(({ promptId }) => promptId)).toEqual(['early', 'late'])
    expect(Object.keys(items[0]!.workflow)).toEqual(['1'])
  })
})

describe('server base', () => {
  it.each([
    ['http://h/', ['http://h/']],
    ['http://h/index.html?x#y', ['http://h/']],
    ['http://h/atelier/', ['http://h/atelier/', 'http://h/']],
    ['http://h/ctx/atelier/index.html', ['http://h/ctx/atelier/', 'http://h/ctx/']],
  ])('is looked for from %s', (page, expected) => {
    expect(candidateBases(page).map(({ href }) => href)).toEqual(expected)
  })

  it('is the folder that answers as a server', async () => {
    const send = async (url: RequestInfo | URL) =>
      String(url) === 'http://h/api/prompt'
        ? Response.json({ exec_info: { queue_remaining: 0 } })
        : new Response('<html>', { status: 200 })
    expect((await locateServer('http://h/atelier/', send)).href).toBe('http://h/')
  })

  it('is the page’s own folder when none answers', async () => {
    const send = () => Promise.reject(new TypeError('away'))
    expect((await locateServer('http://h/atelier/', send)).href).toBe('http://h/atelier/')
  })
})

describe('random UUID', () => {
  it('has the canonical form of version 4', () => {
    expect(randomUuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(randomUuid()).not.toBe(randomUuid())
  })
})
