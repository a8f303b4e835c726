import { computed, inject, shallowReactive, shallowRef, type ComputedRef, type InjectionKey, type ShallowRef } from 'vue'
import type { ServerClient } from '../api/client'
import { describeError, PromptRefused } from '../api/errors'
import type { ServerMessage } from '../api/messages'
import { MessageSocket, type ConnectionState } from '../api/socket'
import type { FileWarning, HistoryEntry, NodeCatalogue, NodeProblems, Queue, Workflow } from '../api/types'
import { randomUuid } from '../api/uuid'
import { reduce } from './reduce'
import { coalesced } from './refresh'
import { isOver, queuedRun, type Run } from './run'
import { settledRun } from './settle'

const HISTORY_ITEMS = 30
const EMPTY_QUEUE: Queue = { running: [], pending: [] }
const NO_PROBLEMS: NodeProblems = new Map()

/** Why the latest submission was refused, in whole or in part. */
export interface Refusal {
  readonly message: string
  readonly problems: NodeProblems
}

/**
 * The state of the page's conversation with its server: connection, node catalogue, queue, history and this client's
 * runs. Components read it and call its methods; it alone talks to the server.
 */
export class Session {
  readonly connection: ShallowRef<ConnectionState> = shallowRef('connecting')
  readonly catalogue: ShallowRef<NodeCatalogue | undefined> = shallowRef()
  readonly remaining: ShallowRef<number> = shallowRef(0)
  readonly queue: ShallowRef<Queue> = shallowRef(EMPTY_QUEUE)
  /** Newest first. */
  readonly history: ShallowRef<readonly HistoryEntry[]> = shallowRef([])
  readonly refusal: ShallowRef<Refusal | undefined> = shallowRef()
  /** The latest failure to tell the person about. */
  readonly failure: ShallowRef<string | undefined> = shallowRef()
  /** What the server could not use of its files. */
  readonly warnings: ShallowRef<readonly FileWarning[]> = shallowRef([])
  /** The run on show: the latest one submitted here. */
  readonly run: ComputedRef<Run | undefined>

  private resumed: (workflow: Workflow) => void = () => undefined
  private readonly runs = shallowReactive(new Map<string, Run>())
  private readonly shown: ShallowRef<string | undefined> = shallowRef()
  private readonly socket: MessageSocket
  private readonly refreshLists: () => Promise<void>

  constructor(readonly client: ServerClient) {
    this.run = computed(() => (this.shown.value === undefined ? undefined : this.runs.get(this.shown.value)))
    this.socket = new MessageSocket((clientId) => client.socketUrl(clientId), {
      message: (message) => this.receive(message),
      state: (state) => this.connectionChanged(state),
    })
    this.refreshLists = coalesced(() => this.loadLists())
  }

  async start(): Promise<void> {
    this.socket.open()
    await this.loadCatalogue()
  }

  /** Sets who is told when this client's running prompt is found again after a reload. */
  onResume(listener: (workflow: Workflow) => void): void {
    this.resumed = listener
  }

  stop(): void {
    this.socket.close()
  }

  get clientId(): string | undefined {
    return this.socket.clientId
  }

  /** Queues a workflow and shows its run; a refused one leaves its reasons in `refusal`. */
  async submit(workflow: Workflow): Promise<void> {
    const clientId = this.socket.clientId
    if (clientId === undefined) {
      this.failure.value = 'Not connected to the server yet.'
      return
    }
    const promptId = randomUuid()
    this.refusal.value = undefined
    this.failure.value = undefined
    this.forgetFinished()
    this.runs.set(promptId, queuedRun(promptId, workflow))
    try {
      const { problems } = await this.client.submit({ workflow, promptId, clientId })
      if (problems.size > 0) {
        this.refusal.value = { message: 'Some outputs are left out.', problems }
      }
      if (!this.runs.has(promptId)) {
        this.runs.set(promptId, queuedRun(promptId, workflow))
      }
      this.shown.value = promptId
    } catch (error) {
      this.runs.delete(promptId)
      this.refusal.value = {
        message: describeError(error),
        problems: error instanceof PromptRefused ? error.problems : NO_PROBLEMS,
      }
    }
  }

  /** Takes the finished run and the last refusal off the page, as another workflow comes on it. */
  clearShown(): void {
    this.shown.value = undefined
    this.refusal.value = undefined
  }

  interrupt(promptId: string): Promise<void> {
    return this.attempt(() => this.client.interrupt(promptId))
  }

  deletePending(promptId: string): Promise<void> {
    return this.attempt(async () => {
      await this.client.deletePending(promptId)
      this.runs.delete(promptId)
    })
  }

  clearPending(): Promise<void> {
    const pending = this.queue.value.pending
    return this.attempt(async () => {
      await this.client.clearPending()
      pending.forEach(({ promptId }) => this.runs.delete(promptId))
    })
  }

  deleteHistory(promptId: string): Promise<void> {
    return this.attempt(() => this.client.deleteHistory(promptId))
  }

  clearHistory(): Promise<void> {
    return this.attempt(() => this.client.clearHistory())
  }

  /** The value of the image input that takes the file, or undefined when the upload failed. */
  async upload(file: File): Promise<string | undefined> {
    let value: string | undefined
    await this.attempt(async () => {
      value = await this.client.uploadImage(file)
      await this.loadCatalogue()
    })
    return value
  }

  private receive(message: ServerMessage): void {
    if (message.type === 'status') {
      this.remaining.value = message.remaining
      void this.attempt(this.refreshLists)
      return
    }
    for (const [promptId, run] of this.runs) {
      const next = reduce(run, message)
      if (next !== run) {
        this.runs.set(promptId, next)
      }
    }
    if (message.type === 'executing' && message.node === null && message.promptId !== undefined) {
      const { promptId } = message
      void this.attempt(async () => void (await this.settle(promptId)))
    }
  }

  private connectionChanged(state: ConnectionState): void {
    const before = this.connection.value
    this.connection.value = state
    if (state === 'connected' && before !== 'connected') {
      this.failure.value = undefined
      void this.attempt(() => this.catchUp())
    }
  }

  /** Learns what happened while no socket was open, and finds this client's running prompt after a reload. */
  private async catchUp(): Promise<void> {
    // Runs that are submitted from here on need not be in the lists yet.
    const unsettled = [...this.runs.values()].filter((run) => !isOver(run))
    if (this.catalogue.value === undefined) {
      await this.loadCatalogue()
    }
    await this.refreshLists()
    const { running, pending } = this.queue.value
    const mine = running.find(({ clientId }) => clientId === this.socket.clientId)
    if (mine !== undefined && !this.runs.has(mine.promptId)) {
      this.runs.set(mine.promptId, { ...queuedRun(mine.promptId, mine.workflow), status: 'running' })
      this.shown.value = mine.promptId
      this.resumed(mine.workflow)
    }
    const alive = new Set([...running, ...pending].map(({ promptId }) => promptId))
    for (const run of unsettled) {
      if (!alive.has(run.promptId) && !(await this.settle(run.promptId))) {
        this.runs.delete(run.promptId)
        this.failure.value = 'The server no longer knows the run; perhaps it was restarted.'
      }
    }
  }

  /** Ends a run whose last messages did not come, by its history entry. False when the history has none. */
  private async settle(promptId: string): Promise<boolean> {
    const run = this.runs.get(promptId)
    if (run === undefined || isOver(run)) {
      return true
    }
    const entry = await this.client.historyOf(promptId)
    if (entry !== undefined) {
      this.runs.set(promptId, settledRun(entry))
    }
    return entry !== undefined
  }

  private async loadCatalogue(): Promise<void> {
    await this.attempt(async () => {
      this.catalogue.value = await this.client.nodes()
      this.warnings.value = await this.client.warnings()
    }, false)
  }

  private async loadLists(): Promise<void> {
    const [queue, history] = await Promise.all([this.client.queue(), this.client.history(HISTORY_ITEMS)])
    this.queue.value = queue
    this.history.value = history.reverse()
  }

  private forgetFinished(): void {
    for (const run of [...this.runs.values()]) {
      if (isOver(run)) {
        this.runs.delete(run.promptId)
      }
    }
  }

  private async attempt(action: () => Promise<void>, refresh = true): Promise<void> {
    try {
      await action()
      if (refresh && action !== this.refreshLists) {
        await this.refreshLists()
      }
    } catch (error) {
      this.failure.value = describeError(error)
    }
  }
}

export const SESSION: InjectionKey<Session> = Symbol('session')

export function useSession(): Session {
  const session = inject(SESSION)
  if (session === undefined) {
    throw new Error('No session is provided.')
  }
  return session
}
