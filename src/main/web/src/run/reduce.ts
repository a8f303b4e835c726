import type { NodeProgress, ServerMessage } from '../api/messages'
import { isOver, type NodeRun, type NodeState, type Run, type RunStatus } from './run'

/** The run after a message; the same object when the message does not concern it. */
export function reduce(run: Run, message: ServerMessage): Run {
  if (isOver(run) || !concerns(run, message)) {
    return run
  }
  switch (message.type) {
    case 'executionStart':
      return { ...run, status: 'running', startedAt: message.at }
    case 'executionCached':
      return message.nodes.reduce((result, id) => withState(result, id, { kind: 'cached' }), run)
    case 'executing':
      return message.node === null ? run : started(run, message.node)
    case 'progressState':
      return [...run.nodes.keys()].reduce((result, id) => progressed(result, id, message.nodes), run)
    case 'executed':
      return message.output === null ? run : withNode(run, message.node, { output: message.output, preview: undefined })
    case 'preview':
      return withNode(run, message.node ?? runningNode(run), { preview: message.image })
    case 'nodeText':
      return withNode(run, message.node, { output: { images: [], texts: [message.text] } })
    case 'executionSuccess':
      return ended(run, 'succeeded', message.at)
    case 'executionError': {
      const { exceptionType, message: text } = message
      const failed = withState(run, message.node, { kind: 'failed', message: text, exceptionType })
      // A blocked node ends its own branch only.
      return exceptionType === 'ExecutionBlocked' ? failed : ended(failed, 'failed', message.at)
    }
    case 'executionInterrupted':
      return ended(withState(run, message.node, { kind: 'interrupted' }), 'interrupted', message.at)
    case 'progress':
    case 'status':
    case 'featureFlags':
    case 'unknown':
      return run
  }
}

/** Messages without a prompt id go to the run that is running. */
function concerns(run: Run, message: ServerMessage): boolean {
  if ('promptId' in message && message.promptId !== undefined) {
    return message.promptId === run.promptId
  }
  return run.status === 'running'
}

function withNode(run: Run, id: string | undefined, change: Partial<NodeRun>): Run {
  const node = id === undefined ? undefined : run.nodes.get(id)
  return node === undefined ? run : { ...run, nodes: new Map(run.nodes).set(node.id, { ...node, ...change }) }
}

function withState(run: Run, id: string, state: NodeState): Run {
  return withNode(run, id, { state })
}

function started(run: Run, id: string): Run {
  return run.nodes.get(id)?.state.kind === 'waiting' ? withState(run, id, { kind: 'running', value: 0, max: 1 }) : run
}

/** Takes over what the cumulative progress says of a node; its expanded children count for a node that still runs. */
function progressed(run: Run, id: string, progress: readonly NodeProgress[]): Run {
  const entries = progress.filter(({ displayNodeId }) => displayNodeId === id)
  const latest = entries.at(-1)
  const before = run.nodes.get(id)?.state.kind
  if (latest === undefined || before === 'cached' || before === 'failed') {
    return run
  }
  const own = entries.find(({ nodeId }) => nodeId === id) ?? latest
  return own.state === 'finished'
    ? withNode(run, id, { state: { kind: 'done' }, preview: undefined })
    : withState(run, id, { kind: 'running', value: latest.value, max: latest.max })
}

function runningNode(run: Run): string | undefined {
  return [...run.nodes.values()].findLast(({ state }) => state.kind === 'running')?.id
}

function ended(run: Run, status: RunStatus, endedAt: number | undefined): Run {
  const nodes = [...run.nodes].map(([id, node]): [string, NodeRun] => [
    id,
    { ...node, preview: undefined, state: finalState(node.state, status) },
  ])
  return { ...run, status, endedAt, nodes: new Map(nodes) }
}

function finalState(state: NodeState, status: RunStatus): NodeState {
  switch (state.kind) {
    case 'waiting':
      return { kind: 'skipped' }
    case 'running':
      return status === 'succeeded' ? { kind: 'done' } : { kind: 'interrupted' }
    default:
      return state
  }
}
