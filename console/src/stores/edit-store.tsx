import { Alert, App, Form, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { type DeskStore, storesDeskApi } from '../../../shared/stores/stores-desk.api'
import { storesApi } from '../../../shared/stores/stores.api'
import { api } from '../api'
import { useDeed, useForget } from '../asking'
import { freshId } from '../clock'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { isRefusal } from '../parts/failure'

interface Typed {
  readonly name: string
  readonly address: string
}

const PAGES_MAX = 20

/** Writes a new store, or another name and address of one. Who has changed it meanwhile is told before anything is overwritten. */
export function EditStore({ one, close }: { readonly one: DeskStore | undefined; readonly close: () => void }) {
  const text = useText()
  const forget = useForget()
  const { message } = App.useApp()
  const id = useRef(one?.id ?? freshId('store'))
  const [seen, see] = useState(one)
  const deed = useDeed<Typed>(async (typed) => {
    try {
      if (seen === undefined) await api.createStore({ ...typed, id: id.current })
      else await api.editStore({ ...typed, storeId: seen.id, revision: seen.revision })
    } catch (failure) {
      if (isRefusal(failure, 'revision_stale')) see(await asItIs(id.current))
      throw failure
    }
    void message.success(text.stores.storeSaved)
    await forget(storesDeskApi.deskStores, storesApi.listStores, storesApi.listStaff)
    close()
  })
  const isStale = isRefusal(deed.failure, 'revision_stale') && seen !== undefined
  return (
    <Modal open title={seen === undefined ? text.stores.createStore : text.stores.editStore} okText={text.common.save} cancelText={text.common.cancel} confirmLoading={deed.isBusy} onCancel={close} okButtonProps={{ htmlType: 'submit', form: 'store-form', id: 'save-store' }}>
      {seen !== undefined && <p className="soft">{text.stores.editWhat}</p>}
      <Form<Typed> name="store-form" layout="vertical" requiredMark={false} initialValues={{ name: one?.name ?? '', address: one?.address ?? '' }} onFinish={(typed) => void deed.run(typed)}>
        <Form.Item name="name" label={text.stores.storeName} rules={[{ required: true, whitespace: true, message: text.stores.storeNameNeeded }]}><Input maxLength={30} autoFocus /></Form.Item>
        <Form.Item name="address" label={text.stores.address} rules={[{ required: true, whitespace: true, message: text.stores.addressNeeded }]}><Input maxLength={100} /></Form.Item>
      </Form>
      {isStale ? <Alert type="warning" showIcon title={text.stores.storeStale(seen.name, seen.address)} /> : <Failure of={deed.failure} />}
    </Modal>
  )
}

async function asItIs(id: string): Promise<DeskStore | undefined> {
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MAX; page++) {
    const { items, next } = await api.deskStores({ limit: 50, ...(cursor === undefined ? {} : { cursor }) })
    const found = items.find((store) => store.id === id)
    if (found !== undefined || next === null) return found
    cursor = next
  }
  return undefined
}
