import 'reflect-metadata'
import { groundFrom } from '../ground'
import { createJobs } from '../jobs/jobs'

const jobs = groundFrom(process.env).then(createJobs)
jobs.catch(() => undefined)

/** The schedule → the job it names. */
export async function handler(event: { readonly job: string }): Promise<object> {
  return (await jobs).run(event.job)
}
