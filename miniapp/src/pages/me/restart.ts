import Taro from '@tarojs/taro'
import { leave } from '../../session'

/** Begins again without a session: no page that showed somebody's data stays open. */
export function leaveAndRestart(): void {
  leave()
  void Taro.reLaunch({ url: '/pages/home/index' })
}
