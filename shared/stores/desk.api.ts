import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { StaffId } from '../api/ids'
import { PointsWords } from '../api/points-words'
import { Instant } from '../time/day'
import { ScanId, scansApi } from './scans.api'
import { Staff } from './stores.api'

const Login = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]{2,39}$/).describe('the name typed at the desk')
const Password = z.string().min(10).max(200)
const SecondFactor = z.string().regex(/^\d{6}$/).describe('six digits of the authenticator app')

/** A session at a desk. The token is shown once, stored hashed, and ends with the hours or at once when it is revoked. */
const DeskSession = z.object({ token: z.string(), expiresAt: Instant, staff: Staff })

/** Signing in at a desk, with a browser instead of a phone. */
export const deskApi = {
  deskState: endpoint({
    method: 'GET', path: '/desk', who: 'anyone',
    summary: 'Whether the programme has an owner yet: without one, the first run makes one.',
    input: z.strictObject({}), reply: z.object({ hasOwner: z.boolean() }), refusals: [],
  }),
  makeOwner: endpoint({
    method: 'POST', path: '/desk/owner', who: 'anyone',
    summary: 'Makes the first owner, once, by the code that the one-time command printed.',
    input: z.strictObject({ setupCode: z.string().min(8).max(100), name: z.string().trim().min(1).max(20), login: Login, password: Password }),
    reply: DeskSession, refusals: ['setup_code_bad', 'owner_exists', 'login_taken', 'password_weak'],
  }),
  passwordSignIn: endpoint({
    method: 'POST', path: '/desk/sessions', who: 'anyone',
    summary: 'Signs in with a password and, where it is set up, the second factor. Too many wrong ones lock the login for a while.',
    input: z.strictObject({ login: Login, password: z.string().max(200), secondFactor: SecondFactor.optional() }),
    reply: DeskSession, refusals: ['desk_sign_in_wrong', 'second_factor_needed', 'second_factor_wrong', 'desk_locked', 'staff_removed'],
  }),
  beginScan: endpoint({
    method: 'POST', path: '/desk/scans', who: 'anyone',
    summary: 'Begins a sign-in by QR code: `code` is drawn for the phone to scan, `secret` stays in the browser. One use, one minute.',
    input: z.strictObject({}),
    reply: z.object({ scanId: ScanId, secret: z.string(), code: z.string(), expiresAt: Instant }), refusals: [],
  }),
  scanState: endpoint({
    method: 'POST', path: '/desk/scans/{scanId}', who: 'anyone',
    summary: 'What became of a QR code; asked every second or two. Once confirmed it gives the session, a single time.',
    input: z.strictObject({ scanId: ScanId, secret: z.string().max(100) }),
    reply: z.object({ state: z.enum(['waiting', 'confirmed', 'expired']), session: DeskSession.nullable() }), refusals: ['not_found'],
  }),
  ...scansApi,
  deskMe: endpoint({
    method: 'GET', path: '/desk/me', who: 'clerk',
    summary: 'Who is signed in, what they may call, and how they sign in.',
    input: z.strictObject({}),
    reply: z.object({ staff: Staff, mayCall: z.array(z.string()).describe('names of calls'), login: z.string().nullable(), hasSecondFactor: z.boolean(), sessionExpiresAt: Instant.nullable(), programme: z.object({ name: z.string(), timeZone: z.string(), pointsWords: PointsWords }) }),
    refusals: [],
  }),
  deskSignOut: endpoint({
    method: 'POST', path: '/desk/sign-out', who: 'clerk',
    summary: 'Ends this session, or all of the member of staff.',
    input: z.strictObject({ everywhere: z.boolean().default(false) }), reply: z.object({ signedOut: z.literal(true) }), refusals: [],
  }),
  setPassword: endpoint({
    method: 'POST', path: '/desk/password', who: 'clerk',
    summary: 'Sets login and password of the member of staff who is signed in; a changed password ends the other sessions.',
    input: z.strictObject({ login: Login, password: Password, currentPassword: z.string().max(200).optional() }),
    reply: z.object({ login: z.string() }), refusals: ['desk_sign_in_wrong', 'desk_locked', 'login_taken', 'password_weak'],
  }),
  beginSecondFactor: endpoint({
    method: 'POST', path: '/desk/second-factor', who: 'clerk',
    summary: 'A new secret for the authenticator app, as an otpauth address to draw; in force once confirmed.',
    input: z.strictObject({}), reply: z.object({ otpauth: z.string() }), refusals: [],
  }),
  confirmSecondFactor: endpoint({
    method: 'POST', path: '/desk/second-factor/confirmation', who: 'clerk',
    summary: 'Proves that the app has the secret; from now on the password alone is not enough.',
    input: z.strictObject({ secondFactor: SecondFactor }), reply: z.object({ hasSecondFactor: z.literal(true) }), refusals: ['second_factor_wrong'],
  }),
  resetAccess: endpoint({
    method: 'POST', path: '/staff/{staffId}/access/reset', who: 'owner',
    summary: 'Takes password and second factor away from a member of staff, ends their sessions, and gives a new one-time password.',
    input: z.strictObject({ staffId: StaffId, login: Login.optional() }), reply: z.object({ login: z.string(), oneTimePassword: z.string() }), refusals: ['not_found', 'login_taken'],
  }),
}
