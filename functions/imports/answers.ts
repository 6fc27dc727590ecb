import type { MemberId } from '../../shared/api/ids'
import type { RowAnswer } from '../../shared/imports/imports.api'

const nothing = { memberId: null, isNewMember: false, points: 0, code: null, details: {} } as const

export const rowFit = (line: number, more: Partial<RowAnswer> = {}): RowAnswer => ({ line, outcome: 'fit', ...nothing, ...more })

export const rowBooked = (line: number, memberId: MemberId, more: Partial<RowAnswer> = {}): RowAnswer => ({ line, outcome: 'booked', ...nothing, memberId, ...more })

/** It was there before, and nothing is changed. */
export const known = (line: number, memberId: MemberId): RowAnswer => ({ line, outcome: 'known', ...nothing, memberId })

export const refused = (line: number, code: string, details: RowAnswer['details'] = {}): RowAnswer => ({ line, outcome: 'refused', ...nothing, code, details })
