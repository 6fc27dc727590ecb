import type { Page } from 'playwright-core'

/** So long nothing may change on a page at rest. */
const QUIET_MS = 120
/** A page that never rests, such as one whose code runs down before one's eyes, is taken as it is after this. */
const MOVING_MS = 1_000
/** And so is one whose answers do not come. */
const PATIENCE_MS = 3_000

/** Waits until a page has what it asked for and has stopped moving. */
export type Rest = () => Promise<void>

/** Begins to count what is on its way; to be called before the page asks for anything. */
export function restOf(page: Page): Rest {
  const awaited = new Set<object>()
  page.on('request', (request) => awaited.add(request))
  page.on('requestfinished', (request) => awaited.delete(request))
  page.on('requestfailed', (request) => awaited.delete(request))
  // What the document before had asked for is no longer awaited.
  page.on('domcontentloaded', () => awaited.clear())
  return async () => {
    const givenUpAt = Date.now() + PATIENCE_MS
    do await page.evaluate(quiet, { quietMs: QUIET_MS, movingMs: MOVING_MS })
    while (awaited.size > 0 && Date.now() < givenUpAt)
  }
}

/** Runs in the browser: until nothing has been written to the document, no animation with an end has run and no picture has come for a while. */
function quiet({ quietMs, movingMs }: { readonly quietMs: number; readonly movingMs: number }): Promise<void> {
  return new Promise((done) => {
    const begunAt = performance.now()
    let changedAt = begunAt
    const watch = new MutationObserver(() => void (changedAt = performance.now()))
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    const isMoving = () => document.getAnimations().some(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
    const isLoading = () => [...document.images].some(({ complete, loading }) => !complete && loading !== 'lazy')
    const look = () => {
      const now = performance.now()
      if (isMoving() || isLoading()) changedAt = now
      if (now - changedAt < quietMs && now - begunAt < movingMs) return void setTimeout(look, quietMs / 4)
      watch.disconnect()
      done()
    }
    look()
  })
}
