import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { pageInput, pageOf } from '../api/page'
import { BusinessDay } from '../time/day'
import { taskKinds, taskPlaces, taskStates, unpaidReasons } from './task-kinds'

const Words = z.object({ zh: z.string(), en: z.string() })

const Task = z.object({
  /** The id of its rule. */
  id: z.string(),
  kind: z.enum(taskKinds),
  title: Words,
  sentence: Words,
  /** `ready` can be done now, `underway` has begun, `waiting` has nothing left for today, `done` is over. */
  state: z.enum(taskStates),
  rewardPoints: z.number().int(),
  /** How far: so many of so many. */
  progress: z.object({ done: z.number().int(), of: z.number().int() }).nullable(),
  /** What it may still pay today; null where there is no daily limit. */
  leftToday: z.number().int().nullable(),
  /** The last day it can be finished in the running window. */
  endsOn: BusinessDay.nullable(),
  go: z.enum(taskPlaces),
})

const Friend = z.object({
  nameMasked: z.string(),
  joinedOn: BusinessDay.nullable(),
  /** `purchased` waits for the return window of the friend's order, or pays nothing for `reason`. */
  state: z.enum(['joined', 'purchased', 'paid', 'reversed']),
  points: z.number().int(),
  /** From when the points are usable. */
  usableFrom: BusinessDay.nullable(),
  reason: z.enum(unpaidReasons).nullable(),
})

export const tasksApi = {
  myTasks: endpoint({
    method: 'GET',
    path: '/me/tasks',
    who: 'member',
    summary: 'What the member can do to earn, how far they are, and where to go.',
    input: z.strictObject({}),
    reply: z.object({ today: BusinessDay, tasks: z.array(Task) }),
    refusals: [],
  }),
  myInvitations: endpoint({
    method: 'GET',
    path: '/me/invitations',
    who: 'member',
    summary: 'The friends the member has brought, latest first, what came of each, and on the first page the totals.',
    input: z.strictObject(pageInput),
    reply: pageOf(Friend).extend({
      sentence: Words,
      totals: z.object({ friends: z.number().int(), waitingPoints: z.number().int(), paidPoints: z.number().int(), isCut: z.boolean() }).nullable(),
    }),
    refusals: [],
  }),
  invitationPoster: endpoint({
    method: 'GET',
    path: '/me/invitation-poster',
    who: 'member',
    summary: 'The link of the member’s invitation and its mini-program code as a picture; without one where WeChat gives none just now.',
    input: z.strictObject({}),
    reply: z.object({ shareId: z.string(), path: z.string(), picture: z.object({ type: z.enum(['image/png', 'image/jpeg']), base64: z.string() }).nullable() }),
    refusals: [],
  }),
}
