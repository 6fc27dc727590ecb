import { Input } from 'antd'
import { useState } from 'react'
import type { MemberId } from '../../../shared/api/ids'
import { membersDeskApi } from '../../../shared/earning/members-desk.api'
import { useAsk, useDeed } from '../asking'
import { useSaid, useText } from '../language'
import { useFailureWords } from '../parts/failure'
import { Field } from '../parts/field'
import { searchMember } from './search'

/** Names a member by card number, phone number or id, and shows who that is. */
export function MemberPick({ id, value, picked }: { readonly id: string; readonly value: MemberId | undefined; readonly picked: (memberId: MemberId | undefined) => void }) {
  const text = useText()
  const words = useFailureWords()
  const [typed, type] = useState<string>(value ?? '')
  const deed = useDeed<undefined>(async () => {
    picked(undefined)
    picked(await searchMember(typed))
  })
  return (
    <Field id={id} label={text.members.member} hint={value === undefined ? text.members.memberHint : <Who memberId={value} />} problem={deed.failure === undefined ? undefined : words(deed.failure)}>
      <Input.Search id={id} value={typed} enterButton={text.members.find} loading={deed.isBusy} onChange={({ target }) => (type(target.value), deed.clear())} onSearch={(said) => said.trim() !== '' && void deed.run(undefined)} onPressEnter={(press) => press.preventDefault()} />
    </Field>
  )
}

function Who({ memberId }: { readonly memberId: MemberId }) {
  const text = useText()
  const said = useSaid()
  const { data } = useAsk(membersDeskApi.memberDetail, { memberId })
  if (data === undefined) return null
  return <span className="ok" id="picked">✓ {data.nicknameMasked || text.members.nameless} · {data.cardNo}{data.tier === null ? '' : ` · ${said(data.tier.tier.name)}`}</span>
}
