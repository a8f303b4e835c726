import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ServerClient } from '../src/api/client'
import { Session } from '../src/run/session'
import refusal from './fixtures/invalid-many-errors.json'
import simpleSuccess from './fixtures/simple-success.json'
import { FakeSocket } from './support/fakeSocket'
import { workflowOf } from './support/recording'

const WORKFLOW = workflowOf(simpleSuccess)

/** A server of which the test sets the answers by path. */
class Answers {
  readonly byPath = new Map<string, () => Response>()
  readonly bodies: { prompt_id: string; client_id: string }[] = []

  readonly send = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const path = new URL(String(url)).pathname.replace('/api/', '')
    if (path === 'prompt') {
      this.bodies.push(JSON.parse(String(init?.body)))
    }
    return this.byPath.get(path)?.() ?? Response.json({})
  }
}

let answers: Answers
let session: Session

beforeEach(async () => {
  FakeSocket.install()
  answers = new Answers()
  session = new Session(new ServerClient(new URL('http://h/'), answers.send))
  await session.start()
  FakeSocket.latest.greet('me')
})

afterEach(() => {
  session.stop()
  vi.unstubAllGlobals()
})

function tellRun(promptId: string): void {
  for (const { type, data } of simpleSuccess.messages as { type: string; data: object }[]) {
    FakeSocket.latest.tell(type, 'prompt_id' in data ? { ...data, prompt_id: promptId } : data)
  }
}

describe('session', () => {
  it('learns what the server left out of its files', async () => {
    const warnings = [
      { file: '/d/extra_model_paths.yaml', line: 3, reason: 'section a is empty' },
      { file: 'custom_nodes/x.jar', reason: 'cannot be read' },
    ]
    answers.byPath.set('atelier/warnings', () => Response.json({ warnings: [...warnings, { file: 1 }] }))
    await session.start()
    expect(session.warnings.value).toEqual(warnings)
  })

  it('follows the run that it submits', async () => {
    await session.submit(WORKFLOW)
    expect(answers.bodies[0]?.client_id).toBe('me')
    expect(session.run.value?.status).toBe('queued')
    tellRun(answers.bodies[0]!.prompt_id)
    expect(session.run.value?.status).toBe('succeeded')
  })

  it('loses no message that comes before the answer to its submission', async () => {
    answers.byPath.set('prompt', () => {
      tellRun(answers.bodies[0]!.prompt_id)
      return Response.json({})
    })
    await session.submit(WORKFLOW)
    expect(session.run.value?.status).toBe('succeeded')
  })

  it('keeps the reasons of a refusal', async () => {
    answers.byPath.set('prompt', () => Response.json(refusal, { status: 400 }))
    await session.submit(WORKFLOW)
    expect(session.run.value).toBeUndefined()
    expect(session.refusal.value?.problems.get('1')).toHaveLength(4)
  })

  it('learns from the history how a run ended while the socket was away', async () => {
    await session.submit(WORKFLOW)
    const { prompt_id: promptId } = answers.bodies[0]!
    const entry = Object.values(simpleSuccess.history)[0]
    const text = JSON.stringify({ [promptId]: entry }).replaceAll(simpleSuccess.promptId, promptId)
    answers.byPath.set(`history/${promptId}`, () => new Response(text))
    FakeSocket.latest.onclose()
    await vi.waitFor(() => expect(FakeSocket.opened).toHaveLength(2))
    FakeSocket.latest.greet('me')
    await vi.waitFor(() => expect(session.run.value?.status).toBe('succeeded'))
    expect(session.run.value?.nodes.get('3')?.output?.images).toHaveLength(1)
  })

  it('says when the server lost the run', async () => {
    await session.submit(WORKFLOW)
    FakeSocket.latest.onclose()
    await vi.waitFor(() => expect(FakeSocket.opened).toHaveLength(2))
    FakeSocket.latest.greet('me')
    await vi.waitFor(() => expect(session.failure.value).toMatch(/no longer knows/))
    expect(session.run.value).toBeUndefined()
  })

  it('finds its running prompt again after a reload', async () => {
    const resumed = vi.fn()
    session.onResume(resumed)
    answers.byPath.set('queue', () => Response.json({ queue_running: [[1, 'mine', WORKFLOW, { client_id: 'me' }, []]] }))
    FakeSocket.latest.onclose()
    await vi.waitFor(() => expect(FakeSocket.opened).toHaveLength(2))
    FakeSocket.latest.greet('me')
    await vi.waitFor(() => expect(session.run.value?.promptId).toBe('mine'))
    expect(resumed).toHaveBeenCalledWith(WORKFLOW)
  })
})
