import { decodeMessage } from '../api/messages'
import type { HistoryEntry } from '../api/types'
import { reduce } from './reduce'
import { isOver, queuedRun, type Run } from './run'

/** A finished run as its history entry tells it, for runs whose messages were missed while the socket was away. */
export function settledRun(entry: HistoryEntry): Run {
  const start = withOutputs(queuedRun(entry.promptId, entry.workflow), entry)
  const run = entry.messages
    .map(({ type, data }) => decodeMessage(type, data))
    .reduce(reduce, { ...start, status: 'running' })
  return isOver(run) ? run : { ...run, status: entry.outcome === 'success' ? 'succeeded' : 'failed' }
}

/** The history names neither the nodes that ran nor their order: those of a successful run that show something did. */
function withOutputs(run: Run, entry: HistoryEntry): Run {
  const nodes = new Map(run.nodes)
  for (const [id, node] of run.nodes) {
    const output = entry.outputs.get(id)
    if (output !== undefined || entry.outcome === 'success') {
      nodes.set(id, { ...node, output, state: { kind: 'done' } })
    }
  }
  return { ...run, nodes }
}
