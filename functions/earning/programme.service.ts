import { Inject, Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf } from '../../shared/api/endpoint'
import { Refusal } from '../../shared/api/refusal'
import { sorted } from '../../shared/campaigns/fitness'
import { budgetOfRule } from '../../shared/earning/award'
import { differences } from '../../shared/earning/difference'
import { Programme, type ProgrammeTerms, withOwned } from '../../shared/earning/programme'
import type { DraftView, programmeApi } from '../../shared/earning/programme.api'
import { problemsIn } from '../../shared/earning/publishable'
import { sentenceOf, titleOf } from '../../shared/earning/rules/list'
import { instant } from '../../shared/points/decide'
import { BudgetsRepository } from '../campaigns/budgets.repository'
import { Clock } from '../clock'
import { Database } from '../database/client'
import { again, commit } from '../database/write'
import { cursorOf, placeIn } from '../http/cursor'
import type { ClerkCaller } from '../http/request'
import { noteChange } from '../stores/changes'
import { type ProgrammeDraft, ProgrammeDraftsRepository } from './programme-drafts.repository'
import { ProgrammeRepository, REMEMBERED_MS } from './programme.repository'
import { kindsOfRules } from './rule-kinds'

/** The terms of the programme: one draft, versions that never change, and one of them in force. */
@Injectable()
export class ProgrammeService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ProgrammeRepository) private readonly programmes: ProgrammeRepository,
    @Inject(ProgrammeDraftsRepository) private readonly drafts: ProgrammeDraftsRepository,
    @Inject(BudgetsRepository) private readonly budgets: BudgetsRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async inForce(): Promise<ReplyOf<typeof programmeApi.programme>> {
    const published = await this.programmes.latest()
    const programme = await this.programmes.at(this.clock.now())
    return { programme, sentences: sentencesOf(programme), published: published.version, inForceFrom: programme.publishedAt ?? null }
  }

  async draft(): Promise<DraftView> {
    const [draft, published] = await Promise.all([this.drafts.draft(), this.programmes.latest()])
    if (draft === undefined) throw new Refusal('programme_draft_missing')
    return viewOf(draft, published)
  }

  save({ staff }: ClerkCaller, { revision, terms }: InputOf<typeof programmeApi.draftProgramme>): Promise<DraftView> {
    return again(async () => {
      const [before, published] = await Promise.all([this.drafts.draft(), this.programmes.latest()])
      const seen = before?.revision ?? 0
      if (before !== undefined && seen === revision + 1 && isSame(before.terms, terms)) return viewOf(before, published)
      if (seen !== revision) throw new Refusal('revision_stale', { revision: seen, ...(before === undefined ? {} : { current: viewOf(before, published) }) })
      const draft: ProgrammeDraft = { revision: revision + 1, terms, editedAt: instant(this.clock.now()), editedBy: staff.id }
      noteChange({ title: terms.name, before: before?.terms ?? termsOf(published), after: terms, isPersonal: false })
      await commit(this.database, [this.drafts.save(draft, before)])
      return viewOf(draft, published)
    })
  }

  /** In force as soon as every function has read it, so that all agree from which instant on. */
  publish(input: InputOf<typeof programmeApi.publishProgramme>): Promise<ReplyOf<typeof programmeApi.publishProgramme>> {
    const { version, revision, copyOf } = input
    if ((revision === undefined) === (copyOf === undefined)) throw new Refusal('invalid_input', { field: 'revision, copyOf: one of the two' })
    return again(async () => {
      // In this order: a draft read after what is published is never older than it, so that a repeated call knows itself.
      const published = await this.programmes.latest()
      const draft = await this.drafts.draft()
      const isRepeated = published.version === version + 1 && (copyOf === undefined ? draft?.publishedAs === published.version && draft.revision === revision : published.copyOf === copyOf)
      if (isRepeated) return { ...programmeView(published), replayed: true }
      if (published.version !== version) throw new Refusal('revision_stale', { revision: published.version, current: published })
      const terms = withOwned(copyOf === undefined ? draftedTerms(draft, revision) : await this.earlier(copyOf), published)
      const problems = problemsIn(terms, published)
      if (problems.length > 0) throw new Refusal('programme_unfit', { problems: problems.map(({ sentence }) => sentence.zh), paths: problems.map(({ path }) => path), sentences: problems.map(({ sentence }) => sentence) })
      const from = Math.max(this.clock.now() + REMEMBERED_MS, published.publishedAt === undefined ? 0 : Date.parse(published.publishedAt) + 1)
      const next = Programme.parse({ ...terms, version: version + 1, publishedAt: instant(from), ...(copyOf === undefined ? {} : { copyOf }) })
      await this.openBudgets(next)
      const marked = draft === undefined || copyOf !== undefined ? [] : [this.drafts.save({ ...draft, publishedAs: next.version }, draft)]
      noteChange({ title: next.name, before: termsOf(published), after: termsOf(next), isPersonal: false })
      await commit(this.database, [...this.programmes.publish(next), ...marked])
      this.programmes.forget()
      for (const { id, budgetPoints } of next.rules) if (budgetPoints !== undefined) await this.budgets.resize(budgetOfRule(id), budgetPoints)
      return { ...programmeView(next), replayed: false }
    })
  }

  async versions({ order, cursor, limit }: InputOf<typeof programmeApi.programmeVersions>): Promise<ReplyOf<typeof programmeApi.programmeVersions>> {
    const place = placeIn(cursor, /^[1-9]\d{0,8}$/, order)
    const { programmes, isLast } = await this.drafts.versions(order, place === undefined ? undefined : Number(place), limit)
    const last = programmes.at(-1)
    return {
      items: programmes.map(({ version, publishedAt, copyOf, rules }) => ({ version, inForceFrom: publishedAt ?? null, copyOf: copyOf ?? null, rules: rules.length })),
      next: isLast || last === undefined ? null : cursorOf(String(last.version), order),
    }
  }

  async version({ version }: { version: number }) {
    const programme = await this.programmes.version(version)
    if (programme === undefined) throw new Refusal('version_not_found', { version })
    return programmeView(programme)
  }

  kinds(): ReplyOf<typeof programmeApi.ruleKinds> {
    return kindsOfRules()
  }

  private async earlier(version: number): Promise<ProgrammeTerms> {
    const programme = await this.programmes.version(version)
    if (programme === undefined) throw new Refusal('version_not_found', { version })
    return termsOf(programme)
  }

  /** Budgets are there before a rule that needs them is in force. */
  private async openBudgets({ rules }: Programme): Promise<void> {
    for (const { id, budgetPoints } of rules) if (budgetPoints !== undefined) await this.budgets.open(budgetOfRule(id), budgetPoints, 1)
  }
}

function termsOf({ version: _version, publishedAt: _publishedAt, copyOf: _copyOf, ...terms }: Programme): ProgrammeTerms {
  return terms
}

function draftedTerms(draft: ProgrammeDraft | undefined, revision: number | undefined): ProgrammeTerms {
  if (draft === undefined) throw new Refusal('programme_draft_missing')
  if (draft.revision !== revision) throw new Refusal('revision_stale', { revision: draft.revision, current: draft })
  return draft.terms
}

const sentencesOf = ({ rules, pointsWords }: ProgrammeTerms) => rules.map((rule) => ({ id: rule.id, kind: rule.kind, title: titleOf(rule.kind), sentence: sentenceOf(rule, pointsWords) }))

const programmeView = (programme: Programme) => ({ programme, sentences: sentencesOf(programme) })

function viewOf({ revision, terms, editedAt, editedBy, publishedAs }: ProgrammeDraft, published: Programme): DraftView {
  const { version: _version, publishedAt: _publishedAt, copyOf: _copyOf, ...before } = published
  return { revision, terms, sentences: sentencesOf(terms), differences: [...differences(before, terms)], problems: [...problemsIn(terms, published)], editedAt, editedBy, publishedAs: publishedAs ?? null, published: published.version }
}

const isSame = (a: object, b: object): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
