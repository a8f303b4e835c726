import { isObject } from './json'

/**
 * Folders in which the server may lie, seen from the page: the page's own folder (the page is the root of the web
 * application) or the one above (the page is a folder of it).
 */
export function candidateBases(pageUrl: string): URL[] {
  const own = new URL('.', pageUrl)
  const above = new URL('..', own)
  return own.href === above.href ? [own] : [own, above]
}

/** The first candidate that answers as a workflow server; the page's own folder when none does. */
export async function locateServer(pageUrl: string, send: typeof fetch = fetch): Promise<URL> {
  const candidates = candidateBases(pageUrl)
  for (const base of candidates) {
    if (await isServer(base, send)) {
      return base
    }
  }
  return candidates[0]!
}

async function isServer(base: URL, send: typeof fetch): Promise<boolean> {
  try {
    const response = await send(new URL('api/prompt', base))
    return response.ok && isObject(((await response.json()) as { exec_info?: unknown }).exec_info)
  } catch {
    return false
  }
}
