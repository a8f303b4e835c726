/** The state of one run, seen from its client. Values are immutable; `reduce.ts` makes new ones. */

import type { NodeOutput, Workflow } from '../api/types'
import { executionOrder } from '../workflow/order'

export type NodeState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'cached' }
  | { readonly kind: 'running'; readonly value: number; readonly max: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string; readonly exceptionType: string }
  | { readonly kind: 'interrupted' }
  /** The run ended and did not need the node, or did not get to it. */
  | { readonly kind: 'skipped' }

export interface NodeRun {
  readonly id: string
  readonly state: NodeState
  readonly preview: Blob | undefined
  readonly output: NodeOutput | undefined
}

export type RunStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'interrupted'

export interface Run {
  readonly promptId: string
  readonly workflow: Workflow
  readonly status: RunStatus
  /** In the order in which they can run. */
  readonly nodes: ReadonlyMap<string, NodeRun>
  /** Milliseconds since 1970 by the server's clock. */
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
}

export function queuedRun(promptId: string, workflow: Workflow): Run {
  return {
    promptId,
    workflow,
    status: 'queued',
    nodes: new Map(
      executionOrder(workflow).map((id) => [id, { id, state: { kind: 'waiting' }, preview: undefined, output: undefined }]),
    ),
    startedAt: undefined,
    endedAt: undefined,
  }
}

export function isOver(run: Run): boolean {
  return run.status === 'succeeded' || run.status === 'failed' || run.status === 'interrupted'
}

/** Share of the nodes that are done, from 0 to 1; a run that succeeded is done whatever it left out. */
export function progressOf(run: Run): number {
  const states = [...run.nodes.values()].map(({ state }) => state)
  if (run.status === 'succeeded' || states.length === 0) {
    return 1
  }
  const done = states.reduce((sum, state) => sum + shareOf(state), 0)
  return done / states.length
}

function shareOf(state: NodeState): number {
  switch (state.kind) {
    case 'done':
    case 'cached':
      return 1
    case 'running':
      return Math.min(state.value / Math.max(state.max, 1), 1)
    default:
      return 0
  }
}
