import { App, Button, Drawer, Table } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '../../../shared/api/endpoint'
import { programmeApi } from '../../../shared/earning/programme.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { useFormat } from '../format'
import { useSaid, useText } from '../language'
import { useAddress } from '../parts/address'
import { Answer, Nothing } from '../parts/answer'
import { Confirm } from '../parts/confirm'
import { Listed } from '../parts/listed'
import { Page } from '../parts/page'
import { useOrder } from '../parts/sorting'
import { useMe } from '../shell/me'

type Version = ReplyOf<typeof programmeApi.programmeVersions>['items'][number]

/** Every version ever published, and the way back to one of them. */
export default function History() {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const { get, set } = useAddress()
  const cursor = get('cursor')
  const { order, head, turn } = useOrder()
  const asked = useAsk(programmeApi.programmeVersions, { order, ...(cursor === undefined ? {} : { cursor }) }, { keep: true })
  const latest = useAsk(programmeApi.programme, {}).data?.published
  const [wanted, want] = useState<number>()
  const shown = Number(get('version') ?? 0)
  return (
    <Page title={text.rules.history} back={{ to: '/rules', say: text.rules.title }} about={text.rules.historyAbout}>
      <div className="panel panel-table">
        <Listed of={asked} none={<Nothing say={text.common.noneHere} />}>
          {(items) => (
            <Table<Version>
              rowKey="version"
              dataSource={items}
              pagination={false}
              loading={asked.isPlaceholderData}
              onChange={turn}
              columns={[
                { title: text.rules.version, ...head(), width: 130, render: (_, { version }) => <b className="number">{version}{version === latest && <> <span className="stage stage-running">{text.rules.now}</span></>}</b> },
                { title: text.rules.from, key: 'from', render: (_, { inForceFrom }) => (inForceFrom === null ? text.rules.always : format.dateTime(inForceFrom)) },
                { title: text.rules.count, key: 'rules', width: 120, render: (_, { rules }) => <span className="number">{rules}</span> },
                { title: text.rules.origin, key: 'copyOf', render: (_, { copyOf }) => (copyOf === null ? text.rules.ofDraft : text.rules.ofVersion(copyOf)) },
                { title: <span className="sr">{text.stores.deeds}</span>, key: 'deeds', align: 'right', width: 220, render: (_, { version }) => <><Button type="text" size="small" onClick={() => set({ version: String(version) })}>{text.rules.read}</Button>{version !== latest && me.may('publishProgramme') && <Button type="text" size="small" onClick={() => want(version)}>{text.rules.backTo}</Button>}</> },
              ]}
            />
          )}
        </Listed>
      </div>
      {shown > 0 && <Reading version={shown} close={() => set({ version: undefined })} />}
      {wanted !== undefined && latest !== undefined && <WayBack version={wanted} latest={latest} close={() => want(undefined)} />}
    </Page>
  )
}

function Reading({ version, close }: { readonly version: number; readonly close: () => void }) {
  const text = useText()
  const said = useSaid()
  const asked = useAsk(programmeApi.programmeVersion, { version })
  return (
    <Drawer open size={520} title={text.rules.versionTitle(version)} onClose={close}>
      <Answer of={asked}>{({ sentences }) => <ul className="list rule-list">{sentences.map(({ id, title, sentence }) => <li key={id}><h3>{said(title)} <code className="faint">{id}</code></h3>{said(sentence)}</li>)}</ul>}</Answer>
    </Drawer>
  )
}

function WayBack({ version, latest, close }: { readonly version: number; readonly latest: number; readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const deed = useDeed<string>(async () => {
    const { programme } = await api.publishProgramme({ version: latest, copyOf: version })
    void message.success(text.rules.publishedAs(programme.version))
    await forget(programmeApi.programme, programmeApi.programmeDraft, programmeApi.programmeVersions)
  })
  return <Confirm title={text.rules.backSure(version)} what={text.rules.backWill(version, latest + 1)} yes={text.rules.backTo} deed={deed} close={close} />
}
