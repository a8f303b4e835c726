/** The shapes that the server's HTTP interface speaks in, after checking. */

export type Literal = string | number | boolean | null
/** Output slot `[1]` of node `[0]`. */
export type Link = readonly [nodeId: string, slot: number]
export type InputValue = Literal | Link | readonly unknown[] | { readonly [key: string]: unknown }

export interface WorkflowNode {
  readonly class_type: string
  readonly inputs: { readonly [name: string]: InputValue }
  readonly _meta?: { readonly title?: string }
}

/** A workflow in API format: node id to node. */
export type Workflow = { readonly [nodeId: string]: WorkflowNode }

/** A file that the server holds, or held: `gone` tells. `type` is the folder: output, input or temp. */
export interface FileRef {
  readonly filename: string
  readonly subfolder: string
  readonly type: string
  readonly gone?: boolean
}

/** What a node shows: pictures and texts. */
export interface NodeOutput {
  readonly images: readonly FileRef[]
  readonly texts: readonly string[]
}

export type InputSpec = readonly [type: string | readonly unknown[], options?: { readonly [key: string]: unknown }]

export interface NodeInfo {
  readonly name: string
  readonly displayName: string
  readonly description: string
  readonly inputs: ReadonlyMap<string, InputSpec>
  readonly outputNode: boolean
}

export type NodeCatalogue = ReadonlyMap<string, NodeInfo>

export interface QueueItem {
  readonly number: number
  readonly promptId: string
  readonly workflow: Workflow
  readonly clientId: string | undefined
}

export interface Queue {
  readonly running: readonly QueueItem[]
  /** In the order in which they will run. */
  readonly pending: readonly QueueItem[]
}

export type HistoryOutcome = 'success' | 'error' | 'interrupted'

export interface HistoryEntry {
  readonly promptId: string
  readonly workflow: Workflow
  readonly outputs: ReadonlyMap<string, NodeOutput>
  readonly outcome: HistoryOutcome
  /** The final and earlier messages of the run, as the socket tells them. */
  readonly messages: readonly { readonly type: string; readonly data: { readonly [key: string]: unknown } }[]
  /** Milliseconds since 1970, when the run's messages say so. */
  readonly finishedAt: number | undefined
}

/** One complaint of the server about a node. */
export interface NodeProblem {
  readonly type: string
  readonly message: string
  readonly details: string
  readonly input: string | undefined
}

export type NodeProblems = ReadonlyMap<string, readonly NodeProblem[]>

export interface Accepted {
  readonly promptId: string
  /** Outputs that were refused although others run. */
  readonly problems: NodeProblems
}

/** What the server could not use of a file that somebody keeps there. */
export interface FileWarning {
  readonly file: string
  /** Counted from 1; absent when it is about the whole file. */
  readonly line?: number
  readonly reason: string
}
