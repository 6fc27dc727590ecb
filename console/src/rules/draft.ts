import type { ReplyOf } from '../../../shared/api/endpoint'
import { type DraftView, programmeApi } from '../../../shared/earning/programme.api'
import { ProgrammeTerms } from '../../../shared/earning/programme'
import { api } from '../api'
import { type Deed, useAsk, useDeed, useForget } from '../asking'
import { isRefusal } from '../parts/failure'

type Published = ReplyOf<typeof programmeApi.programme>

export interface Working {
  readonly published: Published
  /** The draft as it is saved; undefined where nobody has drafted since the programme began. */
  readonly draft: DraftView | undefined
  /** What the next change builds on. */
  readonly terms: ProgrammeTerms
  readonly save: Deed<ProgrammeTerms>
}

/** The published terms and the draft beside them. */
export function useWorking(): { readonly working: Working | undefined; readonly failure: unknown; readonly again: () => void } {
  const published = useAsk(programmeApi.programme, {})
  const drafted = useAsk(programmeApi.programmeDraft, {})
  const forget = useForget()
  const draft = drafted.data
  const save = useDeed(async (terms: ProgrammeTerms) => {
    await api.draftProgramme({ revision: draft?.revision ?? 0, terms })
    await forget(programmeApi.programmeDraft)
  })
  const again = () => void forget(programmeApi.programme, programmeApi.programmeDraft)
  const hasNoDraft = isRefusal(drafted.error, 'programme_draft_missing')
  const failure = published.error ?? (hasNoDraft ? null : drafted.error)
  if (published.data === undefined || (draft === undefined && !hasNoDraft)) return { working: undefined, failure, again }
  return { working: { published: published.data, draft, terms: draft?.terms ?? termsIn(published.data), save }, failure, again }
}

/** What a marketer may draft of what was published. */
function termsIn({ programme: { version: _version, publishedAt: _at, copyOf: _copy, ...terms } }: Published): ProgrammeTerms {
  return ProgrammeTerms.parse(terms)
}
