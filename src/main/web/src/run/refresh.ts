/** A refresh of which one runs at a time; calls that come meanwhile lead to one more. */
export function coalesced(refresh: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined
  let again = false
  return async function request(): Promise<void> {
    if (current !== undefined) {
      again = true
      return current
    }
    current = (async () => {
      do {
        again = false
        await refresh()
      } while (again)
    })()
    try {
      await current
    } finally {
      current = undefined
    }
  }
}
