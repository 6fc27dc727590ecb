import { App, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import type { StoreId } from '../../../shared/api/ids'
import { type ApiKey, apiKeysApi } from '../../../shared/stores/api-keys.api'
import { type Scope, scopes } from '../../../shared/stores/scopes'
import { storesApi } from '../../../shared/stores/stores.api'
import { api } from '../api'
import { useAsk, useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { isRefusal } from '../parts/failure'
import type { Differing } from '../parts/stale'
import { Stale } from './stale'

interface Typed {
  readonly name: string
  readonly source: string
  readonly scopes: Scope[]
  readonly storeIds: StoreId[]
}

/** Makes a key, or changes what one may do; tells of the key that was made. */
export function KeyForm({ one, close, made }: { readonly one?: ApiKey; readonly close: () => void; readonly made: (name: string, secret: string | null) => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const [theirs, setTheirs] = useState<ApiKey>()
  const id = useRef(freshId('till'))
  const revision = useRef(one?.revision ?? 0)
  const stores = useAsk(storesApi.listStores, {}).data?.items ?? []
  const deed = useDeed(async ({ source, ...typed }: Typed) => {
    if (one === undefined) {
      const { secret } = await api.createApiKey({ id: id.current, source, ...typed })
      made(typed.name, secret)
    } else {
      await api.editApiKey({ keyId: one.id, revision: revision.current, ...typed }).catch(async (failure: unknown) => {
        if (isRefusal(failure, 'revision_stale')) setTheirs(await current(one.id))
        throw failure
      })
      void message.success(text.connect.saved)
      close()
    }
    await forget(apiKeysApi.listApiKeys)
  })
  const storeNames = (ids: readonly StoreId[]) => ids.map((storeId) => stores.find((store) => store.id === storeId)?.name ?? storeId).join('、') || text.stores.everyStore
  const words = ({ name, scopes: given, storeIds }: Pick<Typed, 'name' | 'scopes' | 'storeIds'>) => [name, given.map((scope) => text.connect.scopes[scope]).join('、'), storeNames(storeIds)]
  if (theirs !== undefined) {
    const [now, mine] = [words(theirs), words({ ...theirs, ...form.getFieldsValue() })]
    const fields = [text.connect.name, text.connect.scope, text.connect.stores].map((name, place): Differing => [name, now[place], mine[place]]).filter(([, a, b]) => a !== b)
    const go = (typed: Typed) => {
      revision.current = theirs.revision
      setTheirs(undefined)
      form.setFieldsValue(typed)
      deed.clear()
    }
    return <Stale fields={fields} close={close} take={() => go(theirs)} keep={() => go({ ...theirs, ...form.getFieldsValue() })} />
  }
  return (
    <Modal open width={560} title={one === undefined ? text.connect.makeKey : text.connect.edit} okText={one === undefined ? text.connect.makeKey : text.common.save} cancelText={text.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ htmlType: 'submit', form: 'key-form', id: 'key-yes' }}>
      <Form<Typed> id="key-form" form={form} layout="vertical" requiredMark={false} preserve initialValues={one ?? { name: '', source: '', scopes: ['events:write'], storeIds: [] }} onFinish={(typed) => void deed.run({ ...typed, source: typed.source ?? '' })}>
        <Form.Item name="name" label={text.connect.name} extra={text.connect.keyNameHint} rules={[{ required: true, whitespace: true, message: text.stores.nameNeeded }]}><Input maxLength={30} autoFocus autoComplete="off" /></Form.Item>
        {one === undefined && <Form.Item name="source" label={text.connect.source} extra={text.connect.sourceHint} rules={[{ required: true, pattern: /^(?!staff)[a-z0-9][a-z0-9.-]{0,29}$/, message: text.connect.sourceWrong }]}><Input maxLength={30} autoCapitalize="none" autoComplete="off" placeholder="pos" /></Form.Item>}
        <Form.Item name="scopes" label={text.connect.scope} rules={[{ type: 'array', min: 1, message: text.connect.scopeNeeded }]}>
          <Checkbox.Group className="choices" options={scopes.map((value) => ({ value, label: <span><b>{text.connect.scopes[value]}</b> <code className="faint">{value}</code><br /><span className="soft">{text.connect.scopeHints[value]}</span></span> }))} />
        </Form.Item>
        <Form.Item name="storeIds" label={text.connect.stores} extra={text.connect.storesHint}><Select mode="multiple" allowClear placeholder={text.stores.everyStore} options={stores.map((store) => ({ value: store.id, label: store.name }))} /></Form.Item>
      </Form>
      <Failure of={deed.failure} />
    </Modal>
  )
}

async function current(keyId: ApiKey['id']): Promise<ApiKey | undefined> {
  let cursor: string | undefined
  do {
    const { items, next } = await api.listApiKeys({ limit: 50, ...(cursor === undefined ? {} : { cursor }) })
    const found = items.find(({ id }) => id === keyId)
    if (found !== undefined) return found
    cursor = next ?? undefined
  } while (cursor !== undefined)
  return undefined
}
