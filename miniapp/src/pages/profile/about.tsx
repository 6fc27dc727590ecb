import { Picker, View } from '@tarojs/components'
import { useState } from 'react'
import type { Profile } from '../../../../shared/members/members.api'
import { Card } from '../../components/card'
import { ListRow } from '../../components/list-row'
import { api } from '../../api'
import { now } from '../../clock'
import { businessDayOf, showDay } from '../../dates'
import { useDeed } from '../../deed'
import { signedInAs } from '../../session'
import { useText } from '../../profile-text'
import { toast } from '../../toast'
import { NicknameSheet } from './nickname-sheet'
import { PhoneRow } from './phone-row'

const oldestBirthday = '1900-01-01'
const birthdayAtFirst = '1995-01-01'

export interface AboutProps {
  readonly profile: Profile
  readonly onChanged: (profile: Profile) => void
}

/** Nickname, birthday, phone: all the member's own to give. */
export function About({ profile, onChanged }: AboutProps) {
  const { text, language } = useText()
  const words = text.profile.profile
  const [isNaming, setIsNaming] = useState(false)
  const change = useDeed('operation', (input: { nickname?: string; birthday?: string }) => api.updateMe(input))

  const show = (changed: Profile, sentence: string) => {
    onChanged(changed)
    signedInAs.set(changed)
    toast(sentence)
  }
  const save = async (input: { nickname?: string; birthday?: string }) => {
    const changed = await change.run(input)
    if (!changed) return
    setIsNaming(false)
    show(changed, words.saved)
  }
  return (
    <>
      <View className="profile__section">{words.about}</View>
      <Card isFlush>
        <ListRow id="nickname-row" title={words.nickname} trailing={profile.nickname === '' ? words.notSet : profile.nickname} onTap={() => setIsNaming(true)} />
        <Picker
          mode="date"
          value={profile.birthday ?? birthdayAtFirst}
          start={oldestBirthday}
          end={businessDayOf(now())}
          textProps={{ okText: text.app.confirm, cancelText: text.app.cancel }}
          onChange={(event) => void save({ birthday: event.detail.value })}
        >
          <View className="profile__divided">
            <ListRow id="birthday-row" title={words.birthday} trailing={profile.birthday === null ? words.notSet : showDay(profile.birthday, language)} onTap={openPicker} />
          </View>
        </Picker>
        <View className="profile__divided">
          <PhoneRow phoneMasked={profile.phoneMasked} onLinked={(linked) => show(linked, words.linked)} />
        </View>
      </Card>
      <NicknameSheet key={profile.nickname} isOpen={isNaming} nickname={profile.nickname} isRunning={change.isRunning} onSave={(nickname) => void save({ nickname })} onClose={() => setIsNaming(false)} />
    </>
  )
}

/** The picker around the row answers the tap; the row only shows that it opens something. */
const openPicker = () => undefined
