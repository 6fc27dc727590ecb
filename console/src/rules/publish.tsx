import { App, Button } from 'antd'
import { useState } from 'react'
import { type DraftView, programmeApi } from '../../../shared/earning/programme.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { useText } from '../language'
import { Confirm } from '../parts/confirm'
import { Differences } from './differences'
import type { Working } from './draft'

/** Publishes the draft after showing once more what it changes. */
export function Publish({ working: { published }, draft }: { readonly working: Working; readonly draft: DraftView }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const [isOpen, open] = useState(false)
  const deed = useDeed<string>(async () => {
    const { programme } = await api.publishProgramme({ version: published.published, revision: draft.revision })
    void message.success(text.rules.publishedAs(programme.version))
    await forget(programmeApi.programme, programmeApi.programmeDraft, programmeApi.programmeVersions)
  })
  return (
    <>
      <Button id="publish" type="primary" disabled={draft.problems.length > 0} onClick={() => open(true)}>{text.rules.publish}</Button>
      {isOpen && <Confirm title={text.rules.publishSure(published.published + 1)} what={text.rules.publishWill} yes={text.rules.publish} deed={deed} close={() => open(false)}><div className="scroll"><Differences of={draft.differences} before={published.sentences} after={draft.sentences} /></div></Confirm>}
    </>
  )
}
