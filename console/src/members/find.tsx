import { Button, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useDeed } from '../asking'
import { useText } from '../language'
import { Failure } from '../parts/answer'
import { Page, Panel } from '../parts/page'
import { searchMember } from './search'

/** Where a member is found by what they can read out. */
export default function FindMember() {
  const text = useText()
  const navigate = useNavigate()
  const [typed, type] = useState('')
  const deed = useDeed<undefined>(async () => void navigate(`/members/${await searchMember(typed)}`))
  return (
    <Page title={text.members.title} about={text.members.about} isNarrow>
      <Panel>
        <form role="search" className="row" onSubmit={(event) => (event.preventDefault(), typed.trim() !== '' && void deed.run(undefined))}>
          <Input id="find" size="large" autoFocus className="grow" aria-label={text.members.findBy} placeholder={text.members.findBy} value={typed} onChange={({ target }) => (type(target.value), deed.clear())} />
          <Button size="large" type="primary" htmlType="submit" loading={deed.isBusy} disabled={typed.trim() === ''}>{text.members.find}</Button>
        </form>
        <Failure of={deed.failure} />
        <p className="faint" style={{ marginBottom: 0 }}>{text.members.findHint}</p>
      </Panel>
    </Page>
  )
}
