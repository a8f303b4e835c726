import type { Workflow } from '../api/types'
import { isLink } from './apiFormat'

/**
 * Node ids so that every node stands after those that it takes inputs from; otherwise in the workflow's own order.
 * Nodes of a cycle, which cannot run, stand at the end.
 */
export function executionOrder(workflow: Workflow): string[] {
  const waitingFor = new Map<string, Set<string>>()
  for (const [id, node] of Object.entries(workflow)) {
    const sources = Object.values(node.inputs)
      .filter(isLink)
      .map(([source]) => source)
    waitingFor.set(id, new Set(sources.filter((source) => Object.hasOwn(workflow, source))))
  }
  const order: string[] = []
  let ready = [...waitingFor].filter(([, sources]) => sources.size === 0).map(([id]) => id)
  while (ready.length > 0) {
    order.push(...ready)
    const done = ready
    ready = []
    for (const id of done) {
      waitingFor.delete(id)
    }
    for (const [id, sources] of waitingFor) {
      done.forEach((source) => sources.delete(source))
      if (sources.size === 0) {
        ready.push(id)
      }
    }
  }
  return [...order, ...waitingFor.keys()]
}
