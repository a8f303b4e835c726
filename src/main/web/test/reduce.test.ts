import { describe, expect, it } from 'vitest'
import type { ServerMessage } from '../src/api/messages'
import { reduce } from '../src/run/reduce'
import { progressOf, queuedRun, type Run } from '../src/run/run'
import blockerMessage from './fixtures/blocker-message.json'
import cachedSecondRun from './fixtures/cached-second-run.json'
import execErrorCore from './fixtures/exec-error-core.json'
import expansion from './fixtures/expansion.json'
import interrupt from './fixtures/interrupt-async-node.json'
import lazyMaskZero from './fixtures/lazy-mask-zero.json'
import simpleSuccess from './fixtures/simple-success.json'
import textToImage from './fixtures/text-to-image-preview-metadata.json'
import { messagesOf, workflowOf, type Recording } from './support/recording'

function start(recording: Recording): Run {
  return queuedRun(recording.promptId, workflowOf(recording))
}

function replay(recording: Recording): Run {
  return messagesOf(recording).reduce(reduce, start(recording))
}

function states(run: Run): Record<string, string> {
  return Object.fromEntries([...run.nodes].map(([id, { state }]) => [id, state.kind]))
}

/** The run just before the first message that the test picks. */
function until(recording: Recording, stop: (message: ServerMessage) => boolean): Run {
  const messages = messagesOf(recording)
  return messages.slice(0, messages.findIndex(stop)).reduce(reduce, start(recording))
}

describe('recorded runs', () => {
  it('ends with every node done and the picture at its node', () => {
    const run = replay(simpleSuccess)
    expect(run.status).toBe('succeeded')
    expect(states(run)).toEqual({ 1: 'done', 2: 'done', 3: 'done' })
    expect(run.nodes.get('3')?.output?.images).toHaveLength(1)
    expect(progressOf(run)).toBe(1)
  })

  it('shows the node that runs and those that wait', () => {
    const run = until(simpleSuccess, (message) => message.type === 'executing' && message.node === '2')
    expect(run.status).toBe('running')
    expect(states(run)).toEqual({ 1: 'done', 2: 'running', 3: 'waiting' })
    expect(progressOf(run)).toBeCloseTo(1 / 3)
  })

  it('keeps cached nodes cached, with the output of the first run', () => {
    const run = replay(cachedSecondRun)
    expect(run.status).toBe('succeeded')
    expect(states(run)).toEqual({ 1: 'cached', 2: 'cached', 3: 'cached' })
    expect(run.nodes.get('3')?.output?.images).toHaveLength(1)
  })

  it('fails at the node that failed', () => {
    const run = replay(execErrorCore)
    expect(run.status).toBe('failed')
    expect(states(run)).toEqual({ 1: 'failed', 2: 'skipped' })
    expect(run.nodes.get('1')?.state).toMatchObject({ exceptionType: 'PIL.UnidentifiedImageError' })
    expect(progressOf(run)).toBe(0)
  })

  it('stops at the node that was interrupted', () => {
    const run = replay(interrupt)
    expect(run.status).toBe('interrupted')
    expect(Object.values(states(run))).toContain('interrupted')
  })

  it('shows the nodes of an expansion at the node that they stand for', () => {
    const child = until(expansion, (message) => message.type === 'executing' && message.node !== null)
    expect(child.nodes.get('1')?.state.kind).toBe('running')
    const run = replay(expansion)
    expect(run.status).toBe('succeeded')
    expect(states(run)).toEqual({ 1: 'done', 2: 'done' })
  })

  it('goes on after a blocked output', () => {
    const run = replay(blockerMessage)
    expect(run.status).toBe('succeeded')
    expect(states(run)).toMatchObject({ 1: 'done', 2: 'done', 3: 'failed' })
  })

  it('leaves out what a lazy node did not need', () => {
    const run = replay(lazyMaskZero)
    expect(run.status).toBe('succeeded')
    expect(Object.values(states(run))).toContain('skipped')
    expect(progressOf(run)).toBe(1)
  })

  it('shows previews while the sampler runs and drops them afterwards', () => {
    const during = until(textToImage, (message) => message.type === 'progress')
    expect(during.nodes.get('3')?.preview).toBeInstanceOf(Blob)
    expect(during.nodes.get('3')?.state).toEqual({ kind: 'running', value: 1, max: 2 })
    const run = replay(textToImage)
    expect([...run.nodes.values()].some(({ preview }) => preview !== undefined)).toBe(false)
  })
})

describe('single messages', () => {
  it('leaves the run alone when they are of another run', () => {
    const run = start(simpleSuccess)
    expect(reduce(run, { type: 'executionStart', promptId: 'other', at: 1 })).toBe(run)
  })

  it('changes nothing once the run is over', () => {
    const run = replay(simpleSuccess)
    expect(messagesOf(simpleSuccess).reduce(reduce, run)).toBe(run)
  })

  it('puts a preview without a node on the node that runs', () => {
    const running = until(simpleSuccess, (message) => message.type === 'executing' && message.node === '2')
    const image = new Blob(['x'])
    const run = reduce(running, { type: 'preview', promptId: undefined, node: undefined, image })
    expect(run.nodes.get('2')?.preview).toBe(image)
  })

  it('ignores nodes that are not in the workflow', () => {
    const run = { ...start(simpleSuccess), status: 'running' as const }
    const output = { images: [], texts: ['x'] }
    expect(reduce(run, { type: 'executed', promptId: run.promptId, node: '__proto__', output })).toBe(run)
  })
})
