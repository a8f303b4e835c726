import { describe, expect, it } from 'vitest'
import { decodeHistory } from '../src/api/decode'
import { settledRun } from '../src/run/settle'
import execErrorCore from './fixtures/exec-error-core.json'
import simpleSuccess from './fixtures/simple-success.json'

function settled(history: unknown) {
  return settledRun(decodeHistory(history)[0]!)
}

describe('a run told by its history entry', () => {
  it('is done with its outputs', () => {
    const run = settled(simpleSuccess.history)
    expect(run.status).toBe('succeeded')
    expect([...run.nodes.values()].map(({ state }) => state.kind)).toEqual(['done', 'done', 'done'])
    expect(run.nodes.get('3')?.output?.images[0]?.type).toBe('temp')
  })

  it('is failed at its node', () => {
    const run = settled(execErrorCore.history)
    expect(run.status).toBe('failed')
    expect(run.nodes.get('1')?.state.kind).toBe('failed')
  })
})
