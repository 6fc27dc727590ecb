import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import type { ReplyOf } from '../../../../shared/api/endpoint'
import type { tasksApi } from '../../../../shared/earning/tasks.api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { copyShareLink } from '../../pages/share/use-sharing'
import { toast } from '../../toast'
import { savePicture } from './save'
import { useTaskWords } from '../words'

type Picture = ReplyOf<typeof tasksApi.invitationPoster>['picture']

const isWeapp = process.env.TARO_ENV === 'weapp'

/** The invitation as it is shown to a friend: what it brings them both, where the terms pay for it, and the code that leads to it. */
export function Poster({ picture, isPaid }: { readonly picture: Picture; readonly isPaid: boolean }) {
  const words = useTaskWords().words.invite
  const [isSaving, setIsSaving] = useState(false)
  const save = async (shown: NonNullable<Picture>) => {
    setIsSaving(true)
    toast((await savePicture(shown)) ? words.saved : words.notSaved)
    setIsSaving(false)
  }
  return (
    <>
      <Card look="night" id="poster">
        <View className="poster">
          <View className="poster__brand">{words.brand}</View>
          <View className="poster__sentence">{isPaid ? words.gift : words.message}</View>
          {picture === null ? (
            <View className="poster__hint" id="no-code">{words.noCode}</View>
          ) : (
            <>
              <View className="poster__plate">
                <Image className="poster__code" id="poster-code" src={`data:${picture.type};base64,${picture.base64}`} mode="aspectFit" showMenuByLongpress />
              </View>
              <View className="poster__hint">{words.scan}</View>
            </>
          )}
        </View>
      </Card>
      <View className="poster-ways">
        <View className="poster-ways__way">
          {isWeapp ? (
            <Button isWide label={words.send} host={{ openType: 'share' }} id="send" />
          ) : (
            <Button isWide label={words.copy} onTap={() => void copyShareLink(words.copied)} id="send" />
          )}
        </View>
        {picture !== null && (
          <View className="poster-ways__way">
            <Button isWide look="quiet" label={words.save} isRunning={isSaving} onTap={() => void save(picture)} id="save" />
          </View>
        )}
      </View>
    </>
  )
}
