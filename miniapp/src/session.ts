import Taro from '@tarojs/taro'
import * as z from 'zod'
import { requestFor } from '../../shared/api/client'
import { Refusal } from '../../shared/api/refusal'
import { membersApi, type Profile } from '../../shared/members/members.api'
import { forgetAnswers } from './answers'
import { now } from './clock'
import { demoLoginCode, forgetDemoPerson } from './demo'
import { observable } from './observable'
import { operationId } from './operation'
import { forget, readStored, store } from './storage'
import { exchangeOnce, Unreachable } from './transport'

const Session = membersApi.renewSession.reply.shape.tokens.extend({ memberId: z.string() })
type Session = z.infer<typeof Session>
type SignedIn = z.infer<typeof membersApi.signIn.reply>

const storedAs = 'session'
const renewedBeforeMs = 60_000

/** Who is signed in, as far as this run knows; pages follow it to greet or to ask for consent. */
export const signedInAs = observable<Profile | undefined>(undefined)

let session: Session | undefined
let arriving: Promise<string> | undefined

/** Whose session this phone holds, if any. */
export function memberSignedIn(): string | undefined {
  session ??= readStored(storedAs, Session)
  return session?.memberId
}

/** A token that is still good: kept, renewed or from a silent sign-in. Many callers at once share one arrival. */
export function freshToken(): Promise<string> {
  session ??= readStored(storedAs, Session)
  if (session && Date.parse(session.expiresAt) - renewedBeforeMs > now()) return Promise.resolve(session.token)
  return arrive()
}

/** The server no longer takes `token`: get another, unless someone else already has. */
export function tokenInsteadOf(token: string): Promise<string> {
  if (session?.token === token) session = { ...session, expiresAt: new Date(0).toISOString() }
  return freshToken()
}

/** Signs in by WeChat; the first time needs consent to the privacy notice and is refused with `consent_needed` without. */
export async function signIn(consent?: { noticeVersion: string }): Promise<SignedIn> {
  const code = process.env.TARO_ENV === 'h5' ? await demoLoginCode() : await wechatLoginCode()
  const shareId = readStored('arrived-by', z.string())
  const reply = await exchangeOnce(
    requestFor(membersApi.signIn, { code, deviceId: deviceId(), ...(consent && { consent }), ...(shareId !== undefined && { shareId }) }),
    undefined,
  )
  const signedIn = membersApi.signIn.reply.parse(reply)
  if (readStored(storedAs, Session)?.memberId !== signedIn.profile.id) forgetAnswers()
  keep({ ...signedIn.tokens, memberId: signedIn.profile.id })
  signedInAs.set(signedIn.profile)
  return signedIn
}

/** Remembers the share link a newcomer came by, for the sign-in that makes them a member. */
export function arrivedBy(shareId: string): void {
  store('arrived-by', shareId)
}

/** Leaves this phone without a session, for an erased account or another person. */
export function leave(): void {
  session = undefined
  forget(storedAs)
  forgetAnswers()
  signedInAs.set(undefined)
  if (process.env.TARO_ENV === 'h5') forgetDemoPerson()
}

function arrive(): Promise<string> {
  arriving ??= renewOrSignIn().finally(() => {
    arriving = undefined
  })
  return arriving
}

async function renewOrSignIn(): Promise<string> {
  const kept = session
  if (kept && Date.parse(kept.renewalExpiresAt) > now()) {
    try {
      const reply = await exchangeOnce(requestFor(membersApi.renewSession, { renewal: kept.renewal }), undefined)
      return keep({ ...membersApi.renewSession.reply.parse(reply).tokens, memberId: kept.memberId })
    } catch (failure) {
      if (!(failure instanceof Refusal && failure.code === 'signed_out')) throw failure
    }
  }
  return (await signIn()).tokens.token
}

async function wechatLoginCode(): Promise<string> {
  try {
    return (await Taro.login()).code
  } catch {
    throw new Unreachable('offline')
  }
}

function keep(fresh: Session): string {
  session = fresh
  store(storedAs, fresh)
  return fresh.token
}

/** Made once and kept: tells the server that two accounts share a phone. */
function deviceId(): string {
  const kept = readStored('device', z.string().min(8))
  if (kept !== undefined) return kept
  const made = operationId('request')
  store('device', made)
  return made
}
