import type { Say } from '../local/steps'
import { text } from './text'

const CELLS = 20

/** Tells how far it is, how fast it goes and how long it will take; `from` rows were done before. */
export function progressOf(say: Say, total: number, from = 0): (done: number) => void {
  const startedAt = Date.now()
  return (done) => {
    const share = total === 0 ? 1 : done / total
    const full = Math.round(share * CELLS)
    const perSecond = Math.max(0, done - from) / Math.max(0.1, (Date.now() - startedAt) / 1000)
    const left = perSecond === 0 ? 0 : Math.ceil((total - done) / perSecond)
    say(text.progress('█'.repeat(full) + '░'.repeat(CELLS - full), done, total, Math.round(perSecond), left))
  }
}
