import { App, Button, Form, Skeleton } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { RewardId } from '../../../shared/api/ids'
import type { PhotoView } from '../../../shared/mall/photo'
import type { RewardTerms } from '../../../shared/mall/reward'
import { shelfApi, type ShelfReward } from '../../../shared/mall/shelf.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useSaid, useText } from '../language'
import { Answer, Failure } from '../parts/answer'
import { isRefusal } from '../parts/failure'
import { Page } from '../parts/page'
import { useUnsaved } from '../parts/unsaved'
import { NotThere } from '../shell/not-there'
import { RewardFields } from './fields'
import { Preview } from './preview'
import { Stale } from './stale'
import { isSame, newReward, problemsIn, termsOf, withoutEmpty } from './terms'

/** Writes a new reward, or one that is there. */
export default function RewardEditor() {
  const raw = useParams()['rewardId']
  const id = RewardId.safeParse(raw)
  if (raw === undefined) return <Writing first={newReward()} />
  return id.success ? <Existing rewardId={id.data} /> : <NotThere />
}

function Existing({ rewardId }: { readonly rewardId: RewardId }) {
  const asked = useAsk(shelfApi.shelfReward, { rewardId })
  if (asked.data === undefined && asked.error === null) return <Skeleton active />
  return <Answer of={asked}>{(one) => <Writing key={rewardId} first={termsOf(one.reward)} one={one} />}</Answer>
}

/** What a new reward begins with beside its terms. */
export interface Beginning {
  readonly stock: number
  readonly shards: number
}

function Writing({ first, one }: { readonly first: RewardTerms; readonly one?: ShelfReward }) {
  const text = useText()
  const said = useSaid()
  const [terms, change] = useState(first)
  const [photo, showPhoto] = useState<Pick<PhotoView, 'large' | 'small'> | undefined>(one?.photo ?? undefined)
  const [beginning, begin] = useState<Beginning>({ stock: 0, shards: 1 })
  const [shows, show] = useState(false)
  const saving = useSaving(one)
  useUnsaved(!saving.isDone && !isSame(terms, first))
  const problems = problemsIn(terms)
  const save = (opens: boolean) => (problems.size > 0 ? show(true) : void saving.deed.run({ terms: withoutEmpty(terms), beginning, opens }))
  const problem = (path: string) => (shows && problems.has(path) ? text.mall.problems[problems.get(path) ?? 'wrong'] : undefined)
  const isStale = isRefusal(saving.deed.failure, 'revision_stale')
  const takeTheirs = (theirs: ShelfReward) => {
    saving.rebase(theirs.reward.revision)
    change(termsOf(theirs.reward))
    showPhoto(theirs.photo ?? undefined)
    saving.deed.clear()
  }
  return (
    <Page title={one === undefined ? text.mall.create : text.mall.editTitle} back={one === undefined ? { to: '/mall', say: text.mall.title } : { to: `/mall/${one.reward.id}`, say: said(one.reward.title) }}>
      <div className="grid-side">
        <Form layout="vertical" requiredMark={false} component="form" onSubmitCapture={(event) => event.preventDefault()}>
          <RewardFields terms={terms} change={(part) => change((before) => ({ ...before, ...part }))} problem={problem} photo={photo} showPhoto={showPhoto} {...(one === undefined ? { beginning, begin } : {})} />
          {shows && problems.size > 0 && <p className="bad" role="alert">{text.mall.problemsHere(problems.size)}</p>}
          {!isStale && <Failure of={saving.deed.failure} />}
          <div className="wizard-foot">
            {one !== undefined && <span className="faint">{text.mall.copyHint}</span>}
            <span className="bar-end" />
            <Button id="save" type={one === undefined ? 'default' : 'primary'} htmlType="submit" loading={saving.deed.isBusy} onClick={() => save(false)}>{one === undefined ? text.mall.saveDraft : text.common.save}</Button>
            {one === undefined && <Button id="save-open" type="primary" loading={saving.deed.isBusy} onClick={() => save(true)}>{text.mall.saveOpen}</Button>}
          </div>
        </Form>
        <div className="sticky"><p className="faint">{text.mall.preview}</p><Preview terms={terms} photo={terms.photo === undefined ? undefined : photo} left={one?.stock.available ?? (beginning.stock > 0 ? beginning.stock : undefined)} /></div>
      </div>
      {isStale && one !== undefined && <Stale rewardId={one.reward.id} mine={terms} close={saving.deed.clear} takeTheirs={takeTheirs} keepMine={(revision) => (saving.rebase(revision), save(false))} />}
    </Page>
  )
}

/** Saves under one id and the revision that was seen. A new one gets its first stock and is opened where that is wished; each step may be sent again. */
function useSaving(one: ShelfReward | undefined) {
  const text = useText()
  const navigate = useNavigate()
  const forget = useForget()
  const { message } = App.useApp()
  const [id, moveId] = [useRef(one?.reward.id ?? freshId('reward')), useRef(freshId('operation'))]
  const revision = useRef(one?.reward.revision ?? 1)
  const [isDone, finish] = useState(false)
  const deed = useDeed(async ({ terms, beginning, opens }: { readonly terms: RewardTerms; readonly beginning: Beginning; readonly opens: boolean }) => {
    const rewardId = id.current
    if (one === undefined) {
      await api.createReward({ ...terms, id: rewardId, stockShards: beginning.shards })
      if (beginning.stock > 0) await api.addStock({ rewardId, id: moveId.current, units: beginning.stock, reason: text.mall.firstReason })
      if (opens) await api.openReward({ rewardId, revision: 1 })
    } else await api.editReward({ ...terms, rewardId, revision: revision.current })
    finish(true)
    void message.success(text.common.saved)
    await forget(shelfApi.shelf, shelfApi.shelfReward, shelfApi.stockMoves)
    void navigate(`/mall/${rewardId}`)
  })
  const rebase = (to: number) => void (revision.current = to)
  return { deed, rebase, isDone }
}
