import * as z from 'zod'
import { endpoint } from '../api/endpoint'
import { StaffId } from '../api/ids'
import { pageOf, sortedInput } from '../api/page'
import { Instant } from '../time/day'
import { Programme, ProgrammeTerms } from './programme'

const Sentences = z.object({ zh: z.string(), en: z.string() })
const RuleSentence = z.object({ id: z.string(), kind: z.string(), title: Sentences, sentence: Sentences })
const Problem = z.object({ path: z.string(), sentence: Sentences })
const Difference = z.object({ path: z.string(), kind: z.enum(['added', 'removed', 'changed']), before: z.unknown().optional(), after: z.unknown().optional(), sentence: Sentences })
const Version = z.number().int().min(1)

const ProgrammeView = z.object({ programme: Programme, sentences: z.array(RuleSentence) })

const DraftView = z.object({
  revision: z.number().int(),
  terms: ProgrammeTerms,
  sentences: z.array(RuleSentence),
  /** Against the terms that were published last. */
  differences: z.array(Difference),
  /** What forbids to publish it. */
  problems: z.array(Problem),
  editedAt: Instant,
  editedBy: StaffId,
  /** The version it was published as, while nobody has drafted on. */
  publishedAs: Version.nullable(),
  /** The version that was published last. */
  published: Version,
})
export type DraftView = z.infer<typeof DraftView>

/** The terms of the programme: drafted, checked, published, and published again. */
export const programmeApi = {
  programme: endpoint({ method: 'GET', path: '/programme', who: 'marketer', summary: 'The terms in force, with every rule in words.', input: z.strictObject({}), reply: ProgrammeView.extend({ published: Version, inForceFrom: Instant.nullable() }), refusals: [] }),
  programmeDraft: endpoint({ method: 'GET', path: '/programme/draft', who: 'marketer', summary: 'The draft, with what it changes and what forbids to publish it.', input: z.strictObject({}), reply: DraftView, refusals: ['programme_draft_missing'] }),
  draftProgramme: endpoint({
    method: 'POST',
    path: '/programme/draft',
    who: 'marketer',
    summary: 'Saves the draft in place of the revision that the caller saw; 0 where there was none.',
    input: z.strictObject({ revision: z.number().int().min(0), terms: ProgrammeTerms }),
    reply: DraftView,
    refusals: ['revision_stale'],
  }),
  publishProgramme: endpoint({
    method: 'POST',
    path: '/programme/publications',
    who: 'marketer',
    summary: 'Publishes the draft, or an earlier version again, as the next version. It is in force seconds later, everywhere at one instant; what happened before is paid as promised then.',
    input: z.strictObject({
      version: Version.describe('the version that the caller saw published'),
      revision: Version.optional().describe('of the draft to publish'),
      copyOf: Version.optional().describe('the version to publish again'),
    }),
    reply: ProgrammeView.extend({ replayed: z.boolean() }),
    refusals: ['revision_stale', 'programme_draft_missing', 'programme_unfit', 'version_not_found'],
  }),
  programmeVersions: endpoint({
    method: 'GET',
    path: '/programme/versions',
    who: 'marketer',
    summary: 'Every version ever published.',
    input: z.strictObject(sortedInput('newest')),
    reply: pageOf(z.object({ version: Version, inForceFrom: Instant.nullable(), copyOf: Version.nullable(), rules: z.number().int() })),
    refusals: [],
  }),
  programmeVersion: endpoint({ method: 'GET', path: '/programme/versions/{version}', who: 'marketer', summary: 'A published version; it never changes.', input: z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000) }), reply: ProgrammeView, refusals: ['version_not_found'] }),
  ruleKinds: endpoint({
    method: 'GET',
    path: '/rules',
    who: 'marketer',
    summary: 'Every kind of rule: its terms as a JSON schema for forms, and worked examples.',
    input: z.strictObject({}),
    reply: z.object({
      items: z.array(
        z.object({
          kind: z.string(),
          title: Sentences,
          on: z.array(z.string()),
          isExclusive: z.boolean(),
          terms: z.record(z.string(), z.unknown()),
          examples: z.array(z.object({ terms: z.record(z.string(), z.unknown()), event: z.record(z.string(), z.unknown()), points: z.number().int(), sentence: Sentences })),
        }),
      ),
      /** What every rule has beside its terms. */
      common: z.record(z.string(), z.unknown()),
    }),
    refusals: [],
  }),
}
