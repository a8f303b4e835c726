import type { NodeProblems } from './types'

/** A request that the server refused, or that never reached it (`status` 0). */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'ApiError'
  }
}

/** A workflow that did not pass the server's validation. */
export class PromptRefused extends ApiError {
  constructor(
    message: string,
    status: number,
    readonly type: string,
    readonly problems: NodeProblems,
  ) {
    super(message, status)
    this.name = 'PromptRefused'
  }
}

/** The text to show for anything thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
