import { Inject, Injectable } from '@nestjs/common'
import type { InputOf } from '../../shared/api/endpoint'
import type { Page } from '../../shared/api/page'
import { riskReasons } from '../../shared/risk/judge'
import type { Review, riskApi } from '../../shared/risk/risk.api'
import { cursorOf, placeIn } from '../http/cursor'
import { type Member, MembersRepository } from '../members/members.repository'
import { maskName, maskPhone, PersonalData } from '../members/personal-data'
import { saidOf } from './said'
import { ReviewsRepository, type StoredReview } from './reviews.repository'

/** Decided ones lie among the open ones: after so many looks a page ends early, and its cursor goes on. */
const LOOKS_MAX = 10
const LOOK_ITEMS = 50

/** The queue of doubted points, for staff. */
@Injectable()
export class QueueService {
  constructor(
    @Inject(ReviewsRepository) private readonly reviews: ReviewsRepository,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  async list(input: InputOf<typeof riskApi.listReviews>): Promise<Page<Review>> {
    let after = placeIn(input.cursor, /^rev_[0-9A-HJKMNP-TV-Z]{26}$/, input.order)
    const found: StoredReview[] = []
    for (let look = 0; look < LOOKS_MAX; look++) {
      const { reviews, last } = await this.reviews.page(input.state === 'open', after, LOOK_ITEMS, input.order)
      found.push(...reviews)
      after = last
      if (last === undefined || found.length >= input.limit) break
    }
    const shown = found.slice(0, input.limit)
    const members = await this.members.several([...new Set(shown.map(({ memberId }) => memberId))])
    const place = found.length > input.limit ? shown.at(-1)?.id : after
    return { items: shown.map((review) => this.view(review, members.find((member) => member?.id === review.memberId))), next: place === undefined ? null : cursorOf(place, input.order) }
  }

  private view({ id, state, memberId, entry, points, heldAt, reasons, decided }: StoredReview, member: Member | undefined): Review {
    const { nickname, phone } = member?.personal === undefined ? { nickname: '', phone: undefined } : { phone: undefined, ...this.personalData.open(memberId, member.personal) }
    return {
      id, state, memberId, entry, points, heldAt,
      nicknameMasked: maskName(nickname),
      phoneMasked: phone === undefined ? null : maskPhone(phone),
      reasons: saidOf(riskReasons.filter((reason) => reasons.includes(reason))),
      decided: decided === undefined ? null : { by: decided.by, at: decided.at, note: decided.note },
    }
  }
}
