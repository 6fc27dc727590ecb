import { text } from './text'
import { clipTo } from './width'

/** Shows what is being done while a step runs, in place of the line before. */
export type Say = (what: string) => void

export type Steps = <Result>(title: string, work: (say: Say) => Promise<Outcome<Result>>) => Promise<Result>

/** A step's result, and a few words on it for the screen. */
export interface Outcome<Result> {
  readonly result: Result
  readonly summary: string
}

const TICK_MILLISECONDS = 200
const NARROW_COLUMNS = 80
/** Where the line cannot be rewritten (a log file, CI), a step that takes time shows itself, and again at this distance. */
const FIRST_SIGN_MILLISECONDS = 1_000
const SIGN_OF_LIFE_MILLISECONDS = 10_000

/**
 * Numbered steps with their durations, live on a terminal and line by line in a log. `hasOutput`: the steps write to the screen themselves, so
 * that only their beginning and end are told.
 */
export function numberedSteps(total: number, { hasOutput = false } = {}): Steps {
  let number = 0
  return async (title, work) => {
    number += 1
    const startedAt = Date.now()
    const label = `[${number}/${total}] ${title}`
    const line = hasOutput ? headline(label) : process.stdout.isTTY ? liveLine(label, startedAt) : plainLine(label, startedAt)
    try {
      const { result, summary } = await work(line.say)
      line.end(`${label}: ${summary} (${duration(startedAt)})`)
      return result
    } catch (error) {
      line.end(`${label}: ${text.failed} (${duration(startedAt)})`)
      throw error
    }
  }
}

export function duration(startedAt: number): string {
  const seconds = (Date.now() - startedAt) / 1000
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

interface Line {
  say: Say
  end(last: string): void
}

function headline(label: string): Line {
  console.log(`\n${label} …`)
  return { say: (words) => console.log(`  ${words}`), end: (last) => console.log(last) }
}

function liveLine(label: string, startedAt: number): Line {
  let what = ''
  const draw = () => process.stdout.write(`\r\u001b[K${clipTo(`${label} … ${what} ${duration(startedAt)}`, (process.stdout.columns || NARROW_COLUMNS) - 1)}`)
  const timer = setInterval(draw, TICK_MILLISECONDS)
  draw()
  return {
    say: (words) => {
      what = words
    },
    end: (last) => {
      clearInterval(timer)
      process.stdout.write(`\r\u001b[K${last}\n`)
    },
  }
}

function plainLine(label: string, startedAt: number): Line {
  let what = ''
  let spokenAt = Date.now()
  const speak = () => {
    spokenAt = Date.now()
    console.log(`${label} … ${what} ${duration(startedAt)}`)
  }
  const first = setTimeout(speak, FIRST_SIGN_MILLISECONDS)
  const timer = setInterval(speak, SIGN_OF_LIFE_MILLISECONDS)
  return {
    say: (words) => {
      what = words
      if (Date.now() - spokenAt > SIGN_OF_LIFE_MILLISECONDS) speak()
    },
    end: (last) => {
      clearTimeout(first)
      clearInterval(timer)
      console.log(last)
    },
  }
}
