import { lambdaContext, type ScheduleHandler } from './lambda'

export interface ScheduledJob {
  readonly job: string
  readonly everyMilliseconds: number
}

export interface ScheduleOptions {
  readonly handler: ScheduleHandler
  readonly jobs?: readonly ScheduledJob[]
  /** Told of what a job threw; the next run comes all the same. */
  readonly onError?: (job: string, error: unknown) => void
}

export interface Schedule {
  /** Starts no more jobs and waits for the running ones. */
  close(): Promise<void>
}

const FUNCTION_MILLISECONDS = 240_000

/** The jobs of `serverless.yml`, more often than there, so that a visitor sees them work. */
const localJobs: readonly ScheduledJob[] = [
  { job: 'sweep', everyMilliseconds: 30_000 },
  { job: 'budgets', everyMilliseconds: 30_000 },
  { job: 'settle', everyMilliseconds: 5 * 60_000 },
  { job: 'occasions', everyMilliseconds: 10 * 60_000 },
  { job: 'messages', everyMilliseconds: 5 * 60_000 },
  { job: 'deliver', everyMilliseconds: 30_000 },
  { job: 'audit', everyMilliseconds: 5 * 60_000 },
  { job: 'imports', everyMilliseconds: 60_000 },
]

/** Calls the handler for each job at once and then at its interval; a job that is still running is not started again. */
export function startSchedule({ handler, jobs = localJobs, onError = () => undefined }: ScheduleOptions): Schedule {
  const running = new Map<string, Promise<void>>()
  const start = (job: string) => {
    if (running.has(job)) return
    const run = Promise.resolve()
      .then(() => handler({ job }, lambdaContext('dianjin-local-schedule', FUNCTION_MILLISECONDS)))
      .catch((error: unknown) => onError(job, error))
      .then(() => void running.delete(job))
    running.set(job, run)
  }
  const timers = jobs.map(({ job, everyMilliseconds }) => setInterval(() => start(job), everyMilliseconds))
  for (const { job } of jobs) start(job)
  return {
    close: async () => {
      timers.forEach(clearInterval)
      await Promise.all(running.values())
    },
  }
}
