import { decodeCatalogue, decodeHistory, decodeProblems, decodeQueue, decodeWarnings } from './decode'
import { ApiError, PromptRefused } from './errors'
import { objectOf, stringOf } from './json'
import type { Accepted, FileRef, FileWarning, HistoryEntry, NodeCatalogue, Queue, Workflow } from './types'

export interface ViewOptions {
  /** A re-encoded form such as `webp;75`; the file as it is when absent. */
  readonly preview?: string
}

export interface Submission {
  readonly workflow: Workflow
  readonly promptId: string
  readonly clientId: string
}

/** The server's HTTP interface. Every method rejects with an {@link ApiError} when the server refuses or is away. */
export class ServerClient {
  /** @param base folder of the server, ending in a slash */
  constructor(
    private readonly base: URL,
    private readonly send: typeof fetch = (...request) => fetch(...request),
  ) {}

  async nodes(): Promise<NodeCatalogue> {
    return decodeCatalogue(await this.json('object_info'))
  }

  async queue(): Promise<Queue> {
    return decodeQueue(await this.json('queue'))
  }

  /** The newest entries, oldest first. */
  async history(maxItems: number): Promise<HistoryEntry[]> {
    return decodeHistory(await this.json(`history?max_items=${maxItems}`))
  }

  /** The entry of one run; undefined while it is queued or running. */
  async historyOf(promptId: string): Promise<HistoryEntry | undefined> {
    return decodeHistory(await this.json(`history/${encodeURIComponent(promptId)}`))[0]
  }

  /** What the server could not use of its files. */
  async warnings(): Promise<FileWarning[]> {
    return decodeWarnings(await this.json('atelier/warnings'))
  }

  /** @throws PromptRefused when the workflow is not valid */
  async submit({ workflow, promptId, clientId }: Submission): Promise<Accepted> {
    const response = await this.request('prompt', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ prompt: workflow, prompt_id: promptId, client_id: clientId }),
    })
    const answer = objectOf(await bodyAsJson(response))
    if (!response.ok) {
      throw refusal(response, answer)
    }
    return {
      promptId: stringOf(answer['prompt_id']) ?? promptId,
      problems: decodeProblems(answer['node_errors']),
    }
  }

  async interrupt(promptId: string): Promise<void> {
    await this.post('interrupt', { prompt_id: promptId })
  }

  async deletePending(promptId: string): Promise<void> {
    await this.post('queue', { delete: [promptId] })
  }

  async clearPending(): Promise<void> {
    await this.post('queue', { clear: true })
  }

  async deleteHistory(promptId: string): Promise<void> {
    await this.post('history', { delete: [promptId] })
  }

  async clearHistory(): Promise<void> {
    await this.post('history', { clear: true })
  }

  /** Puts a picture into the input folder and answers the value that an image input takes for it. */
  async uploadImage(file: File): Promise<string> {
    const form = new FormData()
    form.append('image', file, file.name)
    form.append('type', 'input')
    const response = await this.expectOk('upload/image', { method: 'POST', body: form })
    const answer = objectOf(await bodyAsJson(response))
    const name = stringOf(answer['name'])
    if (name === undefined) {
      throw new ApiError('The server did not say where it put the picture.', response.status)
    }
    const subfolder = stringOf(answer['subfolder'])
    return subfolder ? `${subfolder}/${name}` : name
  }

  viewUrl(file: FileRef, options: ViewOptions = {}): string {
    const url = this.url('view')
    url.searchParams.set('filename', file.filename)
    url.searchParams.set('subfolder', file.subfolder)
    url.searchParams.set('type', file.type)
    if (options.preview !== undefined) {
      url.searchParams.set('preview', options.preview)
    }
    return url.href
  }

  /** Address of the message socket; the server makes up a client id when none is given. */
  socketUrl(clientId: string | undefined): string {
    const url = this.url('ws')
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    if (clientId !== undefined) {
      url.searchParams.set('clientId', clientId)
    }
    return url.href
  }

  private url(path: string): URL {
    return new URL(`api/${path}`, this.base)
  }

  private async json(path: string): Promise<unknown> {
    const response = await this.expectOk(path)
    const body = await bodyAsJson(response)
    if (body === undefined) {
      throw new ApiError(`The server's answer to ${path} is no JSON.`, response.status)
    }
    return body
  }

  private async post(path: string, body: unknown): Promise<void> {
    await this.expectOk(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  }

  private async expectOk(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.request(path, init)
    if (!response.ok) {
      throw new ApiError(explain(path, response), response.status)
    }
    return response
  }

  private async request(path: string, init?: RequestInit): Promise<Response> {
    try {
      return await this.send(this.url(path), init)
    } catch (cause) {
      throw new ApiError('The server cannot be reached.', 0, { cause })
    }
  }
}

async function bodyAsJson(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await response.text())
  } catch {
    return undefined
  }
}

function explain(path: string, response: Response): string {
  if (response.status === 413) {
    return 'That is larger than the server accepts.'
  }
  return `The server answered ${response.status} to ${path}.`
}

function refusal(response: Response, answer: { readonly [key: string]: unknown }): ApiError {
  const error = objectOf(answer['error'])
  const message = stringOf(error['message']) ?? stringOf(answer['error'])
  if (message === undefined) {
    return new ApiError(explain('prompt', response), response.status)
  }
  return new PromptRefused(
    [message, stringOf(error['details'])].filter(Boolean).join(': '),
    response.status,
    stringOf(error['type']) ?? 'unknown',
    decodeProblems(answer['node_errors']),
  )
}
