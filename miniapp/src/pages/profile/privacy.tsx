import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Profile } from '../../../../shared/members/members.api'
import { Card } from '../../components/card'
import { ListRow } from '../../components/list-row'
import { openPage } from '../../open'
import { useText } from '../../profile-text'
import { EraseSheet } from './erase-sheet'
import { ExportSheet } from './export-sheet'
import { SignOutSheet } from './sign-out-sheet'

type Open = 'export' | 'sign_out' | 'erase'

/** What the law and good manners give the member: read, take along, leave. */
export function Privacy({ profile }: { readonly profile: Profile }) {
  const words = useText().text.profile.profile
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <>
      <View className="profile__section">{words.privacy}</View>
      <Card isFlush>
        <ListRow id="notice" title={words.notice} detail={profile.noticeVersion === '' ? undefined : words.noticeVersion(profile.noticeVersion)} onTap={() => openPage('pages/privacy')} />
        <ListRow id="export" title={words.export} detail={words.exportHint} onTap={() => setOpen('export')} />
        <ListRow id="sign-out" title={words.signOut} detail={words.signOutHint} onTap={() => setOpen('sign_out')} />
        <ListRow id="erase" title={words.erase} detail={words.eraseHint} onTap={() => setOpen('erase')} />
      </Card>
      <ExportSheet isOpen={open === 'export'} onClose={close} />
      <SignOutSheet isOpen={open === 'sign_out'} onClose={close} />
      <EraseSheet isOpen={open === 'erase'} onClose={close} />
    </>
  )
}
