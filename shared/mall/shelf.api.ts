import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { OperationId, RewardId, StaffId } from '../api/ids'
import { pageInput, pageOf, sortedInput } from '../api/page'
import { Instant } from '../time/day'
import { PHOTO_BYTES_MAX, PhotoFile, PhotoView } from './photo'
import { Reward, RewardTerms, shelfStates, StockShards } from './reward'
import { stockMoveKinds } from './stock-move'

const PHOTO_BASE64_CHARS_MAX = Math.ceil(PHOTO_BYTES_MAX / 3) * 4
/** A photo in base64 with a little around it. */
const UPLOAD_BYTES_MAX = 420 * 1024
const UNITS_MAX = 1_000_000
const REASON_CHARS_MAX = 200

/** What must always hold: initial + moved = available + in flight + issued − returned. */
export const StockLevel = z.object({
  initial: z.number().int(),
  moved: z.number().int().describe('the sum of all additions and withdrawals'),
  available: z.number().int(),
  inFlight: z.number().int().describe('reserved for something unfinished'),
  issued: z.number().int(),
  returned: z.number().int(),
})
export type StockLevel = z.infer<typeof StockLevel>

export const ShelfReward = z.object({
  reward: Reward.omit({ createdAs: true }),
  availability: z.enum(['coming', 'open', 'sold_out', 'closed']).nullable().describe('as members see it now; null while they do not see it'),
  stock: StockLevel,
  photo: PhotoView.nullable(),
})
export type ShelfReward = z.infer<typeof ShelfReward>

export const StockMoveView = z.object({
  id: OperationId,
  kind: z.enum(stockMoveKinds),
  units: z.number().int().min(1),
  reason: z.string(),
  by: StaffId,
  at: Instant,
})
export type StockMoveView = z.infer<typeof StockMoveView>

const target = { rewardId: RewardId }
const turn = { ...target, revision: z.number().int().min(1).describe('the revision that the caller saw; another one by now is refused') }
const move = { ...target, id: OperationId, units: z.number().int().min(1).max(UNITS_MAX), reason: z.string().trim().min(1).max(REASON_CHARS_MAX).describe('kept with the move; never shown to members') }
const Moved = z.object({ move: StockMoveView, stock: StockLevel, replayed: z.boolean() })

/** The mall as those see it who fill its shelf. The stock of a reward is never set, only added to and withdrawn from. */
export const shelfApi = {
  keepPhoto: endpoint({
    method: 'POST',
    path: '/mall/photos',
    who: 'marketer',
    summary: 'Keeps a photo (JPEG, PNG or WebP, at most 300 KB and 1,200 pixels a side) and names it by its content: the same again has the same name.',
    input: z.strictObject({ bytes: z.base64().max(PHOTO_BASE64_CHARS_MAX).describe('in base64') }),
    reply: z.object({ file: PhotoFile, address: z.string(), width: z.number().int(), height: z.number().int() }),
    refusals: ['photo_unfit'],
    bodyBytesMax: UPLOAD_BYTES_MAX,
  }),
  createReward: endpoint({
    method: 'POST',
    path: '/mall/rewards',
    who: 'marketer',
    summary: 'A new reward under an id of the caller: a draft without stock, which members do not see. The same again changes nothing.',
    input: z.strictObject({ ...RewardTerms.shape, id: RewardId, stockShards: StockShards.default(1).describe('more than one for a reward that very many want in the same second; it never changes') }),
    reply: ShelfReward,
    refusals: ['idempotency_conflict', 'invalid_input'],
  }),
  editReward: endpoint({
    method: 'POST',
    path: '/mall/rewards/{rewardId}',
    who: 'marketer',
    summary: 'New terms in place of the revision that the caller saw. Vouchers keep the terms they were exchanged under; a page that still shows another price is refused.',
    input: z.strictObject({ ...RewardTerms.shape, ...turn }),
    reply: ShelfReward,
    refusals: ['reward_unknown', 'revision_stale', 'invalid_input'],
  }),
  shelf: endpoint({
    method: 'GET',
    path: '/mall/rewards',
    who: 'marketer',
    summary: 'All rewards with their stock, the newest first. A page may be shorter than asked for.',
    input: z.strictObject({ ...pageInput, state: z.enum(shelfStates).optional() }),
    reply: pageOf(ShelfReward),
    refusals: [],
  }),
  shelfReward: endpoint({ method: 'GET', path: '/mall/rewards/{rewardId}', who: 'marketer', summary: 'One reward with its stock.', input: z.strictObject(target), reply: ShelfReward, refusals: ['reward_unknown'] }),
  openReward: endpoint({ method: 'POST', path: '/mall/rewards/{rewardId}/opening', who: 'marketer', summary: 'Puts a reward on the shelf, to be exchanged in its window.', input: z.strictObject(turn), reply: ShelfReward, refusals: ['reward_unknown', 'revision_stale'] }),
  closeReward: endpoint({ method: 'POST', path: '/mall/rewards/{rewardId}/closing', who: 'marketer', summary: 'Ends exchanging. Who has a link still sees the reward as over.', input: z.strictObject(turn), reply: ShelfReward, refusals: ['reward_unknown', 'revision_stale', 'reward_stage'] }),
  withdrawReward: endpoint({ method: 'POST', path: '/mall/rewards/{rewardId}/withdrawal', who: 'marketer', summary: 'Takes a reward off the shelf: members do not see it any more. Vouchers of it stay good.', input: z.strictObject(turn), reply: ShelfReward, refusals: ['reward_unknown', 'revision_stale'] }),
  addStock: endpoint({
    method: 'POST',
    path: '/mall/rewards/{rewardId}/stock/additions',
    who: 'marketer',
    summary: 'Adds units to the stock, once for an id of the caller.',
    input: z.strictObject(move),
    reply: Moved,
    refusals: ['reward_unknown', 'idempotency_conflict'],
  }),
  withdrawStock: endpoint({
    method: 'POST',
    path: '/mall/rewards/{rewardId}/stock/withdrawals',
    who: 'marketer',
    summary: 'Takes units out of the stock that nobody has exchanged yet, all of them or none, once for an id of the caller.',
    input: z.strictObject(move),
    reply: Moved,
    refusals: ['reward_unknown', 'idempotency_conflict', 'stock_short'],
  }),
  stockMoves: endpoint({
    method: 'GET',
    path: '/mall/rewards/{rewardId}/stock/moves',
    who: 'marketer',
    summary: 'Who moved how many units of a reward, when and why.',
    input: z.strictObject({ ...target, ...sortedInput('newest') }),
    reply: pageOf(StockMoveView),
    refusals: ['reward_unknown'],
  }),
}
