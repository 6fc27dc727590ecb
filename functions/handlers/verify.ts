import 'reflect-metadata'
import type { Context } from 'aws-lambda'
import { openGroundFrom } from '../ground'
import { type Night, NightlyCheck } from '../verify/nightly'

const check = new NightlyCheck(openGroundFrom(process.env))

/** The schedule → the check of the books that is due, as much of it as there is time for. */
export function handler(_event: object, context: Context): Promise<Night> {
  return check.run(() => context.getRemainingTimeInMillis())
}
