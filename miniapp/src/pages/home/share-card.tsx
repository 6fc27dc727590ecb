import { View } from '@tarojs/components'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { showNumber } from '../../dates'
import { openPage } from '../../open'
import { useText } from '../../text'
import { copyShareLink } from '../share/use-sharing'

/** Sharing pays once a friend opens it: WeChat's own sheet, or a link to copy in a browser. */
export function ShareCard({ leftToday }: { readonly leftToday: number | null }) {
  const words = useText().text.earn.home
  return (
    <Card look="wash" id="share-card">
      <View className="share-card">
        <View className="share-card__words" id="to-invite" onClick={() => openPage('tasks/invite')}>
          <View className="share-card__title">{words.shareTitle}</View>
          <View className="share-card__hint">{words.shareHint}</View>
          {leftToday !== null && <View className="share-card__hint">{words.leftToday(showNumber(leftToday))}</View>}
        </View>
        {process.env.TARO_ENV === 'weapp' ? (
          <Button look="ink" label={words.share} host={{ openType: 'share' }} id="share" />
        ) : (
          <Button look="ink" label={words.share} onTap={() => void copyShareLink(words.linkCopied)} id="share" />
        )}
      </View>
    </Card>
  )
}
