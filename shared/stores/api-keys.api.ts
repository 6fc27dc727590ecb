import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { StoreId, TillId } from '../api/ids'
import { pageInput, pageOf } from '../api/page'
import { Instant } from '../time/day'
import { scopes } from './scopes'

/** For so long at most a key works on beside the one that was made of it. */
export const GRACE_HOURS_MAX = 168
const STORES_MAX = 50

/** A key as the desk sees it. Of the key itself only a hash is kept. */
export const ApiKey = z.object({
  id: TillId,
  name: z.string(),
  source: z.string(),
  scopes: z.array(z.enum(scopes)),
  storeIds: z.array(StoreId).describe('stores that it may report for; none means all'),
  revision: z.number().int(),
  createdAt: Instant.nullable().describe('null: made before this was kept'),
  revokedAt: Instant.nullable(),
  /** Exact to the hour. */
  lastUsedAt: Instant.nullable(),
  graceUntil: Instant.nullable().describe('until then the key of before the last rotation works too'),
})
export type ApiKey = z.infer<typeof ApiKey>

const terms = {
  name: z.string().trim().min(1).max(30),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length).refine((all) => new Set(all).size === all.length),
  storeIds: z.array(StoreId).max(STORES_MAX).default([]),
}
const Source = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,29}$/, 'small letters, digits, dots and dashes').refine((source) => !source.startsWith('staff'), 'not `staff`, by which what staff record is named').describe('names its orders: keys of one source share their order numbers')
const revision = z.number().int().min(1).describe('the revision that the caller saw; another one by now is refused')
const Shown = z.object({ key: ApiKey, secret: z.string().nullable().describe('the whole key, shown this once; null when the same was asked before') })

/** What the owner does with keys, by which tills and other systems call. */
export const apiKeysApi = {
  createApiKey: endpoint({
    method: 'POST',
    path: '/api-keys',
    who: 'owner',
    summary: 'A new key under an id of the caller. It is shown this once and kept only as a hash; the same again shows it no more.',
    input: z.strictObject({ id: TillId, source: Source, ...terms }),
    reply: Shown,
    refusals: ['idempotency_conflict', 'store_unknown'],
  }),
  listApiKeys: endpoint({
    method: 'GET',
    path: '/api-keys',
    who: 'owner',
    summary: 'All keys, the newest first, with what each may do and when it was last used.',
    input: z.strictObject({ ...pageInput, state: z.enum(['live', 'revoked']).optional() }),
    reply: pageOf(ApiKey),
    refusals: [],
  }),
  editApiKey: endpoint({
    method: 'POST',
    path: '/api-keys/{keyId}',
    who: 'owner',
    summary: 'Another name, other scopes or stores, from the next call on.',
    input: z.strictObject({ keyId: TillId, revision, ...terms }),
    reply: ApiKey,
    refusals: ['key_unknown', 'key_revoked', 'revision_stale', 'store_unknown'],
  }),
  rotateApiKey: endpoint({
    method: 'POST',
    path: '/api-keys/{keyId}/rotation',
    who: 'owner',
    summary: 'A new key in place of the old one, shown this once. The old one works on for the hours given; an older one ends now.',
    input: z.strictObject({ keyId: TillId, revision, graceHours: z.number().int().min(0).max(GRACE_HOURS_MAX).default(24) }),
    reply: Shown,
    refusals: ['key_unknown', 'key_revoked', 'revision_stale'],
  }),
  revokeApiKey: endpoint({
    method: 'POST',
    path: '/api-keys/{keyId}/revocation',
    who: 'owner',
    summary: 'Ends a key: the next call with it is refused. The same again changes nothing.',
    input: z.strictObject({ keyId: TillId }),
    reply: ApiKey,
    refusals: ['key_unknown'],
  }),
}
