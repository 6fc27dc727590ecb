import * as z from 'zod'
import { type Failures, FailureSwitch } from './failures'
import type { KnownPerson } from './people'
import { fieldsOf, type WireRequest } from './wire'
import type { Phone, World } from './world'

/** The phone's side for the browser build, where there is no `wx`: JSON in, JSON out, open to every origin. */

export interface PhoneAnswer {
  readonly status: number
  readonly body: unknown
}

interface PhoneSide {
  readonly world: World
  readonly phone: Phone
  readonly failures: Failures
}

const PICKER_PEOPLE_MAX = 100
const PersonId = z.string().regex(/^[\w-]{1,64}$/)
const OfPerson = z.object({ person: PersonId })
const NewPerson = z.object({ id: PersonId.optional(), nickname: z.string().min(1).max(20).optional() })
const Allowed = z.object({ person: PersonId, templates: z.array(z.string().min(1).max(64)).min(1).max(3) })

export function answerPhone(side: PhoneSide, request: WireRequest): PhoneAnswer {
  const work = routes[`${request.method} ${request.path}`]
  return work ? work(side, request.method === 'GET' ? {} : fieldsOf(request.body)) : missing
}

const missing: PhoneAnswer = { status: 404, body: { message: 'The stand-in knows no such thing.' } }
const malformed: PhoneAnswer = { status: 400, body: { message: 'The stand-in cannot read this.' } }

const routes: Readonly<Record<string, (side: PhoneSide, body: unknown) => PhoneAnswer>> = {
  'GET /stand-in/people': ({ world }) => ({ status: 200, body: { people: world.people.list().slice(0, PICKER_PEOPLE_MAX).map(shown) } }),
  'POST /stand-in/people': taking(NewPerson, ({ phone }, wanted) => {
    const { id, nickname } = wanted
    const added = phone.addPerson({ ...(id && { id }), ...(nickname && { nickname }) })
    return added && shown(added)
  }),
  'POST /stand-in/login-codes': taking(OfPerson, ({ phone }, { person }) => coded(phone.loginCode(person))),
  'POST /stand-in/phone-codes': taking(OfPerson, ({ phone }, { person }) => coded(phone.phoneCode(person))),
  'POST /stand-in/subscriptions': taking(Allowed, ({ phone }, { person, templates }) =>
    phone.allowMessages(person, templates) ? Object.fromEntries(templates.map((template) => [template, 'accept'])) : undefined,
  ),
  'GET /stand-in/messages': ({ world }) => ({ status: 200, body: { messages: world.sent } }),
  'GET /stand-in/failures': ({ failures }) => ({ status: 200, body: { failures: failures.list() } }),
  'POST /stand-in/failures': taking(FailureSwitch, ({ failures }, { api, failure, times }) => {
    failures.set(api, failure ?? 'off', times)
    return { failures: failures.list() }
  }),
}

const coded = (code: string | undefined) => (code ? { code } : undefined)

const shown = ({ id, nickname, avatarColour, roleHint }: KnownPerson) => ({ id, nickname, avatarColour, roleHint })

function taking<Schema extends z.ZodType>(schema: Schema, work: (side: PhoneSide, input: z.infer<Schema>) => object | undefined) {
  return (side: PhoneSide, body: unknown): PhoneAnswer => {
    const input = schema.safeParse(body)
    if (!input.success) return malformed
    const answer = work(side, input.data)
    return answer ? { status: 200, body: answer } : missing
  }
}
