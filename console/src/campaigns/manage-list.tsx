import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { MemberId } from '../../../shared/api/ids'
import { api } from '../api'
import { useDeed } from '../asking'
import { useFormat } from '../format'
import { useText } from '../language'
import { searchMember } from '../members/search'
import { Failure } from '../parts/answer'
import { isRefusal } from '../parts/failure'
import { useMe } from '../shell/me'

const ROWS_MAX = 100
const AT_ONCE = 5

/** Puts members on a named list or takes them off, by whatever number they are known by. */
export function ManageList({ list }: { readonly list: string }) {
  const text = useText()
  const me = useMe()
  const [isOpen, open] = useState(false)
  if (!me.may('changeList')) return null
  return (
    <>
      <Button disabled={!/^[\w.-]{1,40}$/.test(list)} onClick={() => open(true)}>{text.campaigns.manageList}</Button>
      {isOpen && <ListBox list={list} close={() => open(false)} />}
    </>
  )
}

function ListBox({ list, close }: { readonly list: string; readonly close: () => void }) {
  const text = useText()
  const format = useFormat()
  const { message } = App.useApp()
  const [typed, type] = useState('')
  const [unknown, tell] = useState<readonly string[]>([])
  const [full, tellFull] = useState(0)
  const rows = [...new Set(typed.split(/[\n,，;；]/).map((row) => row.trim()).filter((row) => row !== ''))]
  const deed = useDeed<'add' | 'remove'>(async (what) => {
    const { found, missing } = await resolved(rows)
    const done = found.length === 0 ? undefined : await api.changeList({ list, [what]: [...found] })
    tell(missing)
    tellFull(done?.full.length ?? 0)
    if (done !== undefined) void message.success(text.campaigns.listDone(format.number(done.changed), format.number(done.unchanged)))
    type(missing.join('\n'))
  })
  const isReady = rows.length > 0 && rows.length <= ROWS_MAX
  return (
    <Modal
      open
      title={text.campaigns.listTitle(list)}
      onCancel={close}
      footer={[
        <Button key="remove" danger disabled={!isReady} loading={deed.isBusy} onClick={() => void deed.run('remove')}>{text.campaigns.listRemove}</Button>,
        <Button key="add" type="primary" disabled={!isReady} loading={deed.isBusy} onClick={() => void deed.run('add')}>{text.campaigns.listAdd}</Button>,
      ]}
    >
      <p className="soft">{text.campaigns.listWhat}</p>
      <Input.TextArea aria-label={text.campaigns.listWhat} autoSize={{ minRows: 5, maxRows: 12 }} value={typed} onChange={({ target }) => type(target.value)} />
      <p className="faint number">{rows.length} / {ROWS_MAX}</p>
      {unknown.length > 0 && <p className="bad" role="alert">{text.campaigns.listUnknown(unknown.join('、'))}</p>}
      {full > 0 && <p className="bad" role="alert">{text.campaigns.listFull(format.number(full))}</p>}
      <Failure of={deed.failure} />
    </Modal>
  )
}

/** Who is meant by each row; a few are asked at once. */
async function resolved(rows: readonly string[]): Promise<{ found: readonly MemberId[]; missing: readonly string[] }> {
  const found: MemberId[] = []
  const missing: string[] = []
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await Promise.all(
      rows.slice(at, at + AT_ONCE).map(async (row) => {
        const id = await searchMember(row).catch((failure: unknown) => {
          if (isRefusal(failure, 'member_not_found')) return undefined
          throw failure
        })
        if (id === undefined) missing.push(row)
        else found.push(id)
      }),
    )
  }
  return { found, missing }
}
